"""Which years are drawn: any year, falls of the market, funding closed, and presets from history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.stress.settings import MONTHS
from specie.kernel.stress.market import reached, record
from specie.model import Origin, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.analyses.breaks.stress.settings import Settings
    from specie.facts import Fact, Facts
    from specie.kernel.stress.market import Record
    from specie.model import Message

INDEX = "S&P 500"
"""Rows of this index make the record of how often a market fell how far."""
FALLS = (0.3, 0.4, 0.5)
CENTRAL = "fall-40"
ANY, CLOSED = "any-year", "funding-closed"


@dataclass(frozen=True, slots=True)
class Scenario:
    """One kind of year; ``depth`` is the whole fall of the market, None where the year is not told."""

    id: str
    label: Message
    kind: Term
    """scenario or observation."""
    depth: float | None = None
    months: float = MONTHS
    closed: bool = False
    """No new money comes in for firms that live on it."""
    origin: Origin | None = None

    @property
    def fall(self) -> float:
        """How deep the market is by the end of the year."""
        return 0.0 if self.depth is None else float(reached(self.depth, self.months, MONTHS))


def read_record(facts: Facts, day: date) -> tuple[Record, tuple[Fact, ...]]:
    """Read how often the index fell how far, over the years since the first peak."""
    rows = [f for f in facts.rows("analogues") if f.text("asset").startswith(INDEX)]
    rows = [f for f in rows if (end := f.end("trough_date")) is not None and end <= day]
    first = min(start for f in rows if (start := f.start("peak_date")) is not None)
    years = (day - first).days / 365.25
    return record([f.number("drawdown") or 0.0 for f in rows], years), tuple(rows)


def all_scenarios(facts: Facts, settings: Settings) -> tuple[tuple[Scenario, ...], tuple[str, ...]]:
    """Return the scenarios in the order they are shown, and presets that no row of the facts has."""
    presets = {name: facts.one("analogues", name) for name in settings.presets}
    known = [_preset(fact) for fact in presets.values() if fact is not None]
    return (*_own(settings), *known), tuple(name for name, fact in presets.items() if fact is None)


def _own(settings: Settings) -> Iterator[Scenario]:
    scenario = Term("scenario")
    yield Scenario(ANY, say("any year, as history has it"), scenario)
    for depth in FALLS:
        label = say("the market falls by {fall}", fall=Quantity(depth, "fraction"))
        yield Scenario(f"fall-{round(100 * depth)}", label, scenario, depth, settings.fall_months)
    yield Scenario(CLOSED, say("no new money for firms that live on it"), scenario, closed=True)


def fall_of(depth: float, settings: Settings) -> Scenario:
    """Return a scenario of any depth, for the reverse test."""
    label = say("the market falls by {fall}", fall=Quantity(depth, "fraction"))
    return Scenario(f"reverse-{depth:.3f}", label, Term("scenario"), depth, settings.fall_months)


def _preset(fact: Fact) -> Scenario:
    label = say("{name}, {asset}", name=fact.term("name"), asset=fact.text("asset"))
    months = fact.number("months")
    return Scenario(
        fact.text("analogue_id"),
        label,
        Term("observation"),
        fact.number("drawdown"),
        MONTHS if months is None else months,
        origin=fact.origin,
    )
