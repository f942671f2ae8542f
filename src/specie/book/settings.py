"""What ``specie.toml`` says, as frozen words: no reading here, so anyone may import this cheaply."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_CONFIDENCE = 0.90


@dataclass(frozen=True, slots=True)
class Policy:
    """The user's own limits, as fractions, months and money; ``None`` where the user set none."""

    ai_share_of_it_budget: float | None = None
    max_vendor_share: float | None = None
    hurdle_rate: float | None = None
    confidence: float | None = DEFAULT_CONFIDENCE
    min_cash_months: float | None = None
    max_tail_loss: float | None = None


@dataclass(frozen=True, slots=True)
class BillRules:
    """How billing rows find their initiative and vendor; first match of tag, SKU, account, service."""

    initiative_tag: str | None = None
    accounts: Mapping[str, str] = field(default_factory=dict)
    skus: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, str] = field(default_factory=dict)
    vendors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Name, currency and date of the book, the policy, and how its files are read."""

    name: str
    currency: str
    as_of: date
    fiscal_year_start: tuple[int, int] = (1, 1)
    policy: Policy = field(default_factory=Policy)
    bills: BillRules = field(default_factory=BillRules)
    synthetic: bool = False
    encoding: str | None = None
    covariates: tuple[str, ...] = ()
