"""From what is claimed to what is measured to what the ledger shows, to the cent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING

from specie.analyses.pays.roi.records import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.analyses.pays.roi.read import Records
    from specie.analyses.pays.roi.records import Account, Claim, Initiative
    from specie.kernel.money import Range

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Cash:
    """Claims of one initiative and the ledger accounts they name.

    ``booked`` is what those accounts show since the first day claimed for; None where no claim names an
    account or the book has no ledger. ``shared`` are accounts that other initiatives claim too: what they
    show is in no ``booked``.
    """

    claims: tuple[Claim, ...]
    accounts: tuple[Account, ...]
    shared: tuple[Account, ...]
    booked: Decimal | None

    @property
    def claimed(self) -> Decimal:
        """Claimed as cash, to date."""
        return sum((claim.amount for claim in self.claims if claim.cash), NOTHING)

    @property
    def claimed_year(self) -> Decimal:
        """Claimed as cash for periods wholly within the last twelve months."""
        return sum((claim.year for claim in self.claims if claim.cash), NOTHING)

    @property
    def claimed_soft(self) -> Decimal:
        """Claimed as hours or capacity, to date."""
        return sum((claim.amount for claim in self.claims if not claim.cash), NOTHING)

    @property
    def unnamed(self) -> Decimal:
        """Claimed as cash without an account in which it should show, to date."""
        return sum((claim.amount for claim in self.claims if claim.cash and claim.account is None), NOTHING)

    @property
    def named(self) -> Decimal:
        """Claimed as cash in an account, to date."""
        return self.claimed - self.unnamed

    @property
    def ledger_high(self) -> Decimal:
        """The most that the ledger can hold of it: with all of the accounts shared with others."""
        return (self.booked or NOTHING) + sum((max(NOTHING, a.net) for a in self.shared), NOTHING)


def cash_of(initiative: Initiative, records: Records, *, ledger: bool) -> Cash:
    """Match the claims of an initiative with the ledger."""
    claims = tuple(claim for claim in records.claims if claim.initiative_id == initiative.ref.id)
    accounts = tuple(a for a in records.accounts if initiative.ref.id in a.initiatives)
    own = tuple(account for account in accounts if len(account.initiatives) == 1)
    shared = tuple(account for account in accounts if len(account.initiatives) > 1)
    booked = sum((account.net for account in own), NOTHING) if ledger and own else None
    return Cash(claims, accounts, shared if ledger else (), booked)


@dataclass(frozen=True, slots=True)
class Step:
    """One bar of a waterfall; ``kind`` is start, step or total, ``what`` names it."""

    what: str
    amount: Decimal
    kind: str


def cents(amount: Decimal | float) -> Decimal:
    """An amount to the cent."""
    return Decimal(amount).quantize(CENT, ROUND_HALF_EVEN)


def waterfall(cash: Cash, measured: Range | None) -> tuple[Step, ...]:
    """From claimed to measured to booked; what is not measured or not in a ledger is not taken for zero.

    Every total is what stands before it added up, to the cent.
    """
    steps = [Step("claimed as cash", cents(cash.claimed), "start")]
    point = None if measured is None or measured.point is None else cents(measured.point)
    if point is not None:
        steps += [_gap("not measured", "measured beyond the claim", steps, point)]
        steps += [Step("measured", point, "total")]
    if cash.booked is not None:
        booked = cents(cash.booked)
        steps += [_gap("not in the ledger", "in the ledger beyond it", steps, booked)]
        steps += [Step("in the ledger", booked, "total")]
    return tuple(step for step in steps if step.amount or step.kind != "step")


def _gap(short: str, beyond: str, before: list[Step], now: Decimal) -> Step:
    """The step from what stands before to what stands next."""
    gap = now - before[-1].amount
    return Step(short if gap < 0 else beyond, gap, "step")


def portfolio_waterfall(
    parts: Iterable[tuple[Cash, Range | None]], accounts: Iterable[Account]
) -> tuple[Step, ...]:
    """All initiatives that claim cash: from the claims to the ledger, the reasons one by one.

    ``accounts`` are all accounts that claims name: their sum is the last total, to the cent.
    """
    found = [(cash, point_of(measured)) for cash, measured in parts if cash.claimed or cash.accounts]
    told = [(cash, point) for cash, point in found if point is not None]
    blind = [cash for cash, point in found if point is None]
    named = [(cash, point) for cash, point in told if cash.booked is not None]
    gaps = [point - cents(cash.claimed) for cash, point in told]
    misses = [cents(cash.booked or NOTHING) - point for cash, point in named]
    whole = sum((cents(account.net) for account in accounts), NOTHING)
    measured = sum((point for _, point in told), NOTHING)
    steps = [
        Step("claimed as cash", sum((cents(cash.claimed) for cash, _ in found), NOTHING), "start"),
        Step("claimed, no effect measured", -sum((cents(cash.claimed) for cash in blind), NOTHING), "step"),
        Step("not measured", sum((gap for gap in gaps if gap < 0), NOTHING), "step"),
        Step("measured beyond the claim", sum((gap for gap in gaps if gap > 0), NOTHING), "step"),
        Step("measured", measured, "total"),
        Step("measured, no account named", -sum((p for c, p in told if c.booked is None), NOTHING), "step"),
        Step("not in the ledger", sum((miss for miss in misses if miss < 0), NOTHING), "step"),
        Step("in the ledger beyond it", sum((miss for miss in misses if miss > 0), NOTHING), "step"),
        Step("in the ledger, no effect measured", _booked(blind), "step"),
        Step("in accounts of several initiatives", whole - _booked(c for c, _ in found), "step"),
        Step("in the ledger", whole, "total"),
    ]  # fmt: skip
    return tuple(step for step in steps if step.amount or step.kind != "step")


def point_of(measured: Range | None) -> Decimal | None:
    """The most likely amount, to the cent; None where it is not known."""
    return None if measured is None or measured.point is None else cents(measured.point)


def _booked(found: Iterable[Cash]) -> Decimal:
    return sum((cents(cash.booked) for cash in found if cash.booked is not None), NOTHING)
