"""The parameters of the stability analysis, checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.stability.words import PARAMS
from specie.companies.survival.assess import Settings
from specie.kernel.credit.altman import EMERGING, PLAIN, Scale

if TYPE_CHECKING:
    from specie.book import Book
    from specie.model import Inputs

DEFAULTS = {param.name: param.default for param in PARAMS}


@dataclass(frozen=True, slots=True)
class Limits:
    """What the user will bear, and whether the months are the policy's own."""

    failure: float
    customer: float
    months: float
    of_policy: bool


def read_limits(book: Book, inputs: Inputs) -> Limits:
    """Take the limits: the policy's months go before the parameter."""
    given = {**DEFAULTS, **inputs.params}
    months = book.policy.min_cash_months
    failure, customer = float(given["failure_limit"]), float(given["customer_limit"])
    for name, value in (("failure_limit", failure), ("customer_limit", customer)):
        if not 0 < value <= 1:
            raise ValueError(f"{name} must lie above 0 and not above 1, not {value:g}")
    own = float(given["least_cash_months"]) if months is None else months
    return Limits(failure, customer, own, months is not None)


def read_settings(inputs: Inputs) -> Settings:
    """Take the settings of the method; a value that makes no sense is named."""
    given = {**DEFAULTS, **inputs.params}
    paths = int(given["paths"])
    if paths < 100:
        raise ValueError(f"paths must be at least 100, not {paths}")
    return Settings(
        paths=paths,
        noise=_noise(str(given["burn_noise"])),
        stop=str(given["stop"]),
        scale=_scale(float(given["altman_constant"])),
        level=inputs.level,
        seed=inputs.seed,
    )


def _noise(text: str) -> tuple[float, float] | None:
    if not text.strip():
        return None
    try:
        ends = [float(part) for part in text.split(":")]
    except ValueError:
        ends = []
    if len(ends) not in (1, 2) or not 0 < ends[0] <= ends[-1]:
        raise ValueError(f"burn_noise is one number above 0, or low:high, not {text!r}")
    return ends[0], ends[-1]


def _scale(constant: float) -> Scale:
    if constant == PLAIN.constant:
        return PLAIN
    if constant == EMERGING.constant:
        return EMERGING
    raise ValueError(f"altman_constant is 0 or 3.25, each with its own zones, not {constant:g}")
