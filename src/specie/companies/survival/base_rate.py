"""Observed rates at which firms of a class failed: where a firm's own numbers are not enough."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS
from specie.companies.outlook.declared import declared
from specie.companies.survival.cash import new_money
from specie.companies.survival.chance import BASE_RATE, HORIZONS, Chance
from specie.model import Grade, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.facts import Fact, Facts
    from specie.model import Message, Origin

RATED_YEARS = 10.0
"""Years over which the default rates of rated firms were counted."""
EVERY_START_UP, BY_ROUND = "ins-startup-death-rate", "ins-priced-rounds"
"""Rows of the shocks that count closed start-ups: a year, and by last round over the time observed."""
ROUND_COLUMN = {"seed": "high", "b": "typical", "c": "low"}
"""Where the row by last round keeps the share of each; C and later share one."""
EARNING, LOSING, UNKNOWN = "earning", "losing", "not known"
RESULTS = ("operating_income", "net_income")


def by_base_rate(ledger: Ledger, facts: Facts, company: Company) -> Chance:
    """Return how often firms of its class failed: rated firms, and start-ups where it is not listed.

    The class is what can be told of it: listed or not, earning or losing, the last round by its letter.
    Where several classes fit, the bounds span them all; a rate over years is spread evenly over them.
    """
    state, figures = result_of(ledger, company)
    rates = [*_rated(company, state)]
    if not company.listed:
        rates += _start_ups(ledger, facts, company)
    low, high = min(r[0] for r in rates), max(r[1] for r in rates)
    years = np.array(HORIZONS) / 12
    origins = tuple(dict.fromkeys(o for r in rates for o in r[2]))
    place = Term("listed" if company.listed else "not listed")
    words = [r[3] for r in rates]
    rests = say(
        "{place}, result: {state}; yearly rate of firms like it {low} to {high}",
        place=place, state=Term(state), low=Quantity(low, "fraction"), high=Quantity(high, "fraction"),
    )  # fmt: skip
    return Chance(
        BASE_RATE,
        tuple(map(float, 1 - (1 - low) ** years)),
        tuple(map(float, 1 - (1 - high) ** years)),
        Grade.MODELLED,
        (*origins, *(f.vouch.origin for f in figures)),
        rests,
        tuple(dict.fromkeys(words)),
        figures=figures,
    )


def result_of(ledger: Ledger, company: Company) -> tuple[str, tuple[Reported, ...]]:
    """Tell whether its newest operating or net result of the last year is above zero."""
    for metric in RESULTS:
        recent = [
            f
            for f in ledger.others
            if f.company == company.id
            and f.metric == metric
            and f.basis != "guidance"
            and 0 <= (ledger.as_of - f.end.end).days <= LAST_DAYS
        ]
        if recent:
            newest = max(f.end.end for f in recent)
            taken = tuple(f for f in recent if f.end.end == newest)
            if all(float(f.bounds.low) > 0 for f in taken):
                return EARNING, taken
            if all(float(f.bounds.high) < 0 for f in taken):
                return LOSING, taken
            return UNKNOWN, taken
    return UNKNOWN, ()


def _rated(company: Company, state: str) -> Iterator[tuple[float, float, tuple[Origin, ...], Message]]:
    """Yearly default rates of rated firms of its class."""
    place = "listed" if company.listed else "private"
    for result in (EARNING, LOSING) if state == UNKNOWN else (state,):
        found = declared().groups["failure"][f"{place}_{result}"]
        low, _, high = found.ends
        yield (
            yearly(low, RATED_YEARS),
            yearly(high, RATED_YEARS),
            found.origins,
            say("default rates over ten years of the rating classes taken for firms like it"),
        )


def _start_ups(
    ledger: Ledger, facts: Facts, company: Company
) -> Iterator[tuple[float, float, tuple[Origin, ...], Message]]:
    """Yearly rates at which start-ups closed: by last round where its letter is known, else of all."""
    stage = stage_of(ledger, company)
    by_round, every = facts.one("shocks", BY_ROUND), facts.one("shocks", EVERY_START_UP)
    if stage is not None and by_round is not None:
        rate = _of_stage(by_round, stage)
        if rate is not None:
            yield rate, rate, (by_round.origin,), say("start-ups closed after a last round like its own")
            return
    if every is not None:
        low, high = every.number("low"), every.number("high")
        if low is not None and high is not None:
            yield low, high, (every.origin,), say("start-ups closed a year, whatever their last round")


def _of_stage(fact: Fact, stage: str) -> float | None:
    share = fact.number(ROUND_COLUMN[stage])
    since, until = fact.start("observed_from"), fact.end("observed_to")
    if share is None or since is None or until is None:
        return None
    return yearly(share, (until - since).days / 365.25)


def stage_of(ledger: Ledger, company: Company) -> str | None:
    """Return seed, b or c (C and later) by the letter of its last round that has one; A has no row."""
    for price in reversed(new_money(ledger, company)):
        name = price.series.casefold()
        if name.startswith("seed"):
            return "seed"
        letter = re.match(r"series ([a-z])\b", name)
        if letter:
            return {"a": None, "b": "b"}.get(letter[1], "c")
    return None


def yearly(share: float, years: float) -> float:
    """Return the yearly rate that gives a share over some years."""
    return float(1 - (1 - share) ** (1 / years))


def failed_since(facts: Facts) -> Mapping[str, Fact]:
    """Return companies whose insolvency is a fact: rows of days of service left after it."""
    return {
        fact.text("who"): fact
        for fact in facts.rows("shocks")
        if fact.text("kind") == "insolvency" and fact.text("unit") == "days of service left"
    }
