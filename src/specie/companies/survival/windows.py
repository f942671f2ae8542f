"""The chance that cash runs out with new money as before, with less of it, and with none: three scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.record import weaker
from specie.companies.survival.cash import MONTH, new_money
from specie.companies.survival.chance import CASH, CLOSED, HORIZONS, NARROW, OPEN, Chance, ends_of
from specie.companies.survival.declared import declared
from specie.kernel.credit.first_passage import run_out_probability
from specie.kernel.credit.funding import Rounds, run_out_by, simulate_cash
from specie.model import Grade, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Price
    from specie.companies.survival.cash import Cash
    from specie.companies.survival.chance import Floats
    from specie.facts import Fact
    from specie.model import Message, Origin

LAST_ROUNDS = 3
"""Rounds of a firm that say how much it raises at a time and how often."""
LAST_MONTH = HORIZONS[-1]
ENDLESS = 1e9
"""Months of burn that never end."""
WIDEN = 2.0
"""Monte Carlo errors by which simulated bounds are widened."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How much a firm raises at a time and how often, at worst and at best, as its own rounds were."""

    amounts: tuple[float, float]
    days: tuple[float, float]
    last: float
    """Months since the last round."""
    own: bool
    """The days between rounds are its own."""
    rounds: tuple[Price, ...]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where they were read."""
        return tuple(p.vouch.origin for p in self.rounds)

    @property
    def text(self) -> Message:
        """The pace in words."""
        return say(
            "rounds of {least} to {most} every {short} to {long} months, as its last {count}",
            least=Quantity(self.amounts[0], "USD"), most=Quantity(self.amounts[1], "USD"),
            short=Quantity(self.days[0] / MONTH, "index", 0), long=Quantity(self.days[1] / MONTH, "index", 0),
            count=len(self.rounds),
        )  # fmt: skip


def pace_of(ledger: Ledger, company: Company) -> Pace | None:
    """Read size and distance of the last rounds; the distance is declared where there are too few."""
    rounds = new_money(ledger, company)[-LAST_ROUNDS:]
    if not rounds:
        return None
    amounts = [p.amount or 0.0 for p in rounds]
    gaps = [float((b.on.end - a.on.end).days) for a, b in pairwise(rounds)]
    apart = [gap for gap in gaps if gap >= MONTH]
    days = (min(apart), max(apart)) if len(apart) > 1 else declared()["cash.round_days"].ends
    last = (ledger.as_of - rounds[-1].on.end).days / MONTH
    return Pace((min(amounts), max(amounts)), days, last, len(apart) > 1, rounds)


def by_cash(
    cash: Cash, pace: Pace | None, stop: Fact | None, noise: tuple[float, float], paths: int, seed: int
) -> Iterator[Chance]:
    """Yield the chance under each window; those with new money only where the firm has rounds of its own.

    Without new money the first-passage law is exact. With it, cash at the dates of the rounds is drawn and
    the chance of having run out in between is that of a Brownian bridge.
    """
    if pace is not None:
        yield _simulated(OPEN, cash, pace, 0.0, noise, paths, seed)
        lost = None if stop is None else stop.number("typical")
        if stop is not None and lost is not None:
            yield _simulated(NARROW, cash, pace, lost, noise, paths, seed, stop.origin)
    yield _exact(cash, noise)


def _exact(cash: Cash, noise: tuple[float, float]) -> Chance:
    x, mu, sigma = _columns(cash, noise)
    chance = run_out_probability(x, mu, sigma, np.array(HORIZONS, dtype=np.float64)[:, None])
    low, high = ends_of(chance)
    return _chance(CLOSED, cash, low, high, (say("no new money comes in"),), cash.grade, cash.origins, 0.0)


def _simulated(
    window: str, cash: Cash, pace: Pace, lost: float, noise: tuple[float, float], paths: int, seed: int,
    source: Origin | None = None,
) -> Chance:  # fmt: skip
    """Draw cash at every corner: worst cash with late small rounds, best with early great ones.

    A narrow window has two readings, smaller rounds or fewer of them; both are drawn.
    """
    x, mu, sigma = _columns(cash, noise)
    worst = np.array([True, True, False, False])
    size = np.where(worst, *pace.amounts)
    late, early = _dates(pace, pace.days[1]), _dates(pace, pace.days[0])
    dates = np.unique([*late, *early])
    due = np.where(worst, np.isin(dates, late)[:, None], np.isin(dates, early)[:, None])
    readings = ((1 - lost, 1.0), (1.0, 1 - lost)) if lost else ((1.0, 1.0),)
    amounts = np.concatenate([due * size * part for part, _ in readings], axis=1)
    chances = np.concatenate([np.where(due, certain, 1.0) for _, certain in readings], axis=1)
    times = len(readings)
    drawn = simulate_cash(
        np.tile(x, times), np.tile(mu, times), np.tile(sigma, times), Rounds(dates, amounts, chances),
        paths, np.random.SeedSequence(seed),
    )  # fmt: skip
    found = run_out_by(drawn, HORIZONS)
    error = float(found.error.max())
    low, high = ends_of(found.value - WIDEN * found.error)[0], ends_of(found.value + WIDEN * found.error)[1]
    grade = weaker(cash.grade, *(p.grade for p in pace.rounds))
    origins = (*cash.origins, *pace.origins, *((source,) if source else ()))
    words = _scenario(window, pace, lost)
    return _chance(window, cash, low, high, words, grade, tuple(dict.fromkeys(origins)), error)


def _scenario(window: str, pace: Pace, lost: float) -> tuple[Message, ...]:
    if window == OPEN:
        return (pace.text,)
    fewer = say(
        "{pace}, with {share} of the money gone: smaller rounds or fewer of them",
        pace=pace.text, share=Quantity(lost, "fraction"),
    )  # fmt: skip
    return (fewer,)


def _chance(
    window: str, cash: Cash, low: tuple[float, ...], high: tuple[float, ...], scenario: tuple[Message, ...],
    grade: Grade, origins: tuple[Origin, ...], error: float,
) -> Chance:  # fmt: skip
    rests = say("{cash}; {burn}", cash=cash.text, burn=cash.burn.text)
    return Chance(
        CASH, low, high, weaker(Grade.MODELLED, grade), origins, rests, scenario, window, error,
        figures=cash.figures,
    )  # fmt: skip


def _columns(cash: Cash, noise: tuple[float, float]) -> tuple[Floats, Floats, Floats]:
    """Cash, drift and volatility a month at worst and at best, each with little and with much noise."""
    burnt = np.repeat([float(cash.burn.bounds.high), float(cash.burn.bounds.low)], 2)
    x = np.repeat([float(cash.now.low), float(cash.now.high)], 2)
    # Cash of which only a floor is known may be any sum: so much of it that it lasts.
    x = np.where(np.isfinite(x), x, ENDLESS * np.maximum(np.abs(burnt).max(), 1.0))
    return x, -burnt, np.tile(noise, 2) * np.abs(burnt)


def _dates(pace: Pace, days: float) -> list[float]:
    """Months ahead at which rounds come: the first when it is due, or in a month where it is overdue."""
    step = days / MONTH
    first = max(step - pace.last, 1.0)
    return [round(first + k * step, 6) for k in range(LAST_MONTH) if first + k * step < LAST_MONTH] or [
        round(first, 6)
    ]
