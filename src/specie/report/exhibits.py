"""Figures and tables on the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from specie.model import Column, Message, Quantity, Table, say
from specie.report.chart import KINDS, begin
from specie.report.chart.standin import width
from specie.report.language import visible
from specie.report.page import plain_name
from specie.report.sheet import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.model import Cell, Figure, Result
    from specie.report.markup import Writer
    from specie.report.sheet import CellText, Head, Sheet


CARDS, CARD_COLUMNS, LONG = 3, 5, 30
HALF_PAGE, WRAPS_FROM, GAP = 41, 18, 1.4
LEAST, SHORT, BROADEST = 3, 12, 26
"""Widths in units of the font size: of a column that may be left alone, of a text that is kept on one line,
of the broadest column."""
LINES = 4
_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


class Exhibits:
    """Draws figures and lays out tables; ``fold`` is how many rows a long table shows at first."""

    fold = 8

    def __init__(self, writer: Writer, figures: Iterable[Figure] = ()) -> None:
        self.writer = writer
        drawable = (figure for figure in figures if figure.kind in KINDS)
        self._pending = {id(figure): begin(figure, writer.language) for figure in drawable}

    def is_long(self, rows: int) -> bool:
        """Tell whether a table of so many rows is folded."""
        return rows > self.fold + 2

    def is_wide(self, laid_out: Sheet) -> bool:
        """Tell whether a table needs the whole width of the page."""
        columns = zip(laid_out.heads, *laid_out.rows, strict=True) if laid_out.rows else ()
        return sum(_column_width(head, cells) for head, *cells in columns) > HALF_PAGE

    def heads(self, laid_out: Sheet) -> list[tuple[Head, str]]:
        """Return each head with the least width of its column: no text is squeezed into a tower of words."""
        cells = zip(*laid_out.rows, strict=True) if laid_out.rows else [()] * len(laid_out.heads)
        return [
            (head, _least_width(head, column)) for head, column in zip(laid_out.heads, cells, strict=True)
        ]

    def sheets(self, result: Result) -> list[Sheet]:
        """Lay out the tables of a result."""
        return [self.sheet(table) for table in result.tables]

    def stands_alone(self, result: Result, sheets: Iterable[Sheet]) -> bool:
        """Tell whether the last figure would leave half the page empty: none beside it, no narrow table."""
        return len(result.figures) % 2 == 1 and all(map(self.is_wide, sheets))

    def sheet(self, table: Table) -> Sheet:
        """Lay out a table."""
        return sheet(table, self.writer.language)

    def body(self, analysis: str, laid_out: Sheet) -> Markup:
        """Write the rows of a table; long tables are many, so this is no template."""
        rows = (
            "".join(self._cell(analysis, cell, head) for cell, head in zip(row, laid_out.heads, strict=True))
            for row in laid_out.rows
        )
        return Markup("\n".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S704  every cell is escaped

    def is_card(self, laid_out: Sheet) -> bool:
        """Tell whether a table reads better with its titles beside its values: few rows, many columns."""
        return 0 < len(laid_out.rows) <= CARDS and len(laid_out.heads) >= CARD_COLUMNS

    def cards(self, analysis: str, laid_out: Sheet) -> Markup:
        """Write each row as titled values; empty cells are left out."""
        rows = (zip(laid_out.heads, row, strict=True) for row in laid_out.rows)
        cards = (
            "".join(self._entry(analysis, head, cell) for head, cell in row if cell.text) for row in rows
        )
        return Markup("".join(f'<dl class="card">{card}</dl>' for card in cards))  # noqa: S704  escaped

    def _entry(self, analysis: str, head: Head, cell: CellText) -> str:
        unit = f" <small>{escape(head.unit)}</small>" if head.unit else ""
        kind = f"{'' if head.numeric else 'name '}{'long' if width(cell.text) > LONG else ''}"
        words = self._words(analysis, cell)
        return f'<div class="{kind}"><dt>{escape(head.title)}{unit}</dt><dd>{words}</dd></div>'

    def _words(self, analysis: str, cell: CellText) -> Markup:
        text = Markup("<bdi>{}</bdi>").format(visible(cell.text))
        if cell.span:
            text += Markup(" <small>{}</small>").format(cell.span)
        return text if cell.estimate is None else self.writer.link(analysis, cell.estimate, text)

    def _cell(self, analysis: str, cell: CellText, head: Head) -> str:
        """Write a cell: linked where it is an estimate, with its interval in small and aligned."""
        text = escape(visible(cell.text))
        if head.span:
            text += Markup(f' <small style="min-width:{head.span}ch">{escape(cell.span)}</small>')  # noqa: S704
        if cell.estimate is not None:
            text = self.writer.link(analysis, cell.estimate, text)
        if head.numeric:
            return f'<td class="num" data-v="{escape(cell.sort)}">{text}</td>'
        if _DAY.fullmatch(cell.text):
            return f'<td class="q">{text}</td>'
        return f"<td><bdi>{text}</bdi></td>" if cell.text else "<td></td>"

    def drawing(self, figure: Figure) -> Markup:
        """Draw a figure; when that fails its data still stand below."""
        try:
            pending = self._pending.pop(id(figure), None) or begin(figure, self.writer.language)
            svg = pending.finish(f"f-{plain_name(figure.id)}")
        except (KeyError, ValueError) as error:
            reason = say(
                "This figure could not be drawn: {reason}", reason=f"{type(error).__name__}: {error}"
            )
            return Markup('<p class="quiet">{}</p>').format(self.writer.message(reason))
        return Markup(svg)  # noqa: S704  escaped by the drawing

    def data_sheet(self, figure: Figure) -> Sheet:
        """Lay out the data of a figure as a table."""
        titles = _titles(figure)
        keys = [key for key in titles if any(row.get(key) is not None for row in figure.data)]
        columns = tuple(Column(key, titles[key]) for key in keys)
        units = _units(figure)
        rows = tuple(tuple(_with_unit(row.get(key), units.get(key)) for key in keys) for row in figure.data)
        return self.sheet(Table(figure.id, figure.title, columns, rows))


def _column_width(head: Head, cells: list[CellText]) -> float:
    """Estimate the width of a column in units of the font size; long texts wrap."""
    texts = [head.title, head.unit, *(f"{cell.text} {cell.span}" for cell in cells)]
    return min(max(map(width, texts)), WRAPS_FROM) + GAP


def _least_width(head: Head, cells: Iterable[CellText]) -> str:
    """Give a text room for its longest cell in a few lines; the head of numbers stands over the numbers."""
    if head.numeric:
        return f"padding-right:calc(18px + {0.84 * head.span + 0.5:.1f}ch)" if head.span else ""
    longest = max((width(cell.text) for cell in cells), default=0)
    room = longest if longest <= SHORT else min(max(SHORT, longest / LINES), BROADEST)
    return f"min-width:{room:.0f}em" if room >= LEAST else ""


def _titles(figure: Figure) -> dict[str, Message]:
    titles = dict(figure.titles)
    for role, title in (("low", say("Low")), ("high", say("High"))):
        if role in figure.roles:
            titles.setdefault(figure.roles[role], title)
    return titles


def _units(figure: Figure) -> dict[str, str]:
    """Return the unit of each field; the ends of intervals share that of the value."""
    units = dict(figure.units)
    valued = next((figure.roles[r] for r in ("y", "x") if figure.roles.get(r) in units), None)
    for role in ("low", "high"):
        if valued and role in figure.roles:
            units.setdefault(figure.roles[role], units[valued])
    return units


def _with_unit(cell: Cell, unit: str | None) -> Cell:
    if unit is not None and isinstance(cell, int | float):
        return Quantity(cell, unit)
    return cell
