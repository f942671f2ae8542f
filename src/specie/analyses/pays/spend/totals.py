"""How much, and on what: sums and shares by function, stage, vendor, cost type and initiative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.ledger import ZERO, Cell, by, suppliers_of
from specie.model import PORTFOLIO, Ref, Term, exact, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from decimal import Decimal

    from specie.analyses.pays.spend.scope import Scope, Window
    from specie.model import Estimate

UNASSIGNED = "unassigned"
NOBODY = {
    "function": Term("no function"),
    "stage": Term("no stage"),
    "cost_type": Term("no cost type"),
    "initiative": Term("no initiative"),
    "vendor": Term("no supplier named"),
}
DIMENSIONS: dict[str, Callable[[Cell], str | None]] = {
    "function": lambda cell: cell.function,
    "stage": lambda cell: cell.stage,
    "cost_type": lambda cell: cell.cost_type,
    "initiative": lambda cell: cell.initiative_id,
}


def totals(scope: Scope) -> Iterator[Estimate]:
    """Yield the totals of every window and the sums and shares of every dimension."""
    for window in windows(scope):
        yield scope.sum(f"spend_{window.id}", window, window.total)
    for kind in (*DIMENSIONS, "vendor"):
        yield from _dimension(scope, kind, scope.everything, shares=False)
        yield from _dimension(scope, kind, scope.year, shares=True)


def windows(scope: Scope) -> tuple[Window, ...]:
    """Every window that has rows."""
    return tuple(w for w in (scope.everything, scope.year, scope.fiscal_year) if w is not None)


def sums(scope: Scope, kind: str, window: Window) -> dict[str | None, Decimal]:
    """Exact sums of one dimension in one window, the largest first; None is money without that mark."""
    if kind == "vendor":
        return suppliers_of(p for p in scope.ledger.paid if window.id == "all" or p in set(scope.paid))
    return by(window.cells, DIMENSIONS[kind])


def subject(scope: Scope, kind: str, key: str | None) -> Ref:
    """Name what a sum is about."""
    if key is None:
        return Ref(kind, UNASSIGNED)
    if kind == "initiative":
        return scope.book.initiative(key)
    return scope.book.vendor(key) if kind == "vendor" else Ref(kind, key)


def shown(scope: Scope, kind: str, key: str | None) -> Ref | Term:
    """Name the same thing in a table or figure: words of the vocabulary are translated."""
    if key is None:
        return NOBODY[kind]
    return Term(key) if kind in {"stage", "cost_type"} else subject(scope, kind, key)


def unassigned(scope: Scope) -> Decimal:
    """Money of the last twelve complete months that belongs to no initiative."""
    return by(scope.year.cells, lambda cell: cell.initiative_id).get(None, ZERO)


def unassigned_estimates(scope: Scope) -> Iterator[Estimate]:
    """Yield the money without an initiative and its share."""
    amount = unassigned(scope)
    yield scope.sum("unassigned_12_months", scope.year, amount)
    if scope.year.total > 0:
        yield scope.share("unassigned_share", scope.year, amount, scope.year.total, PORTFOLIO)


def function_budget(scope: Scope, budget: Decimal) -> Iterator[Estimate]:
    """Yield the share of the AI budget that each function has spent in the fiscal year so far."""
    if scope.fiscal_year is None:
        return
    of = say("of {budget} budgeted for AI in the fiscal year", budget=scope.money(budget))
    origins = (*scope.origins, *scope.book.origins("budgets"))
    for key, amount in sums(scope, "function", scope.fiscal_year).items():
        yield exact(
            "function_share_of_ai_budget", subject(scope, "function", key), scope.fiscal_year.period,
            amount / budget, "fraction", "share", origins, denominator=of,
        )  # fmt: skip


def _dimension(scope: Scope, kind: str, window: Window, *, shares: bool) -> Iterator[Estimate]:
    for key, amount in sums(scope, kind, window).items():
        about = subject(scope, kind, key)
        yield scope.sum(f"spend_{window.id}", window, amount, about)
        if shares and window.total > 0:
            yield scope.share("spend_share", window, amount, window.total, about)
