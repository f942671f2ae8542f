"""Let each firm fail in turn, channel by channel and view by view."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

import numpy as np

from specie.companies.network.channels import ABSORBED, PASSED_ON, weave
from specie.companies.network.edge import CHANNELS, DEBT, EQUITY, SALES, VIEWS
from specie.kernel.network.debtrank import debtrank, debtrank_once
from specie.kernel.stress.web import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from specie.companies.network.channels import Woven
    from specie.companies.network.edge import View
    from specie.companies.network.graph import Network
    from specie.facts import Facts
    from specie.kernel.network.debtrank import Distress
    from specie.kernel.network.debts import Rank
    from specie.kernel.stress.web import Spread

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]

ENDS = ("low", "stated", "high")
LOSS_GIVEN_DEFAULT = "ins-lgd-neocloud"
"""Row of facts/shocks.csv: what unsecured lenders of one operator would lose by its rating agency."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How loans are cleared; ``lost`` is the part lost on a failed firm's debts: low, typical, high."""

    rank: Rank
    cost: float
    lost: tuple[float, float, float]


@dataclass(frozen=True, slots=True, eq=False)
class Channel:
    """Losses through one channel under one view: failing firm by row, losing firm by column, (n, n)."""

    low: Floats
    stated: Floats
    high: Floats
    open: Mask
    """A deal on the direct way states only a floor."""
    failed: Mask
    """Who else fails, at the figures as stated."""
    outside: Floats
    """Part of each firm held outside the graph at each end, (3, n): there its loss is counted once."""

    def total(self, failing: int, end: str) -> float:
        """What others lose together: by stakes what owners outside lose, each loss once."""
        return float((getattr(self, end)[failing] * self.outside[ENDS.index(end)]).sum())


@dataclass(frozen=True, slots=True, eq=False)
class Losses:
    """Everything under one view."""

    view: View
    by: Mapping[str, Channel]
    woven: Woven
    """All channels at the figures as stated."""
    joint: Mask
    """Who fails with each firm when all channels work together, (n, n)."""
    distress: Distress | None
    """DebtRank; None where nobody's worth is known."""


def read_settings(facts: Facts, params: Mapping[str, object]) -> Settings:
    """Read what the user set, and the loss of lenders from the shipped facts."""
    fact = facts.one("shocks", LOSS_GIVEN_DEFAULT)
    ends = [None if fact is None else fact.number(name) for name in ("low", "typical", "high")]
    low, typical, high = (1.0 if value is None else value for value in ends)
    rank = str(params.get("rank", "pari passu"))
    rank = rank if rank in ("pari passu", "junior", "senior") else "pari passu"
    cost = min(max(float(cast("float", params.get("default_cost", 0.0))), 0.0), 1.0)
    return Settings(rank, cost, (low, typical, high))


def all_losses(of: Network, settings: Settings) -> tuple[Losses, ...]:
    """Let each firm fail in turn under every view."""
    return tuple(_under(of, view, settings) for view in VIEWS)


def _under(of: Network, view: View, settings: Settings) -> Losses:
    each = np.eye(len(of.names), dtype=bool)
    woven = weave(of, view, rank=settings.rank)
    joint = spread(woven.web, each, recovery=1 - settings.lost[1], cost=settings.cost)
    by = {channel: _channel(of, view, channel, settings) for channel in CHANNELS}
    return Losses(view, by, woven, joint.failed & ~each, _distress(woven))


def _channel(of: Network, view: View, channel: str, settings: Settings) -> Channel:
    found = [_end(of, view, channel, settings, end) for end in range(len(ENDS))]
    made = [_lost(spread_, channel) for spread_, _ in found]
    owned = np.stack([woven.web.parts.sum(axis=0) for _, woven in found])
    outside = np.maximum(1 - owned, 0.0) if channel == EQUITY else np.ones_like(owned)
    middle = np.clip(made[1], made[0], made[2])
    brought = found[1][0].failed & ~np.eye(len(of.names), dtype=bool)
    return Channel(made[0], middle, made[2], of.open(view, channel).T, brought, outside)


def _end(of: Network, view: View, channel: str, settings: Settings, end: int) -> tuple[Spread, Woven]:
    """One channel alone at one end; sales are handed on at the high end only."""
    handed = PASSED_ON if end == len(ENDS) - 1 else ABSORBED
    woven = weave(of, view, ENDS[end], sales=handed, rank=settings.rank, channels=(channel,))
    each = np.eye(len(of.names), dtype=bool)
    return spread(woven.web, each, recovery=1 - settings.lost[end], cost=settings.cost), woven


def _lost(of: Spread, channel: str) -> Floats:
    lost = {EQUITY: of.stakes, DEBT: of.loans, SALES: of.sales}[channel].copy()
    np.fill_diagonal(lost, 0.0)
    # Cents of rounding are no loss.
    return np.where(lost < 0.5, 0.0, lost)


def _distress(woven: Woven) -> Distress | None:
    """DebtRank of each firm over stakes and loans; firms whose worth is not known hold nothing here."""
    claims, equity, _ = claims_and_worth(woven)
    return debtrank(claims, equity, np.eye(len(equity))) if claims.any() else None


def first_distress(woven: Woven) -> Distress | None:
    """DebtRank in its first form, which stops after one round, for comparison."""
    claims, equity, _ = claims_and_worth(woven)
    return debtrank_once(claims, equity, np.eye(len(equity))) if claims.any() else None


def claims_and_worth(woven: Woven) -> tuple[Floats, Floats, Mask]:
    """Stakes and loans (n, n), worth (n,), and whose worth is known; the others count next to nothing."""
    worth = woven.web.worth
    known = np.isfinite(worth) & (worth > 0)
    claims = np.where(known[:, None], woven.web.stakes + woven.web.lent, 0.0)
    return claims, np.where(known, worth, 1e-6), known
