"""Figures about the user's own initiatives against the tables of the book."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Quantity, Ref, say
from specie.model.claim import Kind
from specie.text.rules.interval import Interval, derived
from specie.text.rules.patterns import search
from specie.text.rules.verdict import fails, holds, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.book import Book
    from specie.model.claim import Claim, Days
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_NEAR = Decimal("0.005")


def own(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence names one initiative of the book, its spend in a period, and another amount.

    Only where a book is given. The sentence must say that money was spent, name one initiative by name or
    id, and name one period or none (then all that is booked). Abstains from budgets, plans and savings,
    from another currency, and where the amount is any of the initiative's sums: to date, of a year, or of
    one kind of cost.
    """
    if reading.book is None:
        return
    names = _names(reading.book)
    for sentence in reading.sentences:
        amounts = [c for c in sentence.claims if c.kind is Kind.MONEY and c.unit == reading.book.currency]
        found = [ref for ref, pattern in names if pattern.search(sentence.text)] if amounts else []
        if len(found) == 1 and len(amounts) == 1 and _spent(reading, amounts[0]):
            yield from _judged(reading.book, sentence, amounts[0], found[0])


def _spent(reading: Reading, claim: Claim) -> bool:
    start, end = reading.shape.sentence(reading.shape.place(claim))
    return search(reading.shape, "own.spent", start, end) and not search(
        reading.shape, "own.other", start, end
    )


@dataclass(frozen=True, slots=True)
class _Sum:
    """One sum of the initiative's booked costs."""

    amount: Decimal
    whole: bool


def _judged(book: Book, sentence: Sentence, claim: Claim, initiative: Ref) -> Iterator[Outcome]:
    periods = [c.when for c in sentence.claims if c.kind is Kind.DATE and c.when is not None]
    if len(periods) > 1:
        return
    sums = _sums(book, initiative.id, periods[0] if periods else None)
    said = derived(claim)
    if said is None or not sums:
        yield from leaves(
            say("{initiative}: no cost is booked for this period", initiative=initiative), claim
        )
        return
    origins = (*book.origins("costs"), *book.origins("bills"))
    if any(said.meets(_room(one.amount)) for one in sums):
        yield from holds(say("{initiative}: {figure} is what the book holds", initiative=initiative,
                             figure=claim.text), claim, origins=origins)  # fmt: skip
        return
    whole = next(one.amount for one in sums if one.whole)
    message = say(
        "{initiative}: {figure} in the text, {booked} in the book",
        initiative=initiative, figure=claim.text, booked=Quantity(whole, book.currency),
    )  # fmt: skip
    yield from fails("TXT311", message, claim, origins=origins)


def _room(amount: Decimal) -> Interval:
    return Interval(amount * (1 - _NEAR), amount * (1 + _NEAR))


def _sums(book: Book, initiative: str, period: Days | None) -> list[_Sum]:
    """Return the sum of a period and, where none is told, those of each year and each kind of cost."""
    rows = _booked(book, initiative, period.first if period else None, period.last if period else None)
    if not rows:
        return []
    total = sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))
    parts: dict[object, Decimal] = {}
    for row in rows:
        for key in (row["year"], row["cost_type"]):
            parts[key] = parts.get(key, Decimal(0)) + Decimal(str(row["amount"]))
    return [_Sum(total, whole=True), *(_Sum(amount, whole=False) for amount in parts.values())]


def _booked(book: Book, initiative: str, first: date | None, last: date | None) -> list[dict[str, Any]]:
    return book.select(_sql(), initiative=initiative, first=first, last=last)


@cache
def _sql() -> str:
    return (files("specie.text.rules") / "facts" / "own.sql").read_text("utf-8")


def _names(book: Book) -> tuple[tuple[Ref, re.Pattern[str]], ...]:
    rows = book.select("SELECT initiative_id, name FROM initiatives")
    return tuple((book.initiative(row["initiative_id"]), _pattern(row)) for row in rows)


def _pattern(row: dict[str, Any]) -> re.Pattern[str]:
    """Return what names an initiative: its id as a word, or its whole name."""
    told = [name for name in (row["name"], row["initiative_id"]) if name and len(name) >= 3]
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in told), re.IGNORECASE)
