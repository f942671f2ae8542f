"""Fair value of a 12-class cap table: time of the closed form, beside a simulation of the same accuracy.

    python benchmarks/terms.py [--paths N] [--repeat N]

Twelve classes: ten rounds of preferred shares with mixed multiples, ranks, participation, ratchets and
vetoes, granted options and common shares. The product finds the value of the firm at which the newest round
is worth its price and values every class there; the same with cumulative dividends, whose exit times are
integrated numerically. The rival is the published way: draw exits once, bisect on them. Its error in the
value of the firm falls with the root of the number of exits, so the time it would take to be as accurate as
one thousandth of the firm follows from one measured run. Times are of the processor. Limit: 100 ms for the
closed form, with and without dividends.
"""

from __future__ import annotations

import argparse
import platform
import sys
import time
from typing import TYPE_CHECKING

import numpy as np

from specie.kernel.terms.break_even import break_even
from specie.kernel.terms.contingent_claim import valuation
from specie.kernel.terms.exit_payoff import exit_payoff
from specie.kernel.terms.exit_value import AtExponentialTime
from specie.kernel.terms.ipo_chance import published_chance
from specie.kernel.terms.share_classes import NO_DIVIDENDS, dividends, share_classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.kernel.terms.share_classes import Dividends, ShareClasses

LIMIT = 0.100
ACCURACY = 1e-3
NEWEST, HEADLINE = 9, 2400.0
EXIT = AtExponentialTime(0.9, 0.025, 4.0)
CHANCE = published_chance(unit=1e6)


def main() -> int:
    """Time all, print a table, and fail beyond the limit."""
    args = _arguments()
    print(f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}\n")
    plain, growing = twelve(), twelve(dividends([0.08] * 10 + [0.0, 0.0]))
    seconds, firm = _best(lambda: _closed(plain), args.repeat)
    dividend_seconds, _ = _best(lambda: _closed(growing), args.repeat)
    drawn_seconds, drawn = _best(lambda: _drawn(plain, args.paths, 1), 1)
    spread = np.std([_drawn(plain, args.paths, seed) for seed in range(1, 9)], ddof=1)
    needed = args.paths * (spread / (ACCURACY * firm)) ** 2
    print("| method | exits | value of the firm ($m) | error ($m) | ms |\n|---|---|---|---|---|")
    print(f"| closed form | - | {firm:.4f} | - | {1e3 * seconds:.1f} |")
    print(f"| closed form, cumulative dividends | - | - | - | {1e3 * dividend_seconds:.1f} |")
    print(f"| simulation | {args.paths:,} | {drawn:.1f} | {spread:.1f} | {1e3 * drawn_seconds:.0f} |")
    scaled = drawn_seconds * needed / args.paths
    goal = f"simulation to {ACCURACY:g} of the firm"
    print(f"| {goal} | {needed:.2g} | - | {ACCURACY * firm:.1f} | {1e3 * scaled:.2g} |")
    print(f"\nat the same accuracy the simulation takes {scaled / seconds:.2g} times as long")
    print(f"limit for specie: {1e3 * LIMIT:.0f} ms, measured {1e3 * max(seconds, dividend_seconds):.1f} ms")
    return 0 if max(seconds, dividend_seconds) < LIMIT else 1


def twelve(claims: Dividends = NO_DIVIDENDS) -> ShareClasses:
    """Ten rounds, options and common shares, in millions."""
    shares = [20, 24, 18, 15, 12, 14, 10, 9, 11, 12]
    prices = [0.2, 0.5, 1.1, 2.0, 3.2, 4.0, 5.5, 7.0, 8.5, 10.0]
    return share_classes(
        [*shares, 15, 80],
        [*(s * p for s, p in zip(shares, prices, strict=True)), 0, 0],
        [1, 1, 1, 1, 1.5, 1, 1, 2, 1, 1.25, 0, 0],
        rank=[5, 5, 4, 4, 3, 3, 2, 2, 1, 1, 9, 9],
        participating=[True, False, False, True, False, False, True, False, False, False, False, False],
        cap=[2, np.inf, np.inf, 3, np.inf, np.inf, np.inf, np.inf, np.inf, np.inf, np.inf, np.inf],
        ratchet=[0, 0, 0, 0, 0, 0, 0, 1, 0, 1.2, 0, 0],
        must_convert=[0, 0, 0, 0, 0, 500, 0, 0, 1500, 0, 0, 0],
        strike=[0] * 10 + [1.5, 0],
        dividends=claims,
    )


def _closed(classes: ShareClasses) -> float:
    found = break_even(valuation(classes, CHANCE, EXIT), NEWEST, float(classes.paid[NEWEST]), HEADLINE)
    assert found is not None
    return found.firm


def _drawn(classes: ShareClasses, paths: int, seed: int) -> float:
    """Draw exits once, scaled to the right mean as the published codes do, and bisect on them."""
    time_, growth = EXIT.draw(np.random.default_rng(seed), paths)
    discount = np.exp(-EXIT.rate * time_)
    growth = growth / np.mean(growth * discount)
    payoff, price = exit_payoff(classes), float(classes.paid[NEWEST])
    low, high = 1.0, 2 * HEADLINE
    for _ in range(30):
        middle = (low + high) / 2
        sold, tried = payoff(middle * growth)
        likely = CHANCE(middle * growth)
        value = np.mean(discount * ((1 - likely) * sold[:, NEWEST] + likely * tried[:, NEWEST]))
        low, high = (middle, high) if value < price else (low, middle)
    return (low + high) / 2


def _best(task: Callable[[], float], repeat: int) -> tuple[float, float]:
    times, answer = [], 0.0
    for _ in range(repeat):
        start = time.process_time()
        answer = task()
        times.append(time.process_time() - start)
    return min(times), answer


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--paths", type=int, default=100_000, help="exits of the simulation")
    parser.add_argument("--repeat", type=int, default=20, help="runs of which the fastest counts")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
