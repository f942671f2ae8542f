"""Revenue, run-rate, profit, spending, debt and backlog of a company against the table of financials."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Quantity, Term, say
from specie.model.claim import Days, Kind
from specie.text.measures import measures
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
    significant,
    slip,
    span_days,
    swapped,
    transposed,
)
from specie.text.rules.interval import printed, same_unit
from specie.text.rules.patterns import matches, search
from specie.text.rules.verdict import fails, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.facts import Fact, Facts
    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_KINDS = frozenset({Kind.MONEY, Kind.SHARE, Kind.RATE})
_PERIODS = {"month": 31, "quarter": 92, "half": 184, "nine-months": 276, "year": 366}


def financials(reading: Reading) -> Iterator[Outcome]:
    """Fire where a figure of a known company, measure and period differs from every row of that period.

    Without a period it fires only where the figure has three or more of the digits of a row and is a power
    of ten off. Abstains where no row is of the same period and basis, where several companies may be meant,
    and from changes, parts and forecasts of others.
    """
    index = by_measure(reading.facts)
    follows = _following(reading)
    for claim in reading.claims:
        metrics = _metrics(follows.get(claim, claim), claim, _before(reading, claim))
        if not metrics or claim.kind not in _KINDS or claim.about.role in ("change", "part", "over"):
            continue
        who = _subject(claim)
        if who:
            rows = _rows(index, who, metrics, claim)
            if rows and printed(claim) is not None:
                yield from _judged(reading, claim, rows)
        elif significant(claim) >= 3:
            yield from _of_somebody(reading, claim, metrics, index)


def _of_somebody(
    reading: Reading,
    claim: Claim,
    metrics: tuple[str, ...],
    index: Mapping[tuple[str, str], tuple[Known, ...]],
) -> Iterator[Outcome]:
    """Judge a figure of an unnamed company by those of the text: by three digits, for the same period."""
    found = [row for name in reading.companies() for row in _rows(index, name, metrics, claim)]
    same = [row for row in found if _same_period(reading, claim, row)]
    agreeing = [row for row in same if agrees(claim, row)]
    slipped = [row for row in same if apart(claim, row)]
    turned = [row for row in same if swapped(claim, row)]
    if agreeing:
        yield from held(claim, agreeing[0], _thing(reading.facts, claim, agreeing[0]))
    elif any(agrees(claim, row) for row in found):
        return
    elif len({row.fact.text("company_id") for row in slipped}) == 1:
        yield from slip(claim, slipped[0], _thing(reading.facts, claim, slipped[0]))
    elif len({row.fact.text("company_id") for row in turned}) == 1:
        yield from transposed(claim, turned[0], _thing(reading.facts, claim, turned[0]))


def _rows(
    index: Mapping[tuple[str, str], tuple[Known, ...]], who: str, metrics: tuple[str, ...], claim: Claim
) -> list[Known]:
    return [r for metric in metrics for r in index.get((who, metric), ()) if r.unit == claim.unit]


def _thing(facts: Facts, claim: Claim, row: Known) -> Message:
    who = row.fact.text("company_id") if row.fact.table == "financials" else row.fact.text("publisher")
    return say(
        "{company}, {measure}", company=company(facts, who), measure=Term(row.fact.text("metric") or "capex")
    )


def _judged(reading: Reading, claim: Claim, rows: list[Known]) -> Iterator[Outcome]:
    thing = _thing(reading.facts, claim, rows[0])
    same = [row for row in rows if _same_period(reading, claim, row)]
    agreeing = [row for row in same or rows if agrees(claim, row)]
    if agreeing and (same or claim.about.when is None):
        yield from _agreed(reading, claim, agreeing, same or rows, thing)
    elif same and not agreeing:
        rivals = any(agrees(claim, row) for row in rows if near(_when(row), _when(same[0]), 45))
        if not rivals and _is_the_same_thing(reading, claim, same):
            yield from differs(claim, same, thing)
    elif claim.about.when is None and not agreeing:
        slipped = next((row for row in rows if significant(claim) >= 3 and apart(claim, row)), None)
        turned = next((row for row in rows if swapped(claim, row)), None)
        if slipped is not None:
            yield from slip(claim, slipped, thing)
        elif turned is not None:
            yield from transposed(claim, turned, thing)
        else:
            yield from leaves(say("{thing}: the text gives no date to compare", thing=thing), claim)
    else:
        yield from leaves(say("{thing}: no figure of this date is known", thing=thing), claim)


def _is_the_same_thing(reading: Reading, claim: Claim, same: Sequence[Known]) -> bool:
    """Tell whether a figure can only be the one of the rows: their digits, or near them and of no part."""
    if any(apart(claim, row) or swapped(claim, row) for row in same):
        return True
    value = abs(claim.value or Decimal(0))
    if not any(abs(row.value) / 2 < value < abs(row.value) * 2 for row in same):
        return False
    place = reading.shape.place(claim)
    return not search(reading.shape, "segment.part", *reading.shape.sentence(place))


def _agreed(
    reading: Reading, claim: Claim, agreeing: Sequence[Known], same: Sequence[Known], thing: Message
) -> Iterator[Outcome]:
    """Say that a figure agrees, unless the text names a basis that another row has and this one has not."""
    sentence = reading.sentence(claim)
    for named in _raw()["qualifier"]:
        if not re.search(named["text"], sentence, re.IGNORECASE) or re.search(
            named["not"], sentence, re.IGNORECASE
        ):
            continue
        off = [row for row in agreeing if re.search(named["note"], row.fact.note, re.IGNORECASE)]
        right = [row for row in same if row not in off and not agrees(claim, row)]
        if len(off) == len(agreeing) and right:
            yield from _other_basis(claim, off[0], right[0], thing)
            return
    yield from held(claim, agreeing[0], thing)


def _other_basis(claim: Claim, off: Known, right: Known, thing: Message) -> Iterator[Outcome]:
    message = say(
        "{thing}: {figure} is known on another basis ({note}); on the one named it is {known}",
        thing=thing, figure=claim.text, note=off.fact.remark, known=Quantity(right.value, right.unit),
    )  # fmt: skip
    yield from fails("TXT304", message, claim, origins=(off.fact.origin, right.fact.origin))


def _subject(claim: Claim) -> str:
    return next((ref.id for ref in claim.about.subjects if ref.kind == "company"), "")


def _before(reading: Reading, claim: Claim) -> str:
    """Return the words of the clause directly before a figure."""
    text = reading.document.text[max(claim.span.start - 40, claim.sentence.start) : claim.span.start]
    return re.split("[,，;；。]", text)[-1]


def _following(reading: Reading) -> dict[Claim, Claim]:
    """Return for a figure that goes on a list, without a measure of its own, the one before it."""
    return {
        match["next"]: match["first"]
        for match in matches(reading.shape, "series.next")
        if not match["next"].about.measure and same_unit(match["first"], match["next"])
    }


def _metrics(told: Claim, claim: Claim, before: str) -> tuple[str, ...]:
    """Return the metrics of the table that a measure may be; ``told`` is where the text names the measure."""
    by = _raw()["measures"]
    worded = next(
        (named for named in _raw()["worded"] if re.search(named["text"], before, re.IGNORECASE)), None
    )
    if worded is not None:
        return (worded["metric"],)
    measure, basis = told.about.measure, claim.about.basis or told.about.basis
    named = by.get(f"{measure}/{basis}", by.get(measure))
    if named is not None:
        return tuple(named)
    known_as = measures().get(measure)
    return (known_as.metric,) if known_as is not None and known_as.metric else ()


def _when(row: Known) -> Days:
    if row.when is None:
        raise ValueError("a row without a date was compared")
    return row.when


def _same_period(reading: Reading, claim: Claim, row: Known) -> bool:
    """Tell whether a figure and a row are of the same period: same length, same end."""
    when, held_for = claim.about.when, _when(row)
    if when is None:
        return False
    if span_days(when) == 1 and when == held_for:
        return True
    if row.period == "point":
        return _same_point(when, held_for)
    if row.period == "year" and (held_for.last.month != 12 or span_days(when) <= 31):
        return _same_fiscal_year(reading.sentence(claim), when, held_for)
    limit = _PERIODS.get(row.period)
    return limit is not None and (
        abs(when.last - held_for.last) <= timedelta(12) and abs(span_days(when) - limit) < 12
    )


def _same_point(when: Days, held_for: Days) -> bool:
    """Tell whether a level is of one day: near it, or at the end of the quarter or year that is named."""
    if span_days(when) > 80:
        return when.last == held_for.last
    return span_days(when) <= 31 and near(when, held_for, 5)


def _same_fiscal_year(sentence: str, when: Days, held_for: Days) -> bool:
    """Tell whether a fiscal year is named by its year, or by the month that it ends in."""
    if re.search(_raw()["fiscal"], sentence, re.IGNORECASE) is None:
        return False
    if span_days(when) <= 31:
        return near(when, held_for, 0)
    return span_days(when) > 300 and when.last.year == held_for.last.year


@cache
def by_measure(facts: Facts) -> Mapping[tuple[str, str], tuple[Known, ...]]:
    """Return the rows of each company and metric; yearly spending of the market table among them."""
    found: dict[tuple[str, str], list[Known]] = {}
    for fact in facts.rows("financials"):
        row = _row(fact)
        if row is not None:
            found.setdefault((fact.text("company_id"), fact.text("metric")), []).append(row)
    for fact in facts.rows("market"):
        who = fact.text("series").removeprefix("capex_")
        row = known(fact, "value", "USD", when=days(fact, "date"))
        if row is not None and facts.one("companies", who) is not None:
            found.setdefault((who, "capex"), []).append(_yearly(row, fact))
    return {key: tuple(rows) for key, rows in found.items()}


def _row(fact: Fact) -> Known | None:
    unit = "USD" if fact.text("unit") == "usd" else "fraction"
    row = known(fact, "value", unit, bound=fact.text("bound") or "=", when=days(fact, "period_end"))
    return None if row is None else replace(row, basis=fact.text("basis"), period=fact.text("period"))


def _yearly(row: Known, fact: Fact) -> Known:
    """Read a row of the market table as a figure of a calendar year, or to the month it names."""
    when = _when(row)
    end = when.last if len(fact.text("date")) > 4 else when.last.replace(month=12, day=31)
    return replace(row, when=Days(end, end), period="year")


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "financials.toml").read_text("utf-8"))
