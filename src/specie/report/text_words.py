"""A figure of a text in words: how it was read, and what it is about."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING

from specie.model import Quantity, Term
from specie.model.claim import Kind, Reach
from specie.report.scale import marked

if TYPE_CHECKING:
    from decimal import Decimal

    from specie.model.claim import About, Claim, Days
    from specie.report.language import Language

WHOLE = frozenset({"fraction", "x"})
FORMATS = {
    "text": Term("plain text"),
    "markdown": Term("Markdown"),
    "html": Term("HTML"),
    "pdf": Term("PDF"),
    "docx": Term("DOCX"),
}
BOUNDS = {
    Reach.ABOUT: marked("about {value}"),
    Reach.AT_LEAST: marked("at least {value}"),
    Reach.AT_MOST: marked("at most {value}"),
}
KINDS = {
    Kind.MONEY: Term("money"),
    Kind.SHARE: Term("share"),
    Kind.MULTIPLE: Term("multiple"),
    Kind.RATE: Term("rate"),
    Kind.COUNT: Term("count of things"),
    Kind.DATE: Term("date"),
    Kind.DURATION: Term("length of time"),
}


def days(when: Days | None) -> str:
    """Write the days that a date may mean: one day, a month, a year, or first to last."""
    if when is None:
        return ""
    first, last = when.first, when.last
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year}\u2013{last.year}"
    ends = monthrange(first.year, first.month)[1]
    if (first.day, last) == (1, first.replace(day=ends)):
        return f"{first:%Y-%m}"
    return f"{first.isoformat()}\u2013{last.isoformat()}"


def value(claim: Claim, language: Language) -> str:
    """Write how a figure was read: ``USD 65,000 million``, ``at least 30 %``, ``30–50 %``, a date."""
    if claim.kind is Kind.DATE:
        return days(claim.when)
    if claim.value is None:
        return language.term(Term("not read"))
    if claim.reach is Reach.RANGE and claim.low is not None and claim.high is not None:
        low, high = (amount(end, claim.unit, language) for end in (claim.low, claim.high))
        return language(marked("{low} to {high}"), low=low, high=high)
    written = amount(claim.value, claim.unit, language)
    bound = BOUNDS.get(claim.reach)
    return language(bound, value=written) if bound else written


def amount(number: Decimal, unit: str, language: Language) -> str:
    """Write a number with its unit; one without a unit alone."""
    if unit == "pp":
        points = Quantity(number * 100, "index")
        return language(marked("{number} percentage points"), number=points)
    return language.value(Quantity(number, unit or "index"))


def about(claim: Claim, text: str, language: Language) -> str:
    """Write what a figure is about: whose, what, on which basis, when, of what, by whom; empty if unknown."""
    said = claim.about
    parts = [language.join([language.ref(subject) for subject in said.subjects])]
    parts += [language.term(Term(word)) for word in (said.measure, said.basis) if word]
    parts.append(_when(said, language))
    for span, template in (
        (said.denominator, marked("of \u201c{words}\u201d")),
        (said.source, marked("says \u201c{words}\u201d")),
    ):
        if span is not None:
            parts.append(language(template, words=" ".join(text[span.start : span.end].split())))
    if claim.proposed:
        parts.append(language(marked("proposed by a model")))
    return " · ".join(part for part in parts if part)


def _when(said: About, language: Language) -> str:
    if said.when is None:
        return language(marked("forecast")) if said.horizon else ""
    template = marked("forecast for {days}") if said.horizon else marked("{days}")
    return language(template, days=days(said.when))
