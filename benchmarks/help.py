"""What ``specie --help`` costs: modules beyond the bare interpreter, and wall time over several runs.

    python benchmarks/help.py [--runs N]

Limits: at most 150 modules, none of NumPy or DuckDB; under 150 ms.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COUNT = "import sys; print('\\n'.join(sys.modules), file=sys.stderr)"
HELP = f"""
import sys
from specie.cli import main
sys.argv = ['specie', '--help']
try:
    main()
except SystemExit:
    pass
{COUNT}
"""
HEAVY = ("numpy", "duckdb", "scipy", "pandas", "rich", "jinja2")


def modules(code: str) -> set[str]:
    """Names of the modules that a fresh interpreter holds after running the code."""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def milliseconds(command: list[str], runs: int) -> list[float]:
    """Wall time of each run of a command, after one that warms the disk."""
    times = []
    for _ in range(runs + 1):
        start = time.perf_counter()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        times.append(1000 * (time.perf_counter() - start))
    return times[1:]


def main() -> int:
    """Measure, print, and fail beyond a limit."""
    parser = argparse.ArgumentParser(description="What specie --help costs.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    added = modules(HELP) - modules(COUNT)
    heavy = [name for name in HEAVY if name in added]
    taken = milliseconds([sys.executable, "-m", "specie", "--help"], runs)
    bare = milliseconds([sys.executable, "-c", "pass"], runs)
    print(f"Python {sys.version.split()[0]}, {runs} runs")
    print(
        f"modules beyond the bare interpreter: {len(added)} (limit 150); heavy: {', '.join(heavy) or 'none'}"
    )
    for name, times in (("specie --help", taken), ("bare interpreter", bare)):
        print(f"{name}: minimum {min(times):.0f} ms, median {statistics.median(times):.0f} ms")
    print(f"ratio of medians: {statistics.median(taken) / statistics.median(bare):.1f}x")
    return int(len(added) > 150 or bool(heavy) or min(taken) > 150)


if __name__ == "__main__":
    sys.exit(main())
