"""Contagion: 100,000 joint scenarios over 30 firms, beside one linear program a scenario.

    python benchmarks/contagion.py [--scenarios N] [--firms N] [--programs N] [--repeat N]

A network with a few large and many small firms, a market factor with fat tails and shocks of each firm; about
three scenarios in four have a default. Timed are clearing (Eisenberg and Noe), the same with costs of default
(Rogers and Veraart) and with debts between firms junior to those outside, cross-holdings with failures, lost
revenue, and DebtRank. The rival is the textbook linear program of Eisenberg and Noe, solved by HiGHS through
SciPy for some of the scenarios; its payments must be those of the product. Times are of one thread.
Limits: the linear program takes at least 50 times as long as clearing, clearing takes under 5 s, and its
working memory does not grow with the number of scenarios.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import scipy
from scipy.optimize import linprog
from threadpoolctl import threadpool_limits

from specie.kernel.network.clearing import clear
from specie.kernel.network.cross_holdings import cascade, holdings
from specie.kernel.network.debtrank import debtrank
from specie.kernel.network.debts import debts, ranked
from specie.kernel.network.lost_revenue import lost_revenue, trade

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.kernel.network.debts import Debts

FASTER, LIMIT = 50.0, 5.0
MEMORY = 1.5
"""Working memory of all scenarios may exceed that of a quarter of them by this factor at most."""


class Market(NamedTuple):
    """Amounts between firms, outside them, and assets by scenario."""

    between: np.ndarray
    outside: np.ndarray
    assets: np.ndarray
    fall: np.ndarray


def main() -> int:
    """Time all, print a table, and fail beyond the limits."""
    args = _arguments()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}, "
        f"SciPy {scipy.__version__}; {args.scenarios:,} scenarios, {args.firms} firms\n"
    )
    with threadpool_limits(1):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    market = draw(args.scenarios, args.firms, np.random.default_rng(np.random.SeedSequence(6)))
    owed = debts(market.between, market.outside)
    print("| channel | scenarios with a failure | most waves | s |\n|---|---|---|---|")
    cleared = 0.0
    for name, task in _tasks(market, owed).items():
        seconds, wave = _best(task, args.repeat)
        cleared = cleared or seconds
        print(f"| {name} | {wave.any(axis=1).mean():.1%} | {wave.max()} | {seconds:.2f} |")
    program, apart = _programs(owed, market.assets[: args.programs])
    ratio = program * args.scenarios / cleared
    print(f"\nlinear program: {1e3 * program:.2f} ms a scenario, {program * args.scenarios:.0f} s for all")
    print(f"ratio: {ratio:.0f} (at least {FASTER:.0f}); largest difference {apart:.1e} of the largest debt")
    peak = _working_memory(owed, market.assets)
    growth = peak / _working_memory(owed, market.assets[::4])
    print(f"working memory {peak / 1e6:.0f} MB, {growth:.2f} of that of a quarter (at most {MEMORY})")
    fine = ratio >= FASTER and cleared < LIMIT and apart < 1e-8 and growth <= MEMORY
    print(
        f"clearing: {cleared:.2f} s (limit {LIMIT:.0f} s)\n{'all limits kept' if fine else 'LIMITS MISSED'}"
    )
    return 0 if fine else 1


def draw(scenarios: int, firms: int, rng: np.random.Generator) -> Market:
    """Debts with heavy tails between a quarter of all pairs; equity of 15 % of debts before the shocks."""
    between = rng.pareto(1.2, (firms, firms)) * (rng.random((firms, firms)) < 0.25)
    np.fill_diagonal(between, 0.0)
    outside = between.sum(axis=1) * rng.uniform(0.5, 3, firms) + 1
    owed = debts(between, outside)
    before = np.maximum(owed.total - owed.claims, 0) + 0.15 * owed.total
    common = np.minimum(np.exp(0.35 * rng.standard_t(4, scenarios)), 3)[:, None]
    fall = np.minimum(common * np.exp(0.25 * rng.standard_normal((scenarios, firms))), 1e3)
    return Market(between, outside, before * fall, fall)


def _tasks(market: Market, owed: Debts) -> dict[str, Callable[[], np.ndarray]]:
    """Channels by name; each returns the waves of failures (S, n)."""
    assets = market.assets
    junior = ranked(market.between, market.outside, "junior")
    shares = holdings(0.6 * market.between / np.maximum(market.between.sum(axis=0), 1))
    worth = shares.market(assets.mean(axis=0))[0]
    made = trade(market.between, market.outside + market.between.sum(axis=1), 0.7 * market.outside)
    loss = np.clip(1 - market.fall, 0, 1) * made.outside
    equity = np.maximum(0.3 * owed.total, 1.0)
    return {
        "clearing": lambda: clear(owed, assets).wave,
        "clearing, default costs 40 % and 30 %": lambda: clear(owed, assets, alpha=0.6, beta=0.7).wave,
        "clearing, debts between firms junior": lambda: clear(junior, assets).wave,
        "cross-holdings": lambda: cascade(shares, assets, 0.5 * worth, 0.3 * worth).wave,
        "lost revenue": lambda: lost_revenue(made, loss).wave,
        "DebtRank": lambda: np.asarray(
            debtrank(market.between.T, equity, np.clip(1 - market.fall, 0, 1)).lost >= 1, dtype=np.int16
        ),
    }


def _programs(owed: Debts, assets: np.ndarray) -> tuple[float, float]:
    """Seconds a linear program takes, and the largest difference of its payments."""
    firms = len(owed.total)
    matrix, bounds = np.eye(firms) - owed.share[0].T, np.column_stack([np.zeros(firms), owed.total])
    paid = clear(owed, assets).paid
    start = time.thread_time()
    solved = [linprog(-np.ones(firms), matrix, have, bounds=bounds, method="highs").x for have in assets]
    seconds = (time.thread_time() - start) / len(assets)
    apart = float(np.abs(np.array(solved) - paid).max() / owed.total.max())
    return seconds, apart


def _working_memory(owed: Debts, assets: np.ndarray) -> float:
    """Peak of memory beyond what is handed back."""
    tracemalloc.start()
    found = clear(owed, assets)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.paid.shape == assets.shape
    return float(peak - now)


def _best(task: Callable[[], np.ndarray], repeat: int) -> tuple[float, np.ndarray]:
    times, answer = [], np.zeros((1, 1))
    for _ in range(repeat):
        start = time.thread_time()
        answer = task()
        times.append(time.thread_time() - start)
    return min(times), answer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--scenarios", type=int, default=100_000, help="joint scenarios")
    parser.add_argument("--firms", type=int, default=30, help="firms in the network")
    parser.add_argument("--programs", type=int, default=500, help="scenarios also solved by linear programs")
    parser.add_argument("--repeat", type=int, default=2, help="runs of which the fastest counts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
