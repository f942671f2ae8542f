"""From raw readings to verdict: a panel with a planted effect, read by ``pays/effect``, judged here."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from specie.analyses.pays.effect.run import run as effect
from specie.facts import open_facts
from specie.model import Inputs

FIRST, WEEKS, UNITS = date(2025, 1, 6), 77, 16
CASES = 10


def tables(improvement: float) -> dict[str, tuple[str, ...]]:
    """12 of 16 units start in April, June and August 2025; each case takes ``improvement`` minutes less."""
    rng = np.random.default_rng(np.random.SeedSequence(11))
    starts = [date(2025, 4, 7), date(2025, 6, 2), date(2025, 8, 4)]
    started = {unit: starts[unit % 3] for unit in range(12)}
    level = (
        30 + rng.normal(0, 1, UNITS)[:, None] + rng.normal(0, 0.3, WEEKS) + rng.normal(0, 0.5, (UNITS, WEEKS))
    )
    outcomes: list[str] = []
    for unit in range(UNITS):
        for week in range(WEEKS):
            monday = FIRST + timedelta(weeks=week)
            gained = improvement if unit in started and monday >= started[unit] else 0.0
            name = "{}-W{:02d}".format(*monday.isocalendar()[:2])
            outcomes.append(f"K,u{unit:02d},{name},{level[unit, week] - gained:.4f},{CASES}")
    rollout = tuple(
        f"A,u{unit:02d},{started[unit].isoformat() if unit in started else ''},staggered"
        for unit in range(UNITS)
    )
    return {"outcomes": tuple(outcomes), "rollout": rollout}


def judged(make_book, assess, improvement: float):
    book = make_book(**tables(improvement))
    told = effect(book, open_facts(), Inputs(level=0.90, seed=3))
    return told, assess(book, told)


@pytest.mark.parametrize(("improvement", "code"), [(2.0, "PAY401"), (0.02, "PAY402"), (-1.0, "PAY402")])
def test_a_planted_effect_becomes_its_verdict(make_book, assess, hand, improvement, code):
    """12 units, 10 cases a week: 2 minutes in each are some 12,000 minutes at 2.00 a year, against 4,000."""
    told, result = judged(make_book, assess, improvement)
    assert hand.verdict_of(result).code == code
    value = hand.told(result, "hard_benefit_year")
    cases = hand.told(told, "readings_treated_year", "K").point
    assert value.low <= improvement * cases * 2.0 <= value.high
    assert hand.told(result, "break_even_effect", "K").point == pytest.approx(4000 / 2 / cases)
