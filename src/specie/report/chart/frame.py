"""A figure read for drawing: numbers scaled, texts replaced by stand-ins, units named."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeAlias

from specie.model import Cell, Estimate, Figure, Quantity, Term, say
from specie.report.chart.palette import MEANINGS, colours, colours_of
from specie.report.chart.standin import lines_of, width
from specie.report.number import to_decimal
from specie.report.quantity import main_number, unit_header
from specie.report.scale import Scale, column_scale, is_currency

if TYPE_CHECKING:
    from specie.report.chart.standin import StandIns
    from specie.report.language import Language

Spec: TypeAlias = dict[str, Any]
CHART_MILLIONS_FROM = 2_000_000
LABEL_WIDTH = 17
"""Width of a label beside its row, in units of the font size."""


@dataclass(frozen=True, slots=True)
class Broken:
    """Labels in several lines: the expression that breaks them, the most lines, the widest line."""

    expression: str
    lines: int
    width: float


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything the drawing of one figure needs to know; ``words`` collects its texts."""

    figure: Figure
    language: Language
    words: StandIns

    def field(self, role: str) -> str | None:
        """Return the field that plays a role."""
        return self.figure.roles.get(role)

    def cells(self, role: str) -> list[Cell]:
        """Return the cells of a role, one per row; None where the role is not played."""
        name = self.field(role)
        return [row.get(name) if name else None for row in self.figure.data]

    def text(self, cell: Cell) -> str:
        """Write a cell as a label."""
        return self.words.put(self._shown(cell))

    def _shown(self, cell: Cell) -> str:
        text = self.language.value(cell)
        return _capital(text) if isinstance(cell, Term) else text

    def texts(self, role: str) -> list[str]:
        """Write the cells of a role as labels."""
        return [self.text(cell) for cell in self.cells(role)]

    def broken(self, role: str, *, by_row: bool = False, widest: float = LABEL_WIDTH) -> Broken:
        """Break the labels of a role into lines; by row where two rows may share a label."""
        cells = self.cells(role)
        keys = [str(i) for i in range(len(cells))] if by_row else [self.text(c) for c in cells]
        lines = {k: lines_of(self._shown(c), widest) for k, c in zip(keys, cells, strict=True)}
        table = {word: [self.words.put(line) for line in several] for word, several in lines.items()}
        every = [line for several in lines.values() for line in several]
        return Broken(
            f"({json.dumps(table)})[datum.value]",
            max((len(several) for several in lines.values()), default=1),
            max(map(width, every), default=0),
        )

    def scale(self, role: str) -> Scale:
        """Choose the scale of a quantitative role from all its numbers and interval ends."""
        unit = self._unit(role)
        numbers = [n for cell in self.cells(role) for n in _numbers(cell)]
        numbers += [n for end in ("low", "high") for c in self.cells(end) for n in _numbers(c)]
        scale = column_scale(unit, numbers)
        if (
            is_currency(unit)
            and scale.factor == 1
            and max(map(abs, numbers), default=0) >= CHART_MILLIONS_FROM
        ):
            return replace(scale, factor=Decimal("1e-6"), digits=1, header="{unit} million")
        return scale

    def _unit(self, role: str) -> str:
        declared = self.figure.units.get(self.field(role) or "")
        cells = [c for c in self.cells(role) if isinstance(c, Quantity | Estimate)]
        return declared or (cells[0].unit if cells else "index")

    def numbers(self, role: str, scale: Scale) -> list[float | None]:
        """Return the numbers of a role in the units of the axis."""
        return [scaled(_point(cell), scale) for cell in self.cells(role)]

    def ends(self, role: str, scale: Scale) -> list[tuple[float | None, float | None]]:
        """Return the interval of each row: its own fields, else those of the estimate itself."""
        rows = zip(self.cells("low"), self.cells("high"), self.cells(role), strict=True)
        return [_ends(low, high, cell, scale) for low, high, cell in rows]

    def scale_of_x(self) -> Scale:
        """Return the scale of a numeric x axis; the ends of intervals belong to y."""
        numbers = [n for cell in self.cells("x") for n in _numbers(cell)]
        return column_scale(self._unit("x"), numbers)

    def places(self) -> list[str] | list[float | None]:
        """Return where on the x axis each row stands: days where the cells are dates, else numbers."""
        cells = self.cells("x")
        return [moment(c) for c in cells] if is_dated(cells) else self.numbers("x", self.scale_of_x())

    def caption(self, role: str, scale: Scale, most: int | None = None) -> str:
        """Name a quantitative role with its unit, as a label; say so where only ``most`` rows are drawn."""
        title = self.figure.titles.get(self.field(role) or "")
        name = self.language.message(title) if title else ""
        unit = unit_header(self.language, scale)
        said = not name or not unit or name.lower() == unit.lower()
        text = name or unit if said else f"{name} ({unit})"
        every = len(self.figure.data)
        if most is not None and every > most:
            text = self.language.message(
                say("{what}: the first {count} of {all}", what=text, count=most, all=every)
            )
        return self.words.put(text)

    def title(self, role: str) -> str:
        """Name a role without unit, as a label."""
        title = self.figure.titles.get(self.field(role) or "")
        return self.words.put(self.language.message(title)) if title else ""

    def colour(self) -> Spec | None:
        """Encode the colour role with its legend above the picture; None where there is no such role."""
        if self.field("colour") is None:
            return None
        domain = list(dict.fromkeys(self.texts("colour")))
        legend = {"orient": "top", "title": None, "columns": 4} if len(domain) > 1 else None
        return {
            "field": "colour",
            "type": "nominal",
            "scale": {"domain": domain, "range": self._colours()},
            "legend": legend,
        }

    def _colours(self) -> list[str]:
        """Choose the colours of the colour role: a word that judges has its own in every picture."""
        cells = list(dict.fromkeys(self.cells("colour")))
        if not any(isinstance(cell, Term) and cell.id in MEANINGS for cell in cells):
            return colours(len(cells))
        return colours_of([cell.id if isinstance(cell, Term) else "" for cell in cells])


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _point(cell: Cell) -> float | None:
    match cell:
        case Estimate():
            return main_number(cell)
        case Quantity():
            return float(cell.value)
        case int() | float():
            return float(cell)
        case _:
            return None


def _numbers(cell: Cell) -> list[float]:
    if isinstance(cell, Estimate):
        return [n for n in (cell.point, cell.low, cell.high) if n is not None]
    point = _point(cell)
    return [] if point is None else [point]


def _ends(low: Cell, high: Cell, cell: Cell, scale: Scale) -> tuple[float | None, float | None]:
    if isinstance(cell, Estimate) and low is None and high is None and not cell.exact:
        return scaled(cell.low, scale), scaled(cell.high, scale)
    return scaled(_point(low), scale), scaled(_point(high), scale)


def scaled(number: float | None, scale: Scale) -> float | None:
    """Bring a number to the units of the axis, free of binary noise."""
    return None if number is None else float(to_decimal(number) * scale.factor)


def moment(cell: Cell) -> str:
    """Write a date so that every time zone draws it on its own day."""
    return f"{cell.isoformat()[:10]}T00:00:00" if isinstance(cell, date) else ""


def is_dated(cells: list[Cell]) -> bool:
    """Tell whether an axis is one of time."""
    return bool(cells) and all(isinstance(cell, date) for cell in cells)
