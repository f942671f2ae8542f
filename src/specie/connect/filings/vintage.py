"""Which of several filings' figures for one period holds: the newest, with a note where it changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.connect.filings.fact import Settled
from specie.connect.filings.issue import Issue
from specie.model import Level, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from specie.connect.filings.fact import Fact, Period

COARSEST = 6
"""Filings round to a million at most; a value that ends in more zeros is taken as exact to a million."""


def rounding(facts: Iterable[Fact]) -> dict[str, float]:
    """Return what each filing rounds a tag to: the greatest power of ten that divides all its figures."""
    zeros: dict[str, int] = {}
    for fact in facts:
        if fact.value:
            held = zeros.get(fact.accession, COARSEST)
            while held and fact.value % 10**held:
                held -= 1
            zeros[fact.accession] = held
    return {accession: float(10**held) for accession, held in zeros.items()}


def settle(facts: Sequence[Fact], issues: list[Issue]) -> dict[Period, Settled]:
    """Choose one figure per period of one tag.

    A filing that states a period twice with different figures is not used for it. Where filings differ by
    more than their rounding the newest holds and the change is noted.
    """
    units = rounding(facts)
    by_period: defaultdict[Period, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_period[fact.period].append(fact)
    settled: dict[Period, Settled] = {}
    for period, own in by_period.items():
        stated = list(_one_per_filing(own, issues))
        if stated:
            settled[period] = _newest(stated, units, issues)
    return settled


def _one_per_filing(facts: Sequence[Fact], issues: list[Issue]) -> Iterator[Fact]:
    by_filing: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_filing[fact.accession].append(fact)
    for own in sorted(by_filing.values(), key=lambda same: (same[0].filed, same[0].accession)):
        values = sorted({fact.value for fact in own})
        if len(values) == 1:
            yield own[0]
        else:
            issues.append(_twice(own[0], values))


def _twice(fact: Fact, values: Sequence[float]) -> Issue:
    message = say(
        "filing {accession} states {period} as {low} and as {high}: it is not used for that period",
        accession=fact.accession,
        period=fact.period.text,
        low=amount(values[0]),
        high=amount(values[-1]),
    )
    hint = say("look the figure up in the filing and write the row yourself")
    return Issue("SRC211", fact.tag, message, hint, end=fact.period.end)


def _newest(stated: Sequence[Fact], units: Mapping[str, float], issues: list[Issue]) -> Settled:
    newest, first, earlier = stated[-1], stated[-1], None
    for fact in reversed(stated[:-1]):
        if not same(fact.value, newest.value, units, fact, newest):
            earlier = fact
            break
        first = fact
    if earlier is not None:
        issues.append(_restated(earlier, first))
    step = units.get(first.accession, 1.0)
    return Settled(first, step, newest.filed, earlier is not None)


def same(a: float, b: float, units: Mapping[str, float], *facts: Fact) -> bool:
    """Tell whether two figures differ by no more than the rounding of their filings."""
    return abs(a - b) <= sum(units.get(fact.accession, 1.0) for fact in facts) / 2


def _restated(earlier: Fact, later: Fact) -> Issue:
    message = say(
        "{period} was restated from {old} ({old_filing}, filed {old_day}) to {new} ({new_filing}, filed"
        " {new_day}): the newer one is used",
        period=later.period.text,
        old=amount(earlier.value),
        old_filing=earlier.accession,
        old_day=earlier.filed,
        new=amount(later.value),
        new_filing=later.accession,
        new_day=later.filed,
    )
    return Issue("SRC212", later.tag, message, None, Level.NOTE, later.period.end)


def amount(value: float) -> Quantity:
    """A figure as readers see it, to the last digit: rounded ones would hide what they differ by."""
    return Quantity(value, "count")
