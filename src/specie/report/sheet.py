"""A table laid out for reading: units in the head, one scale per column, intervals beside their points."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from specie.model import Estimate, Message, Quantity, Ref, Term
from specie.report.number import to_decimal
from specie.report.quantity import (
    estimate_level,
    estimate_range,
    estimate_scale,
    estimate_value,
    main_number,
    unit_header,
)
from specie.report.scale import Scale, column_scale, is_currency, marked, scale_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Cell, Column, Table
    from specie.report.language import Language


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: its title, the unit that its cells share, alignment, longest interval."""

    key: str
    title: str
    unit: str
    numeric: bool
    span: int = 0


@dataclass(frozen=True, slots=True)
class CellText:
    """A cell in words: its text, the interval beside it, what it sorts by, the estimate it came from."""

    text: str
    span: str = ""
    sort: float | str = ""
    estimate: Estimate | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in the reader's language."""

    id: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[CellText, ...], ...]
    note: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """How one column is written; ``scale`` is None where its numbers do not share a unit.

    A word among numbers ("cannot tell") leaves a column numeric.
    """

    scale: Scale | None
    numeric: bool
    level: str


def sheet(table: Table, language: Language) -> Sheet:
    """Lay a table out."""
    columns = [[row[i] for row in table.rows] for i in range(len(table.columns))]
    layouts = [_layout(cells) for cells in columns]
    rows = tuple(
        tuple(_cell(cell, layout, language) for cell, layout in zip(row, layouts, strict=True))
        for row in table.rows
    )
    spans = [max((len(row[i].span) for row in rows), default=0) for i in range(len(layouts))]
    heads = tuple(
        _head(column, layout, span, language)
        for column, layout, span in zip(table.columns, layouts, spans, strict=True)
    )
    note = language.message(table.note) if table.note else ""
    return Sheet(table.id, language.message(table.title), heads, rows, note)


def _layout(cells: Sequence[Cell]) -> _Layout:
    there = [c for c in cells if c is not None]
    measured = [c for c in there if isinstance(c, Quantity | Estimate)]
    plain = [c for c in there if isinstance(c, int | float)]
    words = [c for c in there if isinstance(c, Term | Message)]
    numeric = bool(measured or plain) and len(measured) + len(plain) + len(words) == len(there)
    units = {c.unit for c in measured}
    if not numeric or len(units) != 1 or plain:
        return _Layout(None, numeric, "")
    levels = {estimate_level(c) for c in measured if isinstance(c, Estimate) and not c.exact}
    return _Layout(_shared_scale(units.pop(), measured), numeric, levels.pop() if len(levels) == 1 else "")


def _shared_scale(unit: str, cells: Sequence[Quantity | Estimate]) -> Scale:
    numbers = [n for c in cells for n in _numbers(c)]
    digits = [c.digits for c in cells if isinstance(c, Quantity) and c.digits is not None]
    scale = column_scale(unit, numbers, max(digits) if digits else None)
    finest = [estimate_scale(c).digits for c in cells if isinstance(c, Estimate) and _has_interval(c)]
    if finest and not digits and not any(isinstance(c, Quantity) or not _has_interval(c) for c in cells):
        return replace(scale, digits=max(0, *finest))
    return scale


def _numbers(cell: Quantity | Estimate) -> list[float]:
    if isinstance(cell, Quantity):
        return [float(cell.value)]
    return [n for n in (cell.point, cell.low, cell.high) if n is not None]


def _has_interval(estimate: Estimate) -> bool:
    return not estimate.exact and estimate.low is not None and estimate.high is not None


def _head(column: Column, layout: _Layout, span: int, language: Language) -> Head:
    unit = unit_header(language, layout.scale) if layout.scale else ""
    if layout.level:
        unit = language.join(
            [u for u in (unit, language(marked("{level} interval"), level=layout.level)) if u]
        )
    return Head(column.key, language.message(column.title), unit, layout.numeric, span)


def _cell(cell: Cell, layout: _Layout, language: Language) -> CellText:
    match cell:
        case None:
            return CellText("")
        case Estimate():
            return _estimate_cell(cell, layout.scale, language)
        case Quantity() if layout.scale:
            number = float(cell.value)
            return CellText(_fine(layout.scale, number).digits_of(cell.value), sort=number)
        case Quantity():
            return CellText(language.value(cell), sort=float(cell.value))
        case int() | float():
            return CellText(language.value(cell), sort=float(cell))
        case _:
            return _word_cell(cell, language)


def _word_cell(cell: Cell, language: Language) -> CellText:
    text = language.value(cell)
    if isinstance(cell, Term) or (isinstance(cell, Ref) and not cell.label):
        text = text[:1].upper() + text[1:] if isinstance(cell, Term) else text
    return CellText(text, sort=text)


def _estimate_cell(estimate: Estimate, shared: Scale | None, language: Language) -> CellText:
    known = main_number(estimate)
    sort = known if known is not None else estimate.low
    if shared is None:
        scale = estimate_scale(estimate)
        value = estimate_value(language, estimate, scale)
    else:
        scale = _rounded(shared, estimate)
        value = estimate_value(language, estimate, scale, bare=True)
    span = estimate_range(language, estimate, scale, bare=True) if known is not None else ""
    return CellText(value, span, sort if sort is not None else "", estimate)


def _rounded(shared: Scale, estimate: Estimate) -> Scale:
    """Round large uncertain amounts to what their interval supports; keep the column's places otherwise."""
    own = estimate_scale(estimate).digits
    if own < 0 and shared.digits == 0 and _has_interval(estimate) and shared.factor == 1:
        return replace(shared, digits=own)
    number = main_number(estimate)
    return shared if number is None else _fine(shared, number)


def _fine(shared: Scale, number: float) -> Scale:
    """Give an amount its cents where rounding to whole units would turn it into nothing."""
    scaled = abs(to_decimal(number) * shared.factor)
    if is_currency(shared.unit) and shared.digits == 0 and 0 < scaled < 1:
        return replace(shared, digits=scale_of(shared.unit, [scaled]).digits)
    return shared
