"""Rounds against the table of rounds: series, date, money, and the price before or after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Final

from specie.model import Ref, Term, say
from specie.model.claim import Days, Kind
from specie.text.rules.contradiction.rounds import series_in
from specie.text.rules.contradiction.same import set_apart
from specie.text.rules.facts.known import (
    Known,
    agrees,
    apart,
    company,
    days,
    differs,
    held,
    known,
    near,
    span_days,
)
from specie.text.rules.interval import Interval
from specie.text.rules.patterns import matches, search, words
from specie.text.rules.verdict import fails, warns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.facts import Fact, Facts
    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_FEATURES: Final = {"raise": "amount_usd", "post": "post_money_usd", "pre": "pre_money_usd"}
_LINKED: Final = {"raise": "raise", "valuation": "post"}
_SAME_TIME: Final = 100
"""Rows within so many days may be closes, reports or parts of one round."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table with everything that a text can say of it."""

    fact: Fact
    company: Ref
    when: Days
    series: str
    money: Mapping[str, Known]

    @property
    def settled(self) -> bool:
        """Tell whether the round took place."""
        return self.fact.text("status") not in ("rumour", "lapsed")


@dataclass(frozen=True, slots=True)
class Told:
    """What one clause says of one round of one company."""

    company: str
    series: str
    money: Mapping[str, Claim]
    when: Days | None
    dated: Claim | None
    done: bool
    """Told as having taken place."""


def rounds(reading: Reading) -> Iterator[Outcome]:
    """Fire where a round is known by its series, or by two of date, raise and price, and one figure differs.

    Abstains where no row or several rows fit, where more than one figure differs (another round may be
    meant), where the figure agrees with any row of the same time (closes, reports that conflict), and where
    the money is not in dollars.
    """
    rows = by_company(reading.facts)
    for told in _told(reading):
        listed = rows.get(told.company, ())
        fitting = [row for row in listed if _fits(told, row)]
        if not fitting and not told.company:
            listed, fitting = _named_here(reading, told, rows)
        if not fitting:
            listed, fitting = _elsewhere(reading, told, rows)
        if fitting:
            yield from _judged(told, fitting, listed)


def _named_here(
    reading: Reading, told: Told, rows: Mapping[str, tuple[Row, ...]]
) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the rows of the only company of the sentence that has a round which fits."""
    claim = next(iter(told.money.values()))
    found = {
        name: [r for r in rows.get(name, ()) if _fits(told, r)] for name in reading.companies(claim.sentence)
    }
    fitting = [(name, listed) for name, listed in found.items() if listed]
    return (rows[fitting[0][0]], fitting[0][1]) if len(fitting) == 1 else ((), [])


def _elsewhere(
    reading: Reading, told: Told, rows: Mapping[str, tuple[Row, ...]]
) -> tuple[tuple[Row, ...], list[Row]]:
    """Return the rows of the only other company of the text that has a round with two of these figures."""
    found = {
        company: [
            r for r in rows.get(company, ()) if len(_money_of(told, r)) + (told.series == r.series != "") >= 2
        ]
        for company in reading.companies()
        if company != told.company
    }
    fitting = [
        (company, listed) for company, listed in found.items() if any(_money_of(told, r) for r in listed)
    ]
    return (rows[fitting[0][0]], fitting[0][1]) if len(fitting) == 1 else ((), [])


def _money_of(told: Told, row: Row) -> list[str]:
    return [name for name in told.money if _same(told, row, name)]


def _judged(told: Told, fitting: list[Row], listed: tuple[Row, ...]) -> Iterator[Outcome]:
    row = max(fitting, key=lambda r: len(_matching(told, r)))
    beside = [r for r in listed if r is row or _beside(told, r, row)]
    wrong = [
        name
        for name in _compared(told, row)
        if not any(_same(told, r, name, exactly=r is not row) for r in beside)
    ]
    thing = say("{company}, {series}", company=row.company, series=row.fact.term("series"))
    for name in _matching(told, row):
        if name in told.money:
            yield from held(told.money[name], row.money[name], thing)
    if not wrong and not any(r.settled for r in fitting) and told.done:
        yield from _unsettled(told, row, thing)
    elif wrong == ["date"]:
        yield from _dated(told, row, thing)
    elif len(wrong) == 1:
        figures = [r.money[wrong[0]] for r in beside if wrong[0] in r.money]
        yield from differs(told.money[wrong[0]], figures, thing)


def _beside(told: Told, other: Row, row: Row) -> bool:
    """Tell whether another row may be a close, a part or a rival report of the same round."""
    if told.series and other.series and told.series != other.series:
        return False
    return near(other.when, row.when, _SAME_TIME) or other.series == row.series != ""


def _unsettled(told: Told, row: Row, thing: Message) -> Iterator[Outcome]:
    message = say(
        "{thing}: told as done, known only as {status}", thing=thing, status=Term(row.fact.text("status"))
    )
    yield from warns("TXT305", message, *told.money.values(), origins=(row.fact.origin,))


def _dated(told: Told, row: Row, thing: Message) -> Iterator[Outcome]:
    if told.dated is None:
        return
    message = say(
        "{thing}: {told} in the text, {known} in what is known",
        thing=thing, told=told.dated.text, known=row.fact.text("date"),
    )  # fmt: skip
    yield from fails("TXT303", message, told.dated, origins=(row.fact.origin,))


def _fits(told: Told, row: Row) -> bool:
    """Tell whether a row must be the round that is spoken of."""
    if told.series and row.series and told.series != row.series:
        return False
    if told.series and told.series == row.series:
        return True
    day = told.when is not None and span_days(told.when) == 1 == span_days(row.when)
    matching = _matching(told, row)
    slipped = "date" in matching and any(
        apart(told.money[name], row.money[name]) for name in told.money if name in row.money
    )
    return len(matching) + (day and _same_day_of_year(told, row)) + slipped >= 2


def _same_day_of_year(told: Told, row: Row) -> bool:
    """Tell whether a day is told that is the day of a row, of that year or the next to it."""
    if told.when is None:
        return False
    one, other = told.when.first, row.when.first
    return (one.month, one.day) == (other.month, other.day) and abs(one.year - other.year) <= 1


def _matching(told: Told, row: Row) -> list[str]:
    return [name for name in _compared(told, row) if _same(told, row, name)] + (
        ["series"] if told.series and told.series == row.series else []
    )


def _compared(told: Told, row: Row) -> list[str]:
    """Return what both the text and the row say."""
    both = [name for name in told.money if name in row.money]
    return [*both, *(["date"] if told.when is not None else [])]


def _same(told: Told, row: Row, name: str, *, exactly: bool = False) -> bool:
    """Tell whether text and row agree; ``exactly``: a floor says only its own value."""
    if name == "date":
        return told.when is not None and near(told.when, row.when, 10 if span_days(told.when) < 32 else 0)
    if name not in row.money:
        return False
    known_as = row.money[name]
    slack = known_as.value / 1000
    point = replace(known_as, room=Interval(known_as.value - slack, known_as.value + slack))
    return agrees(told.money[name], point if exactly else known_as)


def _told(reading: Reading) -> Iterator[Told]:
    """Yield what each clause says of a round: figures beside one another under one series or one date."""
    found: dict[tuple[int, str, str, Days | None], Told] = {}
    for name, claim, place in _figures(reading):
        who = _company(claim)
        if claim.unit != "USD":
            continue
        start, end = _segment(reading, place)
        series = _series(reading.shape.text, start, end, place)
        dated = _date(reading, start, end)
        when = dated.when if dated is not None else claim.about.when
        key = (start, who, series, when)
        told = found.get(key, Told(who, series, {}, when, dated, _done(reading, place)))
        if name not in told.money:
            found[key] = replace(told, money={**told.money, name: claim})
    yield from found.values()


def _figures(reading: Reading) -> Iterator[tuple[str, Claim, int]]:
    """Yield every figure that is a raise, or a price before or after the money, and its place."""
    seen: set[Claim] = set()
    for listed, name, feature in (
        ("deal.pre", "pre", "pre"),
        ("deal.post", "post", "post"),
        ("deal.raise", "raise", "raise"),
        ("deal.raise_and_price", "raise", "raise"),
        ("deal.raise_and_price", "price", "post"),
        ("deal.price", "price", "post"),
    ):
        for match in matches(reading.shape, listed):
            claim = match[name]
            if claim not in seen and not (feature == "post" and "pre" in match.words):
                seen.add(claim)
                yield feature, claim, reading.shape.place(claim)
    for claim in reading.claims:
        feature = _LINKED.get(claim.about.measure) if claim.kind is Kind.MONEY else None
        fits = claim.about.role in ("", "to") and not claim.about.horizon
        if feature and claim not in seen and fits and not set_apart(reading, claim):
            seen.add(claim)
            pre = claim.about.basis == "pre-money" and feature == "post"
            yield "pre" if pre else feature, claim, reading.shape.place(claim)


def _done(reading: Reading, place: int) -> bool:
    """Tell whether the sentence speaks of something that took place, without a word of doubt."""
    start, end = reading.shape.sentence(place)
    return search(reading.shape, "deal.done", start, end) and not search(
        reading.shape, "deal.hedged", start, end
    )


def _company(claim: Claim) -> str:
    """Return the company nearest to a figure; empty where none is known."""
    return next((ref.id for ref in claim.about.subjects if ref.kind == "company"), "")


def _segment(reading: Reading, place: int) -> tuple[int, int]:
    """Return the part of a sentence between semicolons around a place of the shape."""
    start, end = reading.shape.sentence(place)
    text = reading.shape.text
    first = max(text.rfind(mark, start, place) for mark in ";；")
    last = min((at for mark in ";；" if (at := text.find(mark, place, end)) >= 0), default=end)
    return max(start, first + 1), last


def _series(text: str, start: int, end: int, place: int) -> str:
    """Return the series that stands nearest before a place, else the only one of the segment."""
    before = list(_mentions().finditer(text, start, place))
    if before:
        return series_in(before[-1][0])
    return series_in(text[start:end])


def _date(reading: Reading, start: int, end: int) -> Claim | None:
    """Return the only date of a segment that is a month or a day."""
    found = [
        c
        for c in reading.shape.between(start, end)
        if c.kind is Kind.DATE and c.when is not None and span_days(c.when) <= 31
    ]
    return found[0] if len(found) == 1 else None


@cache
def _mentions() -> re.Pattern[str]:
    return re.compile(words("rounds", "series"), re.IGNORECASE)


@cache
def by_company(facts: Facts) -> Mapping[str, tuple[Row, ...]]:
    """Return the rows of each company."""
    found: dict[str, list[Row]] = {}
    for fact in facts.rows("rounds"):
        when = days(fact, "date")
        if when is not None:
            found.setdefault(fact.text("company_id"), []).append(_row(facts, fact, when))
    return {company: tuple(rows) for company, rows in found.items()}


def _row(facts: Facts, fact: Fact, when: Days) -> Row:
    return Row(fact, company(facts, fact.text("company_id")), when, _named(fact), _money(fact))


def _named(fact: Fact) -> str:
    text = fact.text("series")
    return "ipo" if text == "IPO" else ("seed" if text == "seed" else series_in(text))


def _money(fact: Fact) -> Mapping[str, Known]:
    bounds = {"post": fact.text("post_money_bound") or "="}
    figures = {
        name: known(fact, column, "USD", bound=bounds.get(name, "=")) for name, column in _FEATURES.items()
    }
    return {name: figure for name, figure in figures.items() if figure is not None}
