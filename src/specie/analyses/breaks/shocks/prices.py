"""Shocks of price: a rise, a cut, and a rise when the contract no longer caps it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.severity import severity
from specie.analyses.breaks.shocks.trace import Shock, Step
from specie.supply.cases import amount
from specie.supply.exposure import price_makers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.shocks.scope import Scope
    from specie.model import Ref
    from specie.supply.chain import Initiative
    from specie.supply.contracts import Contract
    from specie.supply.severity import Severity

YEAR = 12.0


def price_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield a rise and a cut for everyone who sets a price that is paid by use."""
    base = _by_maker(scope)
    for kind, use in (("price_rise", "price"), ("price_cut", "cut")):
        found = severity(scope.facts, scope.settings, use)
        if found is None:
            continue
        harm = found if found.typical >= 1 else found.turned()
        for maker, shares in sorted(base.items()):
            steps = [step for share in shares for step in _steps(scope, maker, share, harm)]
            yield Shock(
                kind, scope.chain.suppliers.ref(maker), harm, "x", tuple(steps), origins=(harm.origin,)
            )


def protection_shocks(scope: Scope) -> Iterator[Shock]:
    """Yield, for every contract that caps prices, what the same rise costs once it no longer does."""
    found = severity(scope.facts, scope.settings, "price")
    if found is None or found.typical < 1:
        return
    base = _by_maker(scope)
    for supplier in sorted({c.supplier for c in scope.contracts}):
        contract = scope.contract(supplier)
        if contract is None or contract.price_protection is None:
            continue
        paid = {i.id: (i, m) for maker in base for i, p, m, _ in base[maker] if p == supplier}
        steps = tuple(_lost_cap(scope, contract, i, money, found) for i, money in paid.values())
        if steps:
            about = scope.chain.suppliers.ref(supplier)
            yield Shock("protection", about, found, "x", steps, origins=(found.origin,))


_Share = tuple["Initiative", str, float, int]
"""Initiative, who is paid, money a year, and among how many makers it may be split."""


def _by_maker(scope: Scope) -> dict[str, list[_Share]]:
    """Money by use of every live initiative, by who sets its price."""
    found: dict[str, list[_Share]] = defaultdict(list)
    for initiative in scope.live:
        for payee, money in scope.payees(initiative.id).items():
            makers = price_makers(payee, scope.needs(initiative.id))
            for maker in makers:
                found[maker].append((initiative, payee, float(money), len(makers)))
    return found


def _steps(scope: Scope, maker: str, share: _Share, found: Severity) -> Iterator[Step]:
    """The part of the year under a cap, then the part without one."""
    initiative, payee, money, makers = share
    contract = scope.contract(payee)
    capped = capped_months(contract, scope) if found.typical >= 1 else 0.0
    who = scope.chain.suppliers.ref(maker)
    if capped and contract is not None and contract.price_protection is not None:
        rises = [min(ratio - 1, contract.price_protection) for ratio in found.all]
        yield _step(initiative, who, "protected", money, makers, rises, capped)
    if capped < YEAR:
        yield _step(initiative, who, "dearer", money, makers, [r - 1 for r in found.all], YEAR - capped)


def _lost_cap(
    scope: Scope, contract: Contract, initiative: Initiative, money: float, found: Severity
) -> Step:
    """The rise less what the cap would have let through, over the months that it still holds."""
    cap = contract.price_protection or 0.0
    rises = [max(0.0, ratio - 1 - cap) for ratio in found.all]
    months = capped_months(contract, scope)
    return _step(initiative, contract.vendor, "dearer", money, 1, rises, months)


def capped_months(contract: Contract | None, scope: Scope) -> float:
    """Months of the year ahead in which a contract caps prices."""
    if contract is None or contract.price_protection is None:
        return 0.0
    left = contract.months_left(scope.day)
    return YEAR if left is None else min(YEAR, left)


def _step(
    initiative: Initiative, who: Ref, rule: str, money: float, makers: int, rises: list[float], months: float
) -> Step:
    """Money by a rise over a part of the year; where several may set the price, none to all is theirs."""
    per = money * months / YEAR
    shares = (1.0, 1.0, 1.0) if makers == 1 else (0.0, 1 / makers, 1.0)
    ends = [per * share * rise for share, rise in zip(shares, rises, strict=True)]
    return Step(initiative, who, rule, amount(*ends), (months, months, months))
