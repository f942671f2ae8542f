"""What the page templates may ask for: words, numbers, and where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from specie.model import Message, Quantity, Question, Role, Severity, Status, Term
from specie.report.markup import isolated
from specie.report.outline import SINGLE_THINGS, label_of
from specie.report.quantity import estimate_range, estimate_scale, estimate_value
from specie.report.scale import is_currency
from specie.report.urgency import VOICES, loudest_first
from specie.report.vocabulary import GRADES, LEVELS, QUESTIONS, ROLES, SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.model import (
        Analysis,
        Cell,
        Estimate,
        Finding,
        Grade,
        Level,
        Result,
        Run,
        Value,
        Verdict,
    )
    from specie.report.markup import Writer
    from specie.report.outline import Conclusion, Outline
    from specie.report.warned import Warned


FINDINGS_SHOWN = 5
OWN_PAGE = {"initiative", "company"}
"""Kinds of things that have pages of their own, on which they need not be named again."""


class Page:
    """The words and places of one page."""

    default_role = Role.ENTERPRISE

    def __init__(
        self,
        run: Run,
        declarations: Mapping[str, Analysis],
        arranged: Outline,
        writer: Writer,
        *,
        of_one_thing: bool = False,
    ) -> None:
        self.run = run
        self.declarations = declarations
        self.outline = arranged
        self.writer = writer
        self.language = writer.language
        self.of_one_thing = of_one_thing
        self.semicolon = "；" if self.language.code == "zh-Hant" else "; "
        self._finding_numbers = {
            id(finding): number for r in run.results for number, finding in enumerate(r.findings, 1)
        }

    def t(self, template: str, **args: Value) -> Markup:
        """Write a text of the page itself."""
        return self.writer.message(Message(template, tuple(args.items())))

    def term(self, word: str) -> str:
        """Write a word of the vocabulary."""
        return self.language.term(Term(word))

    def write(self, message: Message | str, analysis: str = "") -> Markup:
        """Write a message of an analysis; a plain string is an id, and what is written already stays."""
        if isinstance(message, Markup):
            return message
        return isolated(message) if isinstance(message, str) else self.writer.message(message, analysis)

    def sentence(self, message: Message, analysis: str = "") -> Markup:
        """Write a message that stands alone: its own first letter is a capital."""
        return self.writer.message(message, analysis, capital=True)

    def value(self, value: Value | Cell) -> Markup:
        """Write any value."""
        return self.writer.value(value)

    def count(self, number: int) -> Quantity:
        """Make a count to be put into a text."""
        return Quantity(number, "count")

    def named(self, word: Question | Severity | Level | Role | Grade) -> str:
        """Write a question, severity, level, role or the meaning of a grade."""
        names = NAMES[type(word).__name__]
        return self.language.message(names[word])

    def title(self, analysis: str) -> Markup:
        """Write the title of an analysis."""
        declared = self.declarations.get(analysis)
        return self.write(declared.title) if declared else isolated(analysis)

    def summary(self, analysis: str) -> Markup:
        """Write what an analysis does."""
        declared = self.declarations.get(analysis)
        return self.write(declared.summary) if declared else Markup("")

    def label(self, analysis: str, measure: str) -> Markup:
        """Write the name of a measure."""
        return self.write(label_of(self.declarations, analysis, measure))

    def reason(self, result: Result) -> Markup:
        """Write why an analysis has no answer."""
        return self.write(result.reason) if result.reason else escape(self.term(result.status.value))

    def number(self, analysis: str, estimate: Estimate) -> Markup:
        """Write the value of an estimate, linked to its note."""
        return self.writer.link(analysis, estimate, escape(self.plain(estimate)))

    def names_subject(self, estimate: Estimate) -> bool:
        """Tell whether a number must say whose it is: not where the page itself does."""
        whole = {"portfolio"} | (OWN_PAGE if self.of_one_thing else set())
        return estimate.subject.kind not in whole

    def plain(self, estimate: Estimate) -> str:
        """Write the value of an estimate without a link."""
        return estimate_value(self.language, estimate, estimate_scale(estimate))

    def span(self, estimate: Estimate) -> str:
        """Write the interval of an estimate; empty where there is none beside a point."""
        if estimate.point is None:
            return ""
        return estimate_range(
            self.language, estimate, estimate_scale(estimate), bare=is_currency(estimate.unit)
        )

    def grade(self, estimate: Estimate) -> Term:
        """Return the grade of an estimate as a word to be put into a text."""
        return Term(estimate.grade.value)

    def anchor(self, analysis: str) -> str:
        """Return the id of an analysis on the page."""
        return analysis.replace("/", "-")

    def part_id(self, kind: str, analysis: str, name: str) -> str:
        """Return the id of a figure, table or method on the page."""
        return f"{kind}-{self.anchor(analysis)}-{plain_name(name)}"

    def finding_id(self, analysis: str, finding: Finding) -> str:
        """Return the id of a finding on the page."""
        return f"{self.anchor(analysis)}-f{self._finding_numbers[id(finding)]}"

    def place_of(self, warned: Warned) -> str:
        """Return where a finding stands in its section."""
        return f"#{self.finding_id(warned.analysis, warned.finding)}"

    def about(self, warned: Warned) -> Markup:
        """Name what an action is about, where the action itself does not and it is one single thing."""
        subject, action = warned.finding.subject, warned.finding.action
        named = action is None or any(value == subject for _, value in action.args)
        if named or (self.of_one_thing and subject.kind in OWN_PAGE) or subject.kind not in SINGLE_THINGS:
            return Markup("")
        return Markup("<b>{}</b>: ").format(self.writer.value(subject))

    def action(self, warned: Warned) -> Markup:
        """Write what to do, with what it is about."""
        action = warned.finding.action
        about = self.about(warned)
        if action is None:
            return about
        return about + (
            self.write(action, warned.analysis) if about else self.sentence(action, warned.analysis)
        )

    def first_and_rest(self, result: Result) -> tuple[list[Finding], list[Finding]]:
        """Part the findings: the loudest first, and what is folded (never an alarm)."""
        ordered = loudest_first(result.findings, self.run.book.currency)
        loud = sum(f.severity is not Severity.NOTE for f in ordered)
        alarms = sum(f.severity is Severity.ALARM for f in ordered)
        shown = len(ordered) if len(ordered) <= FINDINGS_SHOWN else max(alarms, min(loud, FINDINGS_SHOWN))
        return ordered[:shown], ordered[shown:]

    def conclusions(self) -> list[tuple[Question, list[Conclusion], list[Conclusion]]]:
        """Return the answers by question, the first ones and what is folded; without any: not assessed."""
        answers = [(s.question, self.outline.answers(s.question)) for s in self.outline.sections]
        return [
            (question, given[: VOICES[question]], given[VOICES[question] :]) for question, given in answers
        ]

    def verdicts(self, question: Question) -> list[tuple[Verdict, int, str]]:
        """Return how many verdicts of each kind were given, with the place of the first; empty elsewhere."""
        if question is not Question.PAYS:
            return []
        return [
            (verdict, len(given), self.place_of(given[0]) if given else "")
            for verdict, given in self.outline.verdicts.items()
        ]

    def left_out(self) -> list[Result]:
        """Return the analyses that have no answer."""
        return [r for r in self.run.results if r.status is not Status.OK]


NAMES: dict[str, Mapping[Any, Message]] = {
    "Question": QUESTIONS,
    "Severity": SEVERITIES,
    "Level": LEVELS,
    "Role": ROLES,
    "Grade": GRADES,
}


def plain_name(name: str) -> str:
    """Make a name fit for an id; names in other scripts stay apart."""
    return "".join((c if c.isalnum() else "-") if c.isascii() else f"-{ord(c):x}" for c in name)
