"""What a firm is worth, sells and owes on a day, as far as it was told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.companies.basis import PER_YEAR
from specie.companies.comparable import chains, comparables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.model import Grade, Origin

BOOK_EQUITY = ("equity", "book_equity", "shareholders_equity", "total_equity")
"""Metrics under which accounts state what is left for owners."""


@dataclass(frozen=True, slots=True)
class Known:
    """A figure with what stands behind it; ``low`` and ``high`` are what reports of it leave possible."""

    value: float
    low: float
    high: float
    grade: Grade
    origin: Origin


@dataclass(frozen=True, slots=True)
class Standing:
    """One firm; None where nothing was told."""

    company: Company
    worth: Known | None
    """All shares at the newest comparable price."""
    revenue: Known | None
    """A year's."""
    debt: Known | None
    profit: Known | None
    """Operating income of a year."""
    equity: Known | None
    """Equity of the accounts."""

    @property
    def negative(self) -> bool:
        """Its accounts show debts above assets."""
        return self.equity is not None and self.equity.value < 0


def standings(ledger: Ledger, names: Iterable[str]) -> tuple[Standing, ...]:
    """Return where each firm stands, in the order of the names."""
    worth = _worth(ledger)
    return tuple(
        Standing(
            ledger.company(name),
            worth.get(name),
            _newest(r for r in ledger.revenues if r.company == name and r.value > 0),
            _newest(_of(ledger, name, ("total_debt",))),
            _newest(_of(ledger, name, ("operating_income",))),
            _newest(_of(ledger, name, BOOK_EQUITY)),
        )
        for name in names
    )


def _worth(ledger: Ledger) -> Mapping[str, Known]:
    taken, _ = comparables(ledger)
    found: dict[str, Known] = {}
    for name, chain in chains(taken).items():
        last = chain[-1]
        low, high = float(last.bounds.low), float(last.bounds.high)
        stated = last.stated if last.stated is not None else (low + high) / 2
        found[name] = Known(stated, low, high, last.grade, last.origins[0])
    return found


def _of(ledger: Ledger, name: str, metrics: tuple[str, ...]) -> Iterable[Reported]:
    return (f for f in ledger.others if f.company == name and f.metric in metrics)


def _newest(figures: Iterable[Reported]) -> Known | None:
    """Return the newest figure as a year's; where several of one day conflict, all of them as a range."""
    kept = [f for f in figures if f.period in PER_YEAR and f.basis != "guidance"]
    if not kept:
        return None
    best = max(kept, key=lambda f: (f.end.end, -PER_YEAR[f.period]))
    same = [f for f in kept if (f.end.text, f.period) == (best.end.text, best.period)]
    year = PER_YEAR[best.period]
    values = sorted(f.value * year for f in same)
    return Known(
        (values[0] + values[-1]) / 2,
        min(float(f.bounds.low) for f in same) * year,
        max(float(f.bounds.high) for f in same) * year,
        best.grade,
        best.vouch.origin,
    )
