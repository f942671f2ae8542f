"""What the tables say of each initiative, as typed rows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import CashClass

if TYPE_CHECKING:
    from datetime import date

    from specie.kernel.money import Range
    from specie.model import Ref

NOTHING = Decimal(0)
CASH = frozenset({CashClass.BOOKED, CashClass.RELEASED, CashClass.AVOIDED})
"""Classes that count in the cash line."""


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative: where it stands, and when it came into use and ended."""

    ref: Ref
    approach: str
    owner: str
    stage: str | None
    used_from: date | None
    stopped_on: date | None
    first_on: date | None
    treated: int
    fresh: int
    """Units that started so recently that the effect may still be growing."""

    @property
    def started_on(self) -> date | None:
        """First day of use: that of the first unit, else that of the pilot."""
        return self.first_on or self.used_from


@dataclass(frozen=True, slots=True)
class Cell:
    """Money of one initiative (or of none), source, kind and month, in the book's currency."""

    initiative_id: str | None
    source: str
    cost_type: str | None
    month: date
    in_year: bool
    amount: Decimal
    n_rows: int
    first_on: date


@dataclass(frozen=True, slots=True)
class Kpi:
    """One metric; ``worth`` is that of an improvement of one unit in one case, None where none is declared.

    ``supposed`` says that an end of the worth was not given and is taken to be the worth itself.
    """

    ref: Ref
    initiative_id: str
    unit: str
    share: bool
    """Whether it is a share from 0 to 1."""
    cash_class: CashClass | None
    worth: Range | None
    supposed: bool

    @property
    def cash(self) -> bool:
        """Whether its benefit counts in the cash line."""
        return self.cash_class in CASH


@dataclass(frozen=True, slots=True)
class Read:
    """What a test of a metric has to go on."""

    units: int
    last_on: date
    baseline: bool
    comparison: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What was registered before the spend."""

    decide_on: date | None
    baseline: bool


@dataclass(frozen=True, slots=True)
class Used:
    """Whether tokens or seats were used in the last twelve months."""

    tokens: bool
    seats: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """What is claimed for an initiative in one cash class and account; ``year`` in the last twelve months."""

    initiative_id: str
    cash_class: CashClass
    account: str | None
    amount: Decimal
    year: Decimal
    first_on: date
    last_on: date
    n_rows: int

    @property
    def cash(self) -> bool:
        """Whether it is claimed as cash."""
        return self.cash_class in CASH


@dataclass(frozen=True, slots=True)
class Account:
    """A ledger account in which claimed benefits should show; income and savings are positive.

    ``before`` is what it holds from before anything was claimed in it, ``whole`` all of it.
    """

    account: str
    since: date
    initiatives: tuple[str, ...]
    credits: Decimal
    debits: Decimal
    before: Decimal
    whole: Decimal
    n_rows: int

    @property
    def net(self) -> Decimal:
        """What the ledger shows since the first day claimed for."""
        return self.credits - self.debits

    @property
    def reconciles(self) -> bool:
        """Whether the parts are the whole, to the last digit."""
        return self.net + self.before == self.whole
