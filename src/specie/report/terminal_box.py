"""The first screen of the terminal brief: what was read, and the four boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from specie.model import Quantity, Question, Severity, Term
from specie.report.outline import FIRST_SCREEN_FINDINGS, SINGLE_THINGS
from specie.report.quantity import estimate_range, estimate_scale, estimate_value
from specie.report.scale import marked
from specie.report.urgency import VOICES
from specie.report.vocabulary import QUESTIONS, ROLES, SEVERITIES

if TYPE_CHECKING:
    from specie.model import Finding
    from specie.report.language import Language
    from specie.report.outline import KeyFigure, Outline, Section
    from specie.report.warned import Warned

STYLE = {Severity.ALARM: "bold red", Severity.WATCH: "yellow", Severity.NOTE: "dim"}
TWO_COLUMNS_FROM = 96
ACTIONS_PER_ROLE = 3


def header(arranged: Outline, language: Language) -> Group:
    """Say which book was read, as of when, and whether it is a synthetic one."""
    book = arranged.run.book
    line = language(
        marked("{book} · as of {date} · {currency} · digest {digest}"),
        book=book.name, date=book.as_of, currency=book.currency, digest=book.digest[:12],
    )  # fmt: skip
    parts = [Text(f"Specie 真金  {line}", style="bold")]
    if book.synthetic:
        banner = language(marked("SYNTHETIC: an example book made by a generator; no real firm"))
        parts.append(Text(banner, style="bold black on yellow"))
    return Group(*parts)


def boxes(arranged: Outline, language: Language, console: Console) -> RenderableType:
    """Lay out conclusion, key figures, actions and risks: two by two where there is room."""
    panels = [
        _panel(language(marked("Conclusion")), _conclusions(arranged, language)),
        _panel(language(marked("Key figures")), _figures(arranged, language)),
        _panel(language(marked("Actions by role")), _actions(arranged, language)),
        _panel(language(marked("Risk warnings")), _risks(arranged, language)),
    ]
    if console.width < TWO_COLUMNS_FROM:
        return Group(*panels)
    for pair in (panels[:2], panels[2:]):
        _same_height(pair, console)
    grid = Table.grid(expand=True, padding=0)
    grid.add_column(ratio=1)
    grid.add_column(ratio=1)
    grid.add_row(panels[0], panels[1])
    grid.add_row(panels[2], panels[3])
    return grid


def _same_height(panels: list[Panel], console: Console) -> None:
    options = console.options.update(width=console.width // 2)
    height = max(len(console.render_lines(panel, options)) for panel in panels)
    for panel in panels:
        panel.height = height


def _panel(title: str, body: RenderableType) -> Panel:
    return Panel(body, title=Text(title, style="bold"), title_align="left", box=box.SQUARE, padding=(0, 1))


def _conclusions(arranged: Outline, language: Language) -> Group:
    lines: list[Text] = []
    for section in arranged.sections:
        lines.append(Text(language.message(QUESTIONS[section.question]), style="bold cyan"))
        if section.question is Question.PAYS and arranged.verdicts:
            lines.append(Text(verdict_line(arranged, language), style="bold"))
        lines += _answers(section, arranged, language)
    return Group(*lines)


def verdict_line(arranged: Outline, language: Language) -> str:
    """Count the verdicts: ``pays 3 · does not pay 1 · ...``."""
    return " · ".join(
        f"{language.term(Term(verdict.value))} {len(given)}" for verdict, given in arranged.verdicts.items()
    )


def _answers(section: Section, arranged: Outline, language: Language) -> list[Text]:
    answers = [c.answer for c in arranged.answers(section.question) if c.answer is not None]
    lines = [Text(language.sentence(answer)) for answer in answers[: VOICES[section.question]]]
    hidden = len(answers) - len(lines)
    if hidden > 0:
        more = language(marked("… and {count} more"), count=Quantity(hidden, "count"))
        lines.append(Text(more, style="dim"))
    return lines or [Text(_unanswered(section, language), style="dim")]


def _unanswered(section: Section, language: Language) -> str:
    reasons = [r.reason for r in section.results if r.reason is not None]
    return language.message(reasons[0]) if reasons else language.term(Term("not assessed"))


def _figures(arranged: Outline, language: Language) -> Table:
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(ratio=5)
    grid.add_column(justify="right", ratio=4)
    for figure in arranged.figures:
        grid.add_row(*figure_cells(figure, language))
    return grid


def figure_cells(figure: KeyFigure, language: Language) -> tuple[Text, Text]:
    """Write a key figure: what it is, then its value, interval and grade."""
    estimate = figure.estimate
    scale = estimate_scale(estimate)
    value = Text(estimate_value(language, estimate, scale), style="bold")
    span = estimate_range(language, estimate, scale, bare=True)
    if span and estimate.point is not None:
        value.append(f" ({span})", style="not bold")
    value.append(f" [{language.term(Term(estimate.grade.value))}]", style="not bold dim")
    label = Text(language.value(figure.label))
    if estimate.subject.kind != "portfolio":
        label.append(f" · {language.ref(estimate.subject)}", style="dim")
    return label, value


def _actions(arranged: Outline, language: Language) -> Group:
    lines: list[Text] = []
    for role, warned in arranged.actions.items():
        if warned:
            lines.append(Text(language.message(ROLES[role]), style="bold cyan"))
        lines += [
            Text("• ").append(_action(w, language)) for w in warned[:ACTIONS_PER_ROLE] if w.finding.action
        ]
    return Group(*lines)


def _action(warned: Warned, language: Language) -> str:
    finding = warned.finding
    if finding.action is None:
        return ""
    named = any(value == finding.subject for _, value in finding.action.args)
    if named or finding.subject.kind not in SINGLE_THINGS:
        return language.sentence(finding.action)
    return f"{language.ref(finding.subject)}: {language.message(finding.action)}"


def _risks(arranged: Outline, language: Language) -> Group:
    lines = [finding_text(w.finding, language) for w in arranged.risks[:FIRST_SCREEN_FINDINGS]]
    hidden = len(arranged.risks) - len(lines)
    if hidden > 0:
        lines.append(
            Text(language(marked("… and {count} more"), count=Quantity(hidden, "count")), style="dim")
        )
    return Group(*lines)


def finding_text(finding: Finding, language: Language) -> Text:
    """Write a finding on one line: severity, code, message."""
    severity = language.message(SEVERITIES[finding.severity])
    text = Text(f"{severity} {finding.code} ", style=STYLE[finding.severity])
    return text.append(language.sentence(finding.message), style="default not bold")
