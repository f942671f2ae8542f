"""The calibration curve: what a forecaster's chances turned out to mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Figure, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.ruler.claims.register import Register
    from specie.analyses.ruler.claims.scores import ChanceScore

ENOUGH = 10
"""Forecasts that are due before a curve says anything."""
MOST = 4
"""Forecasters on one chart; the table has all."""


def all_figures(register: Register) -> tuple[Figure, ...]:
    """The curve of those with enough forecasts that are due."""
    shown = [score for score in register.chances if score.n >= ENOUGH][:MOST]
    return (_curve(shown),) if shown else ()


def _curve(scores: Sequence[ChanceScore]) -> Figure:
    n = sum(score.n for score in scores)
    return Figure(
        "calibration",
        "calibration",
        say("What was called likely, and what happened"),
        tuple(
            {
                "chance": float(mean),
                "share": float(share),
                "low": float(low),
                "high": float(high),
                "size": int(n),
                "whose": score.publisher,
            }
            for score in scores
            for mean, share, low, high, _, n in zip(*score.bins, strict=True)
        ),
        {
            "x": "chance",
            "y": "share",
            "low": "low",
            "high": "high",
            "size": "size",
            "colour": "whose",
        },
        {
            "chance": say("Chance given"),
            "share": say("Came true"),
            "low": say("Low"),
            "high": say("High"),
            "size": say("Forecasts"),
            "whose": say("Forecaster"),
        },
        {"chance": "fraction", "share": "fraction", "low": "fraction", "high": "fraction", "size": "count"},
        say(
            "{n} forecasts by {forecasters} forecasters, in bins of one fifth",
            n=Quantity(n, "count"),
            forecasters=Quantity(len(scores), "count"),
        ),
        say(
            "On the dotted line chances mean what they say; below it too much was promised, above it too "
            "little. The larger the dot, the more forecasts."
        ),
    )
