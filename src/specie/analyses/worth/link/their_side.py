"""Their side: price, range of value, share of enterprises, gross margin, cash and burn of one supplier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.link.declared import Enterprises, enterprises_of
from specie.analyses.worth.link.revalue import Base, Revaluer, revaluer
from specie.companies.basis import LAST_DAYS, PER_YEAR
from specie.companies.outlook.case import Case, make_case
from specie.companies.outlook.start import Missing, balance, start_revenue
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.kernel.renewal import runway
from specie.model import Message, Origin, Status, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.companies.comparable import Comparable
    from specie.companies.ledger import Ledger
    from specie.companies.outlook.case import Sources
    from specie.companies.outlook.start import Known
    from specie.companies.record import Company, Reported
    from specie.model import Estimate, Grade, Result

INTRINSIC = "worth/intrinsic"
NOTHING_EARNED, ALL_EARNED = 0.0, 1.0
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Liquidity:
    """Cash and what leaves it in a month; a negative burn comes in."""

    cash: Known
    burn: Bounds
    burns: tuple[Reported, ...]

    @property
    def now(self) -> Bounds:
        """Months of cash, from its day on."""
        return runway(_not_negative(self.cash.bounds), self.burn)

    def after(self, lost_profit: Bounds) -> Bounds:
        """Months of cash with less gross profit a month."""
        burn = Bounds(self.burn.low + lost_profit.low, self.burn.high + lost_profit.high)
        return runway(_not_negative(self.cash.bounds), burn)

    @property
    def grade(self) -> Grade:
        """As good as the weakest figure."""
        return weaker(self.cash.grade, *(b.grade for b in self.burns))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(dict.fromkeys((*self.cash.origins, *(b.vouch.origin for b in self.burns))))


@dataclass(frozen=True, slots=True)
class Lack:
    """A link of the chain that is missing: which part, which fact, why."""

    part: str
    """A word of the vocabulary."""
    fact: str
    """A word of the vocabulary."""
    why: Message


@dataclass(frozen=True, slots=True)
class TheirSide:
    """What is known of one supplier."""

    company: Company
    price: Comparable | None
    revenue: Known | None
    enterprises: Enterprises
    gross: Known | None
    liquidity: Liquidity | None
    case: Case | None
    bases: tuple[Base, ...]
    revaluer: Revaluer | None
    lacks: tuple[Lack, ...]

    @property
    def range(self) -> Bounds | None:
        """Supported range now, over all views; None where it cannot be valued."""
        if not self.bases:
            return None
        return Bounds(
            np.float64(min(b.now[0] for b in self.bases)), np.float64(max(b.now[2] for b in self.bases))
        )

    @property
    def open_above(self) -> bool:
        """Revenue is only known from below, and so is value."""
        return self.case is not None and self.case.open_above

    @property
    def earned(self) -> Bounds:
        """What lost sales earned above the costs that go with them, as a share of them."""
        if self.gross is None:
            return Bounds(np.float64(NOTHING_EARNED), np.float64(ALL_EARNED))
        low, high = self.gross.bounds
        return Bounds(np.float64(max(float(low), 0.0)), np.float64(min(max(float(high), 0.0), ALL_EARNED)))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Rows behind its revenue, its views and its margin."""
        every = (
            *(self.revenue.origins if self.revenue else ()),
            *(o for b in self.bases for o in b.view.growth.origins),
            *(self.gross.origins if self.gross else ()),
            *self.enterprises.origins,
        )
        return tuple(dict.fromkeys(every))


def read_their_side(
    company: Company,
    price: Comparable | None,
    given: Sources,
    told: Result | None,
    *,
    seed: int,
    paths: int,
    level: float,
) -> TheirSide:
    """Read one supplier; what is missing is named."""
    ledger = given.ledger
    made = make_case(company, price, given)
    case = made if isinstance(made, Case) and made.sets else None
    lacks = (
        [Lack("supported range", made.missing.fact, made.missing.why)] if not isinstance(made, Case) else []
    )
    if isinstance(made, Case) and not made.sets:
        lacks.append(Lack("supported range", "sales_growth", say("there is evidence for no view of growth")))
    if price is None:
        lacks.append(Lack("price", "price", say("no price of it is in the tables")))
    found = start_revenue(ledger, company)
    revenue = None if isinstance(found, Missing) else found
    liquid = liquidity_of(ledger, company)
    if isinstance(liquid, Lack):
        lacks.append(liquid)
    enterprises = enterprises_of(ledger, company)
    if not enterprises.known:
        why = say("add enterprise_share to your financials")
        lacks.append(Lack("enterprise share", "enterprise share", why))
    engine = None if case is None else revaluer(case, seed, paths, level)
    bases = () if case is None or engine is None else tuple(_bases(case, engine, told))
    return TheirSide(
        company,
        price,
        revenue,
        enterprises,
        balance(ledger, company, "gross_margin"),
        None if isinstance(liquid, Lack) else liquid,
        case,
        bases,
        engine,
        tuple(lacks),
    )


def _bases(case: Case, engine: Revaluer, told: Result | None) -> Iterator[Base]:
    """Range of each view as it was told, so that one page shows one number; else from draws made here."""
    for view in case.sets:
        estimate = _told(case, view.id, told)
        if estimate is not None and None not in (estimate.low, estimate.point, estimate.high):
            yield Base(view, (estimate.low or 0.0, estimate.point or 0.0, estimate.high or 0.0))
        elif (base := engine.base(view)) is not None:
            yield base


def _told(case: Case, view: str, told: Result | None) -> Estimate | None:
    if told is None or told.status is not Status.OK:
        return None
    found = (e for e in told.find("supported_value", case.company.id) if e.period.endswith(f" {view}"))
    return next(found, None)


def liquidity_of(ledger: Ledger, company: Company) -> Liquidity | Lack:
    """Cash and burn of the newest period within a year; which of them is missing otherwise."""
    cash = balance(ledger, company, "cash")
    burns = _burns(ledger, company)
    if cash is None:
        return Lack("runway", "cash", say("no cash of the last year is known"))
    if not burns:
        return Lack(
            "runway", "cash burn", say("neither a burn nor a free cash flow of the last year is known")
        )
    ends = [_monthly(b) for b in burns]
    burn = Bounds(np.float64(min(e.low for e in ends)), np.float64(max(e.high for e in ends)))
    return Liquidity(cash, burn, burns)


def _burns(ledger: Ledger, company: Company) -> tuple[Reported, ...]:
    """Figures of the newest period: a stated burn before a free cash flow; guidance is no fact."""
    for metric in ("cash_burn", "free_cash_flow"):
        recent = [
            f
            for f in ledger.others
            if f.company == company.id
            and f.metric == metric
            and f.basis != "guidance"
            and f.period in PER_YEAR
            and 0 <= (ledger.as_of - f.end.end).days <= LAST_DAYS
        ]
        if recent:
            newest = max(f.end.end for f in recent)
            return tuple(f for f in recent if f.end.end == newest)
    return ()


def _monthly(figure: Reported) -> Bounds:
    months = PER_YEAR[figure.period] / MONTHS
    low, high = (float(end) * months for end in figure.bounds)
    return Bounds(*map(np.float64, (low, high) if figure.metric == "cash_burn" else (-high, -low)))


def _not_negative(bounds: Bounds) -> Bounds:
    return Bounds(np.maximum(bounds.low, 0.0), np.maximum(bounds.high, 0.0))
