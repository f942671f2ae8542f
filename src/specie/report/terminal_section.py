"""The sections of the terminal brief: one per question, with figures, tables and findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
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
from specie.report.vocabulary import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.model import Analysis, Finding, Result
    from specie.report.language import Language
    from specie.report.outline import Outline
    from specie.report.sheet import Sheet

ROWS_SHOWN = 8


def sections(
    arranged: Outline, declarations: Mapping[str, Analysis], language: Language
) -> Iterator[RenderableType]:
    """Yield what is printed, question by question."""
    for section in arranged.sections:
        yield Text()
        yield Rule(Text(language.message(QUESTIONS[section.question]), style="bold"), align="left")
        for result in section.results:
            yield from _result(result, declarations, language)


def _result(
    result: Result, declarations: Mapping[str, Analysis], language: Language
) -> Iterator[RenderableType]:
    title = language.message(declarations[result.analysis].title) if result.analysis in declarations else ""
    yield Text()
    yield Text(title, style="bold").append(f"  {result.analysis}", style="not bold dim")
    if result.status is not Status.OK:
        yield Text(
            _reason(result, language), style="dim" if result.status is Status.NOT_ASSESSED else "bold red"
        )
        return
    yield Text(" ".join(language.sentence(m) for m in result.headline))
    yield Padding(_key(result, declarations, language), (0, 0, 0, 2))
    for table in result.tables:
        yield Padding(_table(sheet(table, language), language), (1, 0, 0, 2))
    for finding in result.findings:
        yield Padding(_finding(finding, language), (0, 0, 0, 2))


def _reason(result: Result, language: Language) -> str:
    return language.message(result.reason) if result.reason else language.term(Term(result.status.value))


def _key(result: Result, declarations: Mapping[str, Analysis], language: Language) -> Table:
    grid = Table.grid(padding=(0, 2))
    for estimate in result.key:
        label = label_of(declarations, result.analysis, estimate.measure)
        grid.add_row(*figure_cells(KeyFigure(result.analysis, label, estimate), language))
    return grid


def _table(laid_out: Sheet, language: Language) -> Table:
    table = Table(title=laid_out.title, title_justify="left", title_style="italic", box=box.SIMPLE_HEAD)
    for head in laid_out.heads:
        name = f"{head.title} ({head.unit})" if head.unit else head.title
        table.add_column(Text(name), justify="right" if head.numeric else "left")
    for row in laid_out.rows[:ROWS_SHOWN]:
        table.add_row(*(Text(f"{c.text} ({c.span})" if c.span else c.text) for c in row))
    hidden = len(laid_out.rows) - ROWS_SHOWN
    notes = [laid_out.note] if laid_out.note else []
    if hidden > 0:
        notes.append(language(marked("… and {count} more"), count=Quantity(hidden, "count")))
    table.caption = Text("  ".join(notes), style="dim") if notes else None
    table.caption_justify = "left"
    return table


def _finding(finding: Finding, language: Language) -> Text:
    text = finding_text(finding, language)
    if finding.action:
        text.append("\n  → ").append(language.sentence(finding.action), style="italic")
    return text
