"""The whole supply side as arrays: what a price, a failure or a fall of the market acts on."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.supply.chain import DEPTH
from specie.supply.contracts import main_contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from specie.supply.chain import Chain, Need
    from specie.supply.contracts import Contract
    from specie.supply.outlay import Outlay
    from specie.supply.returns import Return

    Floats: TypeAlias = NDArray[np.float64]
    Flags: TypeAlias = NDArray[np.bool_]

EXIT_WEEKS = (26.0, 52.0)
"""Weeks to leave a failed platform where the book tells none or the substitute was never tested.

Six to twelve months of work, as the row ``ins-exit-cost`` of ``facts/shocks.csv`` has it: a prior that the
user edits, declared as a parameter wherever it is used.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Exposure:
    """n initiatives that run and m suppliers, in the order of the names; money a year in the book's currency.

    NaN is unknown, never zero. ``spend.sum(1) + other`` is the cost of the last twelve months in the book.
    """

    initiatives: tuple[str, ...]
    suppliers: tuple[str, ...]
    spend: Floats
    """(n, m) money paid to each supplier, by who sends the invoice."""
    priced: Floats
    """(n, m) the same money by who sets the price: the maker of the model where one is known, else the host,
    else who sends the invoice; split evenly where several are listed at that layer."""
    other: Floats
    """(n,) all other cost: labour, integration, tax, money of suppliers that nobody named."""
    benefit: Floats
    """(n, 3) cash benefit: low, point, high."""
    ceiling: Floats
    """(m,) highest rise of price a year under the main contract that runs: 0 is fixed, infinite if none."""
    protected_months: Floats
    """(m,) months for which that holds; infinite where the contract names no end, 0 where there is none."""
    needed: Flags
    """(n, m) whether the initiative has any need that the supplier serves."""
    stops: Flags
    """(n, m) whether it has a critical need that only this supplier can serve today."""
    weeks: Floats
    """(n, m, 2) weeks to replace the supplier, low and high; 0 where it is not needed."""
    move_cost: Floats
    """(n, m) money to replace it; 0 where it is not needed, NaN where the book does not say."""
    prepaid: Floats
    """(m,) paid ahead and not yet used in contracts that run."""
    committed: Floats
    """(m, 2) left of the commitments in contracts that run, low and high."""
    critical: Flags
    """(n,) whether it has a critical need."""


def read_exposure(
    chain: Chain,
    contracts: Iterable[Contract],
    outlay: Outlay,
    returns: Mapping[str, Return],
    day: date,
    *,
    ratings: frozenset[str] = frozenset({"critical"}),
    exit_weeks: tuple[float, float] = EXIT_WEEKS,
) -> Exposure:
    """Lay out every initiative that runs over every supplier that one of them needs or pays."""
    who = tuple(i.id for i in chain.initiatives if i.live)
    paid = outlay.table()
    running = [c for c in contracts if c.runs(day)]
    names = tuple(sorted({s for i, s in paid if i in who} | set(chain.names) | {c.supplier for c in running}))
    spend = _filled(who, names, {key: float(amount) for key, amount in paid.items()})
    needs = {key: found for key in who if (found := chain.of(key))}
    cells = {(i, s): [n for n in found if n.supplier == s] for i, found in needs.items() for s in names}
    cells = {key: found for key, found in cells.items() if found}
    main = [main_contract(running, name, day) for name in names]
    critical = set(chain.critical(ratings))
    return Exposure(
        who,
        names,
        spend,
        _priced(who, names, spend, needs),
        np.array([float(outlay.sum(initiative=i)) for i in who]) - spend.sum(1),
        np.array([_benefit(returns.get(i)) for i in who]).reshape(-1, 3),
        np.array([_ceiling(contract) for contract in main]),
        np.array([_months(contract, day) for contract in main]),
        _filled(who, names, dict.fromkeys(cells, 1.0)) > 0,
        _filled(who, names, {key: float(_stops(found, ratings)) for key, found in cells.items()}) > 0,
        np.stack(
            [
                _filled(who, names, {key: _weeks(found, exit_weeks)[side] for key, found in cells.items()})
                for side in (0, 1)
            ],
            axis=2,
        ),
        _filled(who, names, {key: move_cost(found) for key, found in cells.items()}),
        np.array([sum(float(c.prepaid or 0) for c in running if c.supplier == s) for s in names]),
        np.array([_committed(running, s) for s in names]).reshape(-1, 2),
        np.array([i in critical for i in who], dtype=bool),
    )


def move_cost(needs: Iterable[Need]) -> float:
    """Money to leave a supplier, each of the initiative's own rows once; NaN where none is told."""
    told = [float(need.cost) for need in needs if need.own and need.cost is not None]
    inherited = [float(need.cost) for need in needs if not need.own and need.cost is not None]
    return sum(told) if told else max(inherited, default=math.nan)


def replace_weeks(need: Need, exit_weeks: tuple[float, float] = EXIT_WEEKS) -> tuple[float, float]:
    """Weeks to replace one need: as told where the substitute was tested, else up to the prior's high end."""
    if need.weeks is None:
        return exit_weeks
    return (need.weeks, need.weeks if need.covered else max(need.weeks, exit_weeks[1]))


def _filled(
    who: Sequence[str], names: Sequence[str], values: Mapping[tuple[str, str], float]
) -> NDArray[np.float64]:
    out = np.zeros((len(who), len(names)))
    rows, columns = ({name: k for k, name in enumerate(order)} for order in (who, names))
    for (initiative, supplier), value in values.items():
        if initiative in rows and supplier in columns:
            out[rows[initiative], columns[supplier]] = value
    return out


def _priced(
    who: Sequence[str], names: Sequence[str], spend: Floats, needs: Mapping[str, tuple[Need, ...]]
) -> Floats:
    """Move the money of an initiative from who invoices it to who sets the price underneath."""
    out = spend.copy()
    for k, initiative in enumerate(who):
        for billed in np.flatnonzero(spend[k]).tolist():
            makers = price_makers(names[billed], needs.get(initiative, ()))
            out[k, billed] -= spend[k, billed]
            for maker in makers:
                out[k, names.index(maker)] += spend[k, billed] / len(makers)
    return out


def price_makers(billed_by: str, needs: Iterable[Need]) -> tuple[str, ...]:
    """Who sets the price of what an initiative pays to a supplier: the makers listed at its deepest layer.

    Who sends invoices of its own to the initiative is paid by those, not through others.
    """
    found = tuple(need for need in needs if need.layer != "tool")
    if not any(n.supplier == billed_by and n.layer in ("invoice_issuer", "host") for n in found):
        return (billed_by,)
    deepest = max(DEPTH[n.layer] for n in found)
    direct = {n.supplier for n in found if n.layer == "invoice_issuer"} - {billed_by}
    makers = [n.supplier for n in found if DEPTH[n.layer] == deepest and n.supplier not in direct]
    return tuple(dict.fromkeys(makers)) or (billed_by,)


def _stops(needs: Iterable[Need], ratings: frozenset[str]) -> bool:
    return any(need.is_critical(ratings) and not need.covered for need in needs)


def _weeks(needs: Iterable[Need], exit_weeks: tuple[float, float]) -> tuple[float, float]:
    """The slowest of the needs that the supplier serves: they are replaced side by side."""
    every = [replace_weeks(need, exit_weeks) for need in needs]
    return max(low for low, _ in every), max(high for _, high in every)


def _benefit(found: Return | None) -> tuple[float, float, float]:
    if found is None or found.benefit is None:
        return (math.nan, math.nan, math.nan)
    amount = found.benefit
    return (amount.low, math.nan if amount.point is None else amount.point, amount.high)


def _ceiling(contract: Contract | None) -> float:
    return math.inf if contract is None or contract.price_protection is None else contract.price_protection


def _months(contract: Contract | None, day: date) -> float:
    if contract is None or contract.price_protection is None:
        return 0.0
    left = contract.months_left(day)
    return math.inf if left is None else left


def _committed(running: Sequence[Contract], supplier: str) -> tuple[float, float]:
    left = [c.left for c in running if c.supplier == supplier and c.left is not None]
    return sum(r.low for r in left), sum(r.high for r in left)
