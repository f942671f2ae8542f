"""The parameters of the gates, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.pays.gates.words import PARAMS

if TYPE_CHECKING:
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user may set."""

    wrong_verdicts: float
    look_every: int
    review_days: int
    calendar_days: int
    simulations: int
    power: float
    baseline_tolerance: float
    seed: int

    @property
    def level(self) -> float:
        """Coverage that the accepted share of wrong answers leaves."""
        return 1.0 - self.wrong_verdicts


def read_settings(inputs: Inputs) -> Settings:
    """Take the parameters from the inputs; every value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    settings = Settings(
        wrong_verdicts=float(given["wrong_verdicts"]),
        look_every=int(given["look_every"]),
        review_days=int(given["review_days"]),
        calendar_days=int(given["calendar_days"]),
        simulations=int(given["simulations"]),
        power=float(given["power"]),
        baseline_tolerance=float(given["baseline_tolerance"]),
        seed=inputs.seed,
    )
    faults = list(_faults(settings))
    if faults:
        raise ValueError("; ".join(faults))
    return settings


def _faults(settings: Settings) -> list[str]:
    limits = {
        "wrong_verdicts must lie between 0 and 0.5": 0 < settings.wrong_verdicts < 0.5,
        "power must lie between 0 and 1": 0 < settings.power < 1,
        "look_every must be at least 1": settings.look_every >= 1,
        "review_days must be at least 1": settings.review_days >= 1,
        "calendar_days must be at least 1": settings.calendar_days >= 1,
        "simulations must be at least 20": settings.simulations >= 20,
        "baseline_tolerance must not be negative": settings.baseline_tolerance >= 0,
    }
    return [text for text, holds in limits.items() if not holds]
