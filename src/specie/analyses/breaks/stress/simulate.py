"""Draw the years: the market, who fails with whom, prices; what that costs the enterprise and the holder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from specie.analyses.breaks.stress.scope import HIGH, LOW, MIDDLE
from specie.analyses.breaks.stress.settings import MONTHS
from specie.kernel.credit.streams import CHUNK, chunks
from specie.kernel.stress.enterprise import CAUSES, Year, price_losses, stopped_by, supply_losses
from specie.kernel.stress.gather import Gathering
from specie.kernel.stress.joint import beside_blocks, branch, joint_blocks
from specie.kernel.stress.market import fall_in, felt_as
from specie.kernel.stress.prices import price_ratio
from specie.kernel.stress.web import spread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from specie.analyses.breaks.stress.scenarios import Scenario
    from specie.analyses.breaks.stress.scope import Scope
    from specie.kernel.stress.enterprise import Supply
    from specie.kernel.stress.gather import Gathered
    from specie.kernel.stress.joint import Block

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

ENDS = (LOW, MIDDLE, HIGH)
HOLDING_CAUSES = ("market", "own", "failure")
LIMITS = ("cap", "floor", "critical")


@dataclass(frozen=True, slots=True, eq=False)
class Common:
    """What is the same in every scenario, one entry a block: prices, their cost by end, months, own moves."""

    ratio: tuple[Floats, ...]
    step: tuple[Floats, ...]
    month: tuple[Floats, ...]
    slow: tuple[Floats, ...]
    price: tuple[Floats, ...]
    own: tuple[Floats, ...]
    """Standard normal, (b, positions)."""
    infects: bool
    """Whether failures may bring down other firms at all."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """One scenario at one end."""

    enterprise: Gathered
    """Parts: cause by supplier, (5 * m,)."""
    holder: Gathered | None
    """Parts: cause by position, (3 * P,); None where this end differs in nothing from the middle."""
    failing: Floats
    """Chance that each supplier fails, (m,)."""
    by_others: Floats
    """The part of it that others bring, (m,)."""
    broken: Floats
    """Chance that each limit breaks, (3,): spend cap, cash floor, critical work; NaN where not assessed."""
    stopped_by_month: Floats
    """Chance that critical work has stopped by month 3, 6, 9 and 12, (4,)."""


QUARTERS = np.array([3.0, 6.0, 9.0, 12.0])


def draw_common(scope: Scope, draws: int) -> Common:
    """Draw prices and what else no scenario changes."""
    supply, settings = scope.supplies[MIDDLE], scope.settings
    root = np.random.SeedSequence(settings.seed)
    beside = beside_blocks(max(len(supply.priced), 1), draws, branch(root, 1), settings.prices_together)
    ratio, step, month, slow = [], [], [], []
    for block in beside:
        kept = slice(0, len(supply.priced))
        ratio.append(price_ratio(scope.steps, block.dear[:, kept]))
        step.append(block.step[:, kept] * MONTHS)
        month.append(block.month[:, kept] * MONTHS)
        slow.append(block.slow)
    price = [price_losses(supply, r, s) for r, s in zip(ratio, step, strict=True)]
    positions = len(scope.holder.positions)
    own = [
        rng.standard_normal((rows.stop - rows.start, positions))
        for rows, rng in chunks(branch(root, 2), draws)
    ]
    return Common(
        tuple(ratio), tuple(step), tuple(month), tuple(slow), tuple(price), tuple(own), infects(scope)
    )


def simulate(
    scope: Scope,
    scenario: Scenario,
    common: Common,
    draws: int,
    ends: Sequence[int] = ENDS,
    supplies: Sequence[Supply] | None = None,
    *,
    positions: bool = True,
) -> dict[int, Outcome]:
    """Draw one scenario; chances, benefits and weeks at their low, middle and high ends share all draws.

    The low and the high end are drawn with one block only: they bound the answer, they are not it. Without
    ``positions`` only the enterprise is looked at.
    """
    market = (
        None if scenario.depth is None else float(felt_as(scope.record, scenario.fall, scope.settings.df))
    )
    root = np.random.SeedSequence(scope.settings.seed)
    sides = supplies or scope.supplies
    runs = {
        end: _Run(scope, scenario, sides[end], end, _draws(draws, end), common, positions) for end in ends
    }
    for k, block in enumerate(joint_blocks(scope.model, draws, branch(root, 0), market)):
        fall = (
            np.full(len(block.market), scenario.fall)
            if scenario.depth is not None
            else fall_in(scope.record, block.market, scope.settings.df)
        )
        for end, run in runs.items():
            if end == MIDDLE or k == 0:
                run.add(k, block, fall, common, whole=end == MIDDLE)
    return {end: run.outcome() for end, run in runs.items()}


def _draws(draws: int, end: int) -> int:
    return draws if end == MIDDLE else min(draws, CHUNK)


class _Run:
    """One end of one scenario, block by block."""

    def __init__(
        self,
        scope: Scope,
        scenario: Scenario,
        supply: Supply,
        end: int,
        draws: int,
        common: Common,
        positions: bool,
    ) -> None:
        self.scope, self.scenario, self.supply, self.end, self.draws = scope, scenario, supply, end, draws
        level, cover = scope.settings.tail, scope.settings.level
        self.enterprise, self.holder = Gathering(draws, level, cover), Gathering(draws, level, cover)
        self.failing, self.by_others = np.zeros(len(supply.priced)), np.zeros(len(supply.priced))
        self.broken, self.stopped = np.zeros(3), np.zeros(4)
        firms = scope.firms
        self.pd = (firms.closed if scenario.closed else firms.pd)[:, end]
        self.critical = stopped_by(supply)
        self.infects = common.infects
        self.holds = positions and (end == MIDDLE or scope.holder.ranges(firms.names))
        self.causes = np.repeat(np.eye(len(CAUSES)), len(supply.priced), axis=0)

    def add(self, k: int, block: Block, fall: Floats, common: Common, *, whole: bool) -> None:
        rows = slice(0, len(block.market) if whole else self.draws)
        size = len(block.market[rows])
        alone = block.failed(self.pd)[rows] if len(self.pd) else np.zeros((size, 0), dtype=bool)
        failed = self._spread(alone, fall[rows]) if self.infects else alone
        suppliers, first = self._suppliers(failed, size), self._suppliers(alone, size)
        ratio, step, month, slow = (
            part[k][rows] for part in (common.ratio, common.step, common.month, common.slow)
        )
        lost = self.scope.lost[self.end]
        losses = supply_losses(
            self.supply, Year(suppliers, month, ratio, step, slow), lost, common.price[k][rows]
        )
        self.enterprise.add(losses.reshape(size, -1))
        if self.holds:
            self.holder.add(self._holdings(failed, fall[rows], block.mixing[rows], common.own[k][rows]))
        self.failing += suppliers.sum(axis=0)
        self.by_others += (suppliers & ~first).sum(axis=0)
        self._limits(losses, suppliers, month)

    def _spread(self, alone: Mask, fall: Floats) -> Mask:
        """Let failures bring down others in the deal graph."""
        firms, scope = self.scope.firms, self.scope
        inside = firms.place >= 0
        start = np.zeros((len(alone), len(scope.network.names)), dtype=bool)
        start[:, firms.place[inside]] = alone[:, inside]
        left = 1 - fall
        recovery = 1 - scope.lost[self.end]
        if np.ptp(left) == 0:
            found = spread(scope.woven.web, start, left=float(left[0]), recovery=recovery).failed
        else:
            found = spread(scope.woven.web, start, left=left, recovery=recovery).failed
        failed = alone.copy()
        failed[:, inside] |= found[:, firms.place[inside]]
        return failed

    def _suppliers(self, failed: Mask, size: int) -> Mask:
        found = np.zeros((size, len(self.supply.priced)), dtype=bool)
        for firm, column in enumerate(self.scope.firms.supplier.tolist()):
            if column >= 0:
                found[:, column] |= failed[:, firm]
        return found

    def _holdings(self, failed: Mask, fall: Floats, mixing: Floats, own: Floats) -> Floats:
        """Losses of positions by cause, (b, 3 * P): the market's fall, moves of their own, failure."""
        positions = self.scope.holder.positions
        worth = self.scope.holder.worth[:, self.end]
        beta = np.array([p.beta for p in positions])
        volatility = np.array([p.volatility for p in positions])
        left = (1 - fall)[:, None] ** beta
        df = self.scope.settings.df
        scale = np.sqrt((df - 2) / df) if df > 2 else 1.0
        strays = volatility * scale * np.minimum(mixing, _WILDEST)[:, None]
        # Given the common shock, moves of its own neither gain nor lose on average.
        moved = left * np.exp(strays * own - strays**2 / 2)
        gone = np.zeros(moved.shape, dtype=bool)
        for k, position in enumerate(positions):
            if position.company in self.scope.firms.names:
                gone[:, k] = failed[:, self.scope.firms.names.index(position.company)]
        parts = np.stack([1 - left, left - moved, np.where(gone, moved, 0.0)], axis=1) * worth
        return parts.reshape(len(fall), -1)

    def _limits(self, losses: Floats, suppliers: Mask, month: Floats) -> None:
        limits = self.scope.limits
        price, benefit, saved, move, prepaid = (losses.reshape(len(losses), -1) @ self.causes).T
        if limits.spend is not None and limits.budget and limits.cap is not None:
            share = (limits.spend + price + saved + move) / limits.budget
            self.broken[0] += (share > limits.cap).sum()
        if limits.cash is not None and limits.outflow is not None and limits.floor is not None:
            outflow = limits.outflow + (price + benefit + saved) / MONTHS
            left = limits.cash - move - prepaid
            self.broken[1] += (left < limits.floor * np.maximum(outflow, 0.0)).sum()
        hit = suppliers & self.critical
        self.broken[2] += hit.any(axis=1).sum()
        row, column = np.nonzero(hit)
        first = np.full(len(losses), np.inf)
        np.minimum.at(first, row, month[row, column])
        self.stopped += np.array([(first <= quarter).sum() for quarter in QUARTERS])

    def outcome(self) -> Outcome:
        limits, n = self.scope.limits, self.draws
        assessed = np.array([
            limits.spend is not None and bool(limits.budget) and limits.cap is not None,
            None not in (limits.cash, limits.outflow, limits.floor),
            bool((self.scope.firms.supplier >= 0).any()),
        ])  # fmt: skip
        broken = np.where(assessed, self.broken / n, np.nan)
        return Outcome(
            self.enterprise.found(),
            self.holder.found() if self.holds else None,
            self.failing / n,
            self.by_others / n,
            broken,
            self.stopped / n,
        )


_WILDEST = 6.0
"""The common shock is cut here for moves of shares: beyond it a lognormal price means nothing."""


def infects(scope: Scope) -> bool:
    """Whether any failures bring down another firm that matters: none do if all together do not.

    Looked at once, at the deepest fall and the least recovery: fewer failures, a milder fall and a better
    recovery never bring down more.
    """
    firms = scope.firms
    inside = firms.place >= 0
    fails = inside & (np.maximum(firms.pd, firms.closed)[:, HIGH] > 0)
    if not fails.any():
        return False
    start = np.zeros((1, len(scope.network.names)), dtype=bool)
    start[0, firms.place[fails]] = True
    depths = [float(scope.record.depth[-1]), *(s.fall for s in scope.scenarios)]
    found = spread(scope.woven.web, start, left=1 - max(depths), recovery=1 - max(scope.lost)).failed
    return bool((found & ~start)[0, firms.place[inside]].any())
