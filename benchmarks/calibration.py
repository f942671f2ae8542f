"""Does a verdict err at the rate it promises? Simulated panels, the product's own choice of test, its rivals.

    python benchmarks/calibration.py [--runs N] [--library-runs N] [--peeks N] [--portfolios N] [--dips N]
                                     [--treated N ...] [--noise R ...] [--jobs N] [--seed N]

Prints Markdown tables with Monte Carlo standard errors (``4.8 ± 0.3`` is 4.8 %, give or take 0.3), and fails
where a promise is missed by more than three of them. Seeded: the same arguments give the same tables.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import calibration_dips as dips
import calibration_peeking as peeking
import calibration_portfolio as portfolio
import numpy as np
from calibration_panels import BREAK_EVEN, UNITS, WEEKS, World
from calibration_tally import FORMULA, PRODUCT, Call, Rate, Score, run, score
from joblib import Parallel, delayed, parallel_config
from numpy.random import SeedSequence

SIZES, RHOS = (1, 2, 4, 8, 16), (0.0, 0.4, 0.8)
SLACK = 3.0
"""Monte Carlo standard errors by which a rate may miss its promise before that counts as a fault."""


def main() -> int:
    """Simulate, print, and fail where a promise is missed."""
    args = _arguments()
    started = time.perf_counter()
    faults: list[str] = []
    with parallel_config("loky", inner_max_num_threads=1), Parallel(n_jobs=args.jobs) as workers:
        if args.runs:
            faults += list(_verdicts(workers, args))
        if args.dips:
            faults += list(_dips(workers, args))
        if args.peeks:
            faults += list(_peeks(workers, args))
        if args.portfolios:
            faults += list(_portfolios(workers, args))
    print(f"\n{time.perf_counter() - started:.0f} s, {args.jobs} processes, seed {args.seed}")
    for fault in faults:
        print(f"MISSED: {fault}", file=sys.stderr)
    return 1 if faults else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=1_000, help="panels of each kind")
    parser.add_argument("--library-runs", type=int, default=200, help="of them also judged by the library")
    parser.add_argument("--peeks", type=int, default=400, help="panels that are read every week")
    parser.add_argument("--portfolios", type=int, default=200, help="portfolios of 40 initiatives")
    parser.add_argument("--dips", type=int, default=1_000, help="panels in which something else happens")
    parser.add_argument(
        "--treated", type=int, nargs="+", default=SIZES, help="only rows with so many treated"
    )
    parser.add_argument("--noise", type=float, nargs="+", default=RHOS, help="only rows with this noise")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=20_260_930)
    return parser.parse_args()


def _worlds() -> list[World]:
    once = [World(size, False, rho) for size in SIZES for rho in RHOS]
    waves = [World(size, True, rho) for size in SIZES if size >= 4 for rho in RHOS]
    lots = [
        World(size, staggered, rho, "randomised")
        for staggered in (True, False)
        for size in (8, 16)
        for rho in RHOS
    ]
    return once + waves + lots


def _seeds(args: argparse.Namespace, number: int, runs: int) -> list[SeedSequence]:
    """One seed for each run of a task, whatever runs before it and on however many processes."""
    return [SeedSequence(args.seed, spawn_key=(number, k)) for k in range(runs)]


def _batched(workers: Parallel, task: Callable[..., Any], calls: list[tuple[Any, ...]]) -> list[Any]:
    size = max(1, len(calls) // 16)
    parts = [calls[at : at + size] for at in range(0, len(calls), size)]
    done = workers(delayed(_each)(task, part) for part in parts)
    return [one for part in done or [] for one in part]


def _each(task: Callable[..., Any], part: list[tuple[Any, ...]]) -> list[Any]:
    return [task(*call) for call in part]


def _judge(world: World, seed: SeedSequence, library: bool) -> list[Call]:
    return run(world, seed, library=library)


def _verdicts(workers: Parallel, args: argparse.Namespace) -> Iterator[str]:
    """Simulate and print verdicts; yield what was missed."""
    print(
        f"## Verdicts\n\n{args.runs} panels of {UNITS} teams x {WEEKS} weeks in each row; rates in percent.\n"
    )
    found: list[tuple[World, list[Call]]] = []
    for number, world in enumerate(_worlds()):
        if world.treated not in args.treated or world.rho not in args.noise:
            continue
        seeds = _seeds(args, number, args.runs)
        calls = [(world, seed, k < args.library_runs) for k, seed in enumerate(seeds)]
        found.append((world, [one for each in _batched(workers, _judge, calls) for one in each]))
    _print_product(found)
    _print_rivals(found)
    for world, calls in found:
        yield from _missed(world, score(calls, PRODUCT))


def _print_product(found: list[tuple[World, list[Call]]]) -> None:
    print(
        "| treated of 24 | noise AR(1) | no effect: called one | at break-even: decided | "
        "no effect: said to pay | 95 % interval covers | twice break-even: said to pay | width |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for world, calls in found:
        own = score(calls, PRODUCT)
        name = world.name + (", by lot" if world.assigned == "randomised" else "")
        print(
            f"| {name} | {world.rho} | {own.false_effect} | {own.wrong_at_break_even} | {own.false_pays} | "
            f"{own.coverage} | {own.decided} | {own.width:.2f} |"
        )


def _print_rivals(found: list[tuple[World, list[Call]]]) -> None:
    """Error rates of what a user would pick instead, in the same panels."""
    names = list(dict.fromkeys(one.who for _, calls in found for one in calls))
    print("\n### No effect at all: how often each calls one\n")
    print("| treated of 24 | noise AR(1) | " + " | ".join(names) + " |\n" + "|---" * (len(names) + 2) + "|")
    for world, calls in found:
        if world.assigned != "randomised":
            rates = [score(calls, name).false_effect for name in names]
            print(f"| {world.name} | {world.rho} | " + " | ".join(map(str, rates)) + " |")
    print(f"\n`{FORMULA}` reads no outcome: it says the same whatever happened.")


def _missed(world: World, own: Score) -> Iterator[str]:
    """Name promises that a row misses beyond Monte Carlo error."""
    label = f"{world.name}, AR {world.rho}, {world.assigned}"
    for name, wrong in (
        ("no effect called one", own.false_effect),
        ("decided at break-even", own.wrong_at_break_even),
        ("no effect said to pay", own.false_pays),
    ):
        if _above(wrong, 0.05):
            yield f"{label}: {name} {wrong} %, at most 5"
    if own.coverage.value < 0.93 - SLACK * own.coverage.error:
        yield f"{label}: coverage {own.coverage} %, at least 93"
    if own.coverage.value > 0.97 + SLACK * own.coverage.error:
        yield f"{label}: coverage {own.coverage} %, at most 97"
    if world.treated >= 8 and own.decided.value < 0.80 - SLACK * own.decided.error:
        yield f"{label}: {own.decided} % of initiatives at twice break-even decided, at least 80"


def _above(found: Rate, limit: float) -> bool:
    return found.value > limit + SLACK * found.error


def _peeks(workers: Parallel, args: argparse.Namespace) -> Iterator[str]:
    print("\n## Reading every week\n")
    print(
        f"No effect, {peeking.LOOKS.size} weekly looks, {args.peeks} panels in each "
        "row: how often any week was decisive.\n"
    )
    print("| treated of 24 | noise AR(1) | " + " | ".join(peeking.WAYS) + " |\n|---|---|---|---|---|")
    worlds = [World(size, size > 4, rho) for size in (4, 8, 16) for rho in RHOS]
    for number, world in enumerate(worlds):
        calls = [(world, seed) for seed in _seeds(args, 1_000 + number, args.peeks)]
        found = peeking.rates(_batched(workers, peeking.run, calls))
        print(f"| {world.name} | {world.rho} | " + " | ".join(map(str, found.values())) + " |")
        if _above(found[peeking.WAYS[0]], 0.05):
            yield f"peeking, {world.name}, AR {world.rho}: {found[peeking.WAYS[0]]} %, at most 5"
    yield from _delays(workers, args)


def _delays(workers: Parallel, args: argparse.Namespace) -> Iterator[str]:
    world, runs = World(8, True, 0.4), max(args.peeks // 4, 1)
    calls = [(world, seed, BREAK_EVEN) for seed in _seeds(args, 2_000, runs)]
    found = _batched(workers, peeking.found_by, calls)
    first = np.array([one[0] for one in found])
    covers = Rate(sum(one[1] for one in found), len(found))
    seen = first[first >= 0]
    median = int(np.median(seen)) + 1 if seen.size else "-"
    print(f"\nAn effect of one break-even, {world.name}, AR {world.rho}, {runs} panels:")
    print(f"found in {100 * len(seen) / runs:.0f} %, the median one at look {median};")
    print(f"all intervals of the sequence hold the truth in {covers} %.")
    if covers.value < 0.95 - SLACK * covers.error:
        yield f"peeking: all intervals cover in {covers} %, at least 95"


def _dips(workers: Parallel, args: argparse.Namespace) -> Iterator[str]:
    """Compare ways to weigh the weeks before the start where something else happens in them."""
    print(
        f"\n## What happens before the start\n\n{args.dips} panels in each row, 8 of {UNITS} in four waves.\n"
    )
    heads = [f"{name}: {what}" for what in ("no effect called one", "twice pays") for name in dips.WAYS]
    print("| what happens | noise | " + " | ".join(heads) + " |\n" + "|---" * (len(heads) + 2) + "|")
    for number, at in enumerate(dips.SITUATIONS):
        calls = [(number, seed) for seed in _seeds(args, 4_000 + number, args.dips)]
        found = dips.rates(_batched(workers, dips.run, calls))
        wrong = [str(one[0]) if at.lots or name != dips.BY_LOT else "-" for name, one in found.items()]
        right = [str(one[1]) if at.lots and not at.dip else "-" for one in found.values()]
        print(f"| {at.name} | {at.noise} | " + " | ".join(wrong + right) + " |")
        if at.lots and not at.dip and any(_above(one[0], 0.05) for one in found.values()):
            yield f"{at.name}, {at.noise}: {', '.join(wrong)} %, at most 5"


def _portfolios(workers: Parallel, args: argparse.Namespace) -> Iterator[str]:
    calls = [(seed,) for seed in _seeds(args, 3_000, args.portfolios)]
    found = portfolio.summary(_batched(workers, portfolio.run, calls))
    discovery = f"{100 * found.discovery:.1f} ± {100 * found.discovery_error:.1f}"
    print("\n## Portfolios\n")
    print(
        f"{args.portfolios} portfolios of {portfolio.SIZE} initiatives, two fifths of which "
        "pay; 2 to 16 treated teams each, AR(1) 0 to 0.8.\n\n| what | measured | promised |\n|---|---|---|\n"
        f"| false among those declared to pay (rate 10 %) | {discovery} % | at most 10 % |\n"
        f"| interval of the paying share holds the truth | {found.share} % | at least 95 % |\n"
        f"| false among those declared one by one | {100 * found.alone:.1f} % | - |\n"
        f"| mean width of that interval | {100 * found.share_width:.0f} points | - |\n"
        f"| sum over those with a measured net above zero, over the truth | {found.raw_ratio:.2f} | - |\n"
        f"| the same shrunken | {found.shrunken_ratio:.3f} ± {found.ratio_error:.3f} | 0.90 to 1.10 |\n"
        f"| intervals of shrunken effects cover on average | {100 * found.coverage:.1f} % | 95 % |"
    )
    if found.discovery > 0.10 + SLACK * found.discovery_error:
        yield f"false discoveries {discovery} %, at most 10"
    if found.share.value < 0.95 - SLACK * found.share.error:
        yield f"paying share covered in {found.share} %, at least 95"
    if abs(found.shrunken_ratio - 1) > 0.10 + SLACK * found.ratio_error:
        yield f"shrunken sum {found.shrunken_ratio:.3f} of the truth, within 10 %"


if __name__ == "__main__":
    sys.exit(main())
