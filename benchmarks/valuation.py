"""What a valuation costs: 10,000 draws of ten years with all drivers, the surface, all companies; a peer.

    python benchmarks/valuation.py [--runs N] [--peer]

Limits: 10,000 paths under 50 ms, draws included; every shipped company there are facts for under 5 s. With
``--peer`` FinanceToolkit (MIT) is put into a temporary environment of its own and its Monte Carlo of value is
timed in the same run: three rates, normal and independent, on constant growth of one base cash flow, in the
place of our sixteen drivers.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic.need import need_of
from specie.analyses.worth.intrinsic.run import run
from specie.book import open_book
from specie.companies.comparable import chains, comparables
from specie.companies.ledger import read_ledger
from specie.companies.outlook.case import Case, make_case, sources
from specie.companies.outlook.own import own_assumptions
from specie.companies.outlook.simulate import PATHS, simulate
from specie.facts import open_facts
from specie.model import Inputs

if TYPE_CHECKING:
    from collections.abc import Callable

    from specie.book import Book
    from specie.companies.outlook.case import Sources

PATH_LIMIT, FIELD_LIMIT = 0.050, 5.0
PEER = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
from financetoolkit.models.intrinsic_model import get_monte_carlo_intrinsic_value as value
import financetoolkit, importlib.metadata
def once(seed, flow):
    start = time.perf_counter()
    rates = (0.3, 0.1, 0.03, 0.005, 0.1, 0.01)
    drawn = value(flow, *rates, 61e9, 0.0, 1e9, periods=10, simulations=10000, seed=seed)
    return time.perf_counter() - start, drawn
times = [once(seed, 5e9)[0] for seed in range(int(sys.argv[1]))]
loss = once(0, -17e9)[1]
print(json.dumps({"version": importlib.metadata.version("financetoolkit"), "times": times,
                  "loss": sorted(float(x) for x in loss)[5000]}))
"""


def book_of(folder: Path, companies: list[str]) -> Book:
    """A book that points to companies and holds nothing else."""
    (folder / "specie.toml").write_text(
        '[book]\nname = "All"\ncurrency = "USD"\nas_of = 2026-11-22\n', "utf-8"
    )
    (folder / "initiatives.csv").write_text("initiative_id,name\nA,One\n", "utf-8")
    rows = "".join(f"v{i},{company},{company}\n" for i, company in enumerate(companies))
    (folder / "vendors.csv").write_text("vendor_id,company_id,name\n" + rows, "utf-8")
    return open_book(folder)


def timed(action: Callable[[int], object], runs: int) -> list[float]:
    """Seconds of each run after one that warms the caches; the action gets the number of the run."""
    action(-1)
    taken = []
    for number in range(runs):
        start = time.perf_counter()
        action(number)
        taken.append(time.perf_counter() - start)
    return taken


def told(name: str, taken: list[float], limit: float | None = None) -> bool:
    """Print a line; tell whether the median is within the limit."""
    middle = statistics.median(taken)
    words = "" if limit is None else f" (limit {1000 * limit:,.0f} ms)"
    print(f"{name}: minimum {1000 * min(taken):.1f} ms, median {1000 * middle:.1f} ms{words}")
    return limit is None or middle < limit


def case_of(given: Sources, company: str) -> Case:
    """One company ready to be valued."""
    prices = {id_: chain[-1] for id_, chain in chains(comparables(given.ledger)[0]).items()}
    case = make_case(given.ledger.company(company), prices.get(company), given)
    assert isinstance(case, Case), case
    return case


def peer(runs: int) -> None:
    """Time FinanceToolkit where it can be installed; say why not otherwise."""
    with tempfile.TemporaryDirectory() as folder:
        python = Path(folder) / "bin" / "python"
        for command in (
            [sys.executable, "-m", "venv", folder],
            [str(python), "-m", "pip", "install", "-q", "financetoolkit"],
        ):
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                print(f"peer: not installed: {done.stderr.strip().splitlines()[-1:] or command}")
                return
        done = subprocess.run(
            [str(python), "-c", PEER, str(runs)], capture_output=True, text=True, check=False
        )
    if done.returncode:
        print(f"peer: failed: {done.stderr.strip().splitlines()[-1:]}")
        return
    answer = json.loads(done.stdout)
    told(f"FinanceToolkit {answer['version']}, 10,000 paths, 3 drivers", answer["times"])
    print(f"FinanceToolkit, the same firm burning 17bn a year: median {answer['loss']:,.0f} a share")


def draws(number: int, case: Case) -> object:
    """Value on draws that no run before has made."""
    return simulate(case, case.sets[0], number + 2)


def main() -> int:
    """Measure, print, and fail beyond a limit."""
    parser = argparse.ArgumentParser(description="What a valuation costs.")
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    facts = open_facts()
    everyone = [fact.text("company_id") for fact in facts.rows("companies")]
    with tempfile.TemporaryDirectory() as folder:
        book = book_of(Path(folder), everyone)
        given = sources(book, facts, read_ledger(book, facts), own_assumptions(book))
        case = case_of(given, "openai")
        drivers = len(simulate(case, case.sets[0], 0, 10).drawn)
        fine = [
            told(
                f"{PATHS:,} paths, ten years, {drivers} drivers, new draws",
                timed(lambda number: draws(number, case), options.runs),
                PATH_LIMIT,
            ),
            told(
                f"{PATHS:,} paths, the same draws (a slider moves)",
                timed(
                    lambda number: simulate(case, case.sets[0], 1, revenue_factor=1 + number / 100),
                    options.runs,
                ),
                PATH_LIMIT,
            ),
            told(
                "the surface, 28 cells and both ends",
                timed(lambda _: need_of(case, given.classes), options.runs),
            ),
        ]
        start = time.perf_counter()
        result = run(book, facts, Inputs(seed=1))
        taken = time.perf_counter() - start
        valued = {e.subject.id for e in result.estimates}
        field = f"all {len(everyone)} shipped companies, {len(valued)} with enough facts"
        print(f"{field}: {taken:.2f} s (limit 5 s)")
        fine.append(taken < FIELD_LIMIT)
    if options.peer:
        peer(options.runs)
    return 0 if all(fine) else 1


if __name__ == "__main__":
    sys.exit(main())
