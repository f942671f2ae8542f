"""Stress: 100,000 joint years of 30 firms, three channels and an enterprise of 200 initiatives.

    python benchmarks/stress.py [--years N] [--firms N] [--initiatives N] [--programs N] [--workers N]

Each year draws a market with fat tails, who of the firms fails, who is brought down by stakes and loans
after the market's fall has taken its part of every worth, which sales are lost, price steps of twelve
suppliers, and what all that costs an enterprise of 200 initiatives by cause and supplier; the tail and its
contributions are gathered block by block. Timed on one process and on two, whose digits must be the same.
The rival is one linear program of Eisenberg and Noe a year (HiGHS through SciPy), solved for a sample and
scaled; its payments must be those of the product. It solves one channel only, once; the product's time is
given for that alone, in years in which somebody fails, and for everything.
Limits: all years under 20 s on two cores; the linear programs take at least 50 times as long as clearing the
same years; working memory for all years at most 1.5 times that for a quarter of them.
"""

from __future__ import annotations

import argparse
import platform
import resource
import sys
import time
import tracemalloc
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import scipy
from scipy.optimize import linprog
from threadpoolctl import threadpool_limits

from specie.kernel.credit.factors import FactorModel, one_factor
from specie.kernel.credit.streams import CHUNK
from specie.kernel.network.clearing import clear
from specie.kernel.stress.enterprise import CAUSES, Supply, Year, supply_losses
from specie.kernel.stress.gather import Gathered, Gathering
from specie.kernel.stress.joint import beside_blocks, branch, joint_blocks
from specie.kernel.stress.market import Record, fall_in, record
from specie.kernel.stress.prices import Steps, price_ratio
from specie.kernel.stress.web import Web, spread, web

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT, FASTER, MEMORY = 20.0, 50.0, 1.5
SUPPLIERS, LEVEL, RECOVERY = 12, 0.99, 0.2
STEPS = Steps((1.17, 1.75, 2.0), (0.29, 0.63, 0.85), 22, 41, 14)


class World(NamedTuple):
    """Firms, what is between them, and the enterprise; the first twelve firms are its suppliers."""

    model: FactorModel
    pd: np.ndarray
    web: Web
    supply: Supply
    falls: Record


class Part(NamedTuple):
    """One block: losses (b, 5 * suppliers), and sums of what the firms lose by channel."""

    number: int
    losses: np.ndarray
    channels: np.ndarray
    further: int


def main() -> int:
    """Time all, print a table, and fail beyond the limits."""
    args = _arguments()
    print(
        f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}, SciPy "
        f"{scipy.__version__}; {args.years:,} years, {args.firms} firms, {args.initiatives} initiatives\n"
    )
    with threadpool_limits(1):
        return _run(args)


def _run(args: argparse.Namespace) -> int:
    world = make(args.firms, args.initiatives)
    one, serial = _timed(world, args.years, 1)
    two, pooled = _timed(world, args.years, args.workers)
    same = bool((serial.losses == pooled.losses).all() and (serial.part_es == pooled.part_es).all())
    print("| years | processes | s |\n|---|---|---|")
    print(f"| {args.years:,} | 1 | {one:.2f} |\n| {args.years:,} | {args.workers} | {two:.2f} |\n")
    print(f"expected loss {serial.mean:,.0f} (error {serial.mean_error:,.0f}), shortfall at {LEVEL:.0%} "
          f"{serial.tail.es:,.0f} (error {serial.tail.es_error:,.0f}); parts add up to "
          f"{serial.part_es.sum():,.0f}; same digits on {args.workers} processes: {same}")  # fmt: skip
    program, cleared, apart, years = _programs(world, args.programs)
    ratio = program / cleared
    print(
        f"\nlinear program {1e3 * program:.2f} ms a year, {program * args.years:.0f} s for all; clearing of "
        f"{years:,} years {1e6 * cleared:.0f} microseconds a year\nratio {ratio:.0f} (at least {FASTER:.0f});"
        " "
        f"of the programs to everything together on one process {program * args.years / one:.0f}; "
        f"largest difference {apart:.1e} of the largest debt"
    )
    peak, quarter = (_working_memory(world, n) for n in (8 * CHUNK, 2 * CHUNK))
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"working memory {peak / 1e6:.0f} MB for {8 * CHUNK:,} years, {peak / quarter:.2f} of that of "
        f"a quarter (at most {MEMORY}); peak of the process {resident:.0f} MB"
    )
    fine = two < LIMIT and ratio >= FASTER and apart < 1e-8 and peak / quarter <= MEMORY and same
    print("all limits kept" if fine else "LIMITS MISSED")
    return 0 if fine else 1


def make(firms: int, initiatives: int) -> World:
    """A few large and many small firms; work that hangs on one to three suppliers."""
    rng = np.random.default_rng(np.random.SeedSequence(6))
    stakes, lent, bought = (
        rng.pareto(1.2, (firms, firms)) * (rng.random((firms, firms)) < part) for part in (0.1, 0.1, 0.15)
    )
    for matrix in (stakes, lent, bought):
        np.fill_diagonal(matrix, 0.0)
    worth = stakes.sum(axis=0) * rng.uniform(1.2, 4, firms) + rng.uniform(1, 10, firms)
    slack = rng.uniform(0, 2, firms)
    between = web(
        stakes, lent, bought, worth, owed=1.5 * lent.sum(axis=0), revenue=2 * bought.sum(axis=0), slack=slack
    )
    m = min(SUPPLIERS, firms)
    stops = rng.random((initiatives, m)) < 1.5 / m
    weeks = rng.uniform(2, 26, (initiatives, m))
    spend = rng.lognormal(10, 1, (initiatives, m)) * (rng.random((initiatives, m)) < 2 / m)
    supply = Supply(
        spend.sum(axis=0), rng.choice([0.0, 0.05, np.inf], m), rng.uniform(0, 18, m),
        rng.lognormal(12, 1, initiatives), stops, np.stack([weeks, 1.5 * weeks], axis=2), spend,
        rng.lognormal(11, 1, m), rng.lognormal(10, 1, m), rng.random(initiatives) < 0.2,
    )  # fmt: skip
    falls = record([0.189, 0.254, 0.335, 0.339, 0.482, 0.4915, 0.5447, 0.5678, 0.8619], 97.0)
    return World(one_factor(0.24, firms, 4.0), rng.uniform(0.002, 0.08, firms), between, supply, falls)


def blocks(world: World, years: int, worker: int = 0, workers: int = 1) -> Iterator[Part]:
    """Every so many blocks; draws of the others are passed over."""
    seed, m = np.random.SeedSequence(1), len(world.supply.priced)
    drawn = zip(
        joint_blocks(world.model, years, branch(seed, 0)), beside_blocks(m, years, branch(seed, 1), 0.24),
        strict=True,
    )  # fmt: skip
    for number, (block, beside) in enumerate(drawn):
        if number % workers != worker:
            continue
        fall = fall_in(world.falls, block.market, 4.0)
        first = block.failed(world.pd)
        found = spread(world.web, first, left=1 - fall, recovery=RECOVERY)
        year = Year(
            found.failed[:, :m],
            beside.month * 12,
            price_ratio(STEPS, beside.dear),
            beside.step * 12,
            beside.slow,
        )
        losses = supply_losses(world.supply, year, 0.8)
        channels = np.stack([found.stakes.sum(0), found.loans.sum(0), found.sales.sum(0)])
        yield Part(number, losses.reshape(len(fall), -1), channels, int((found.failed & ~first).sum()))


def _work(task: tuple[World, int, int, int]) -> list[Part]:
    with threadpool_limits(1):
        return list(blocks(*task))


def gathered(world: World, years: int, workers: int) -> Gathered:
    """Gather all years on one process, or on several by block."""
    gathering = Gathering(years, LEVEL)
    if workers == 1:
        for part in blocks(world, years):
            gathering.add(part.losses)
        return gathering.found()
    tasks = [(world, years, k, workers) for k in range(workers)]
    with ProcessPoolExecutor(workers) as pool:
        found = [part for parts in pool.map(_work, tasks) for part in parts]
    for part in sorted(found, key=lambda p: p.number):
        gathering.add(part.losses)
    return gathering.found()


def _timed(world: World, years: int, workers: int) -> tuple[float, Gathered]:
    start = time.perf_counter()
    found = gathered(world, years, workers)
    return time.perf_counter() - start, found


def _programs(world: World, sample: int) -> tuple[float, float, float, int]:
    """Seconds a program and a clearing take a year, their largest difference, and years cleared."""
    block = next(joint_blocks(world.model, CHUNK, branch(np.random.SeedSequence(1), 0)))
    of, owed = world.web, world.web.loans.total
    failed, fall = block.failed(world.pd), fall_in(world.falls, block.market, 4.0)
    means = np.maximum(of.means - fall[:, None] * of.worth, 0.0)
    means = np.where(failed, np.maximum(RECOVERY * owed - of.loans.claims, 0.0), means)
    means = means[failed.any(axis=1)]
    start = time.thread_time()
    paid = clear(of.loans, means).paid
    cleared = (time.thread_time() - start) / len(means)
    matrix = np.eye(len(owed)) - of.loans.share[0].T
    bounds = np.column_stack([np.zeros(len(owed)), owed])
    chosen = range(min(sample, len(means)))
    start = time.thread_time()
    solved = [linprog(-np.ones(len(owed)), matrix, means[k], bounds=bounds, method="highs").x for k in chosen]
    seconds = (time.thread_time() - start) / len(chosen)
    apart = float(np.abs(np.array(solved) - paid[: len(chosen)]).max() / owed.max())
    return seconds, cleared, apart, len(means)


def _working_memory(world: World, years: int) -> float:
    """Peak of memory beyond what is handed back."""
    tracemalloc.start()
    found = gathered(world, years, 1)
    now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.part_es.size == len(CAUSES) * len(world.supply.priced)
    return float(peak - now)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--years", type=int, default=100_000, help="joint years")
    parser.add_argument("--firms", type=int, default=30, help="firms among one another")
    parser.add_argument("--initiatives", type=int, default=200, help="initiatives of the enterprise")
    parser.add_argument("--programs", type=int, default=300, help="years also solved by linear programs")
    parser.add_argument("--workers", type=int, default=2, help="processes of the second run")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
