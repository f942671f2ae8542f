"""The sections of the terminal brief: one per question, with figures, tables and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich import box
from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from specie.model import Quantity, Status, Term
from specie.report.outline import KeyFigure, label_of
from specie.report.scale import marked
from specie.report.sheet import sheet
from specie.report.terminal_box import figure_cells, finding_text
from specie.report.urgency import loudest_first
from specie.report.vocabulary import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.model import Analysis, Finding, Result
    from specie.report.language import Language
    from specie.report.outline import Outline
    from specie.report.sheet import CellText, Head, Sheet

WIDEST_COLUMN = 26
INDENT = 4


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of each analysis is printed: tables, findings, rows of a table, and the width there is."""

    tables: int
    findings: int
    width: int
    currency: str
    rows: int = 8


def sections(
    arranged: Outline, declarations: Mapping[str, Analysis], language: Language, extent: Extent
) -> Iterator[RenderableType]:
    """Yield what is printed, question by question."""
    for section in arranged.sections:
        yield Text()
        yield Rule(Text(language.message(QUESTIONS[section.question]), style="bold"), align="left")
        for result in section.results:
            yield from _result(result, declarations, language, extent)


def _result(
    result: Result, declarations: Mapping[str, Analysis], language: Language, extent: Extent
) -> Iterator[RenderableType]:
    title = language.message(declarations[result.analysis].title) if result.analysis in declarations else ""
    yield Text()
    yield Text(title, style="bold").append(f"  {result.analysis}", style="not bold dim")
    if result.status is not Status.OK:
        yield Text(
            _reason(result, language), style="dim" if result.status is Status.NOT_ASSESSED else "bold red"
        )
        return
    yield Text("\n".join(language.sentence(m) for m in result.headline))
    yield Padding(_key(result, declarations, language), (0, 0, 0, 2))
    for table in result.tables[: extent.tables]:
        yield Padding(_table(sheet(table, language), language, extent), (1, 0, 0, 2))
    for finding in loudest_first(result.findings, extent.currency)[: extent.findings]:
        yield Padding(_finding(finding, language), (0, 0, 0, 2))
    yield from _rest(result, extent, language)


def _rest(result: Result, extent: Extent, language: Language) -> Iterator[RenderableType]:
    tables, findings = len(result.tables) - extent.tables, len(result.findings) - extent.findings
    if tables > 0 or findings > 0:
        text = marked("… and {tables} more tables, {findings} more findings: specie run {analysis}")
        counts = {
            "tables": Quantity(max(tables, 0), "count"),
            "findings": Quantity(max(findings, 0), "count"),
        }
        yield Padding(Text(language(text, analysis=result.analysis, **counts), style="dim"), (0, 0, 0, 2))


def _reason(result: Result, language: Language) -> str:
    return language.message(result.reason) if result.reason else language.term(Term(result.status.value))


def _key(result: Result, declarations: Mapping[str, Analysis], language: Language) -> Table:
    grid = Table.grid(padding=(0, 2))
    for estimate in result.key:
        label = label_of(declarations, result.analysis, estimate.measure)
        grid.add_row(*figure_cells(KeyFigure(result.analysis, label, estimate), language))
    return grid


def _table(laid_out: Sheet, language: Language, extent: Extent) -> Table:
    table = Table(title=laid_out.title, title_justify="left", title_style="italic", box=box.SIMPLE_HEAD)
    shown = laid_out.rows[: extent.rows]
    columns = _fitting(laid_out.heads, shown, extent.width - INDENT)
    for head in laid_out.heads[:columns]:
        table.add_column(
            Text(_head(head)), justify="right" if head.numeric else "left", max_width=WIDEST_COLUMN
        )
    for row in shown:
        table.add_row(*(Text(_cell(c), overflow="ellipsis", no_wrap=True) for c in row[:columns]))
    notes = _left_out(len(laid_out.rows) - len(shown), len(laid_out.heads) - columns, language)
    table.caption = Text("  ".join(filter(None, (laid_out.note, *notes))), style="dim")
    table.caption_justify = "left"
    return table


def _fitting(heads: tuple[Head, ...], rows: tuple[tuple[CellText, ...], ...], width: int) -> int:
    """Count the columns that fit beside each other, at least two."""
    room = width
    for number, head in enumerate(heads):
        texts = [*_head(head).split(), *(_cell(row[number]) for row in rows)]
        room -= min(max(map(cell_len, texts), default=0), WIDEST_COLUMN) + 3
        if room < 0:
            return max(2, number)
    return len(heads)


def _head(head: Head) -> str:
    return f"{head.title} ({head.unit})" if head.unit else head.title


def _cell(cell: CellText) -> str:
    return f"{cell.text} ({cell.span})" if cell.span else cell.text


def _left_out(rows: int, columns: int, language: Language) -> list[str]:
    said: list[str] = []
    if rows > 0:
        said.append(language(marked("… and {count} more rows"), count=Quantity(rows, "count")))
    if columns > 0:
        said.append(language(marked("… and {count} more columns"), count=Quantity(columns, "count")))
    return said


def _finding(finding: Finding, language: Language) -> Text:
    text = finding_text(finding, language)
    if finding.action:
        text.append("\n  → ").append(language.sentence(finding.action), style="italic")
    return text
