"""Wall time of ``specie demo`` in a warm environment: the first run, a page written anew, and a run again.

    python benchmarks/demo.py [--runs N]

first      no result, chart or output is kept: everything is computed
page anew  results and charts are kept, the outputs are not: what another language or option costs
again      nothing changed since the last run

Limit: the median run again takes under 5 s on 2 cores.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def seconds(folder: Path, cache: Path) -> float:
    """Wall time of one demo that writes into a folder."""
    environment = {**os.environ, "SPECIE_CACHE": str(cache), "NO_COLOR": "1"}
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "specie", "demo"],
        cwd=folder,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=True,
    )
    return time.perf_counter() - start


def main() -> int:
    """Measure, print, and fail beyond the limit."""
    parser = argparse.ArgumentParser(description="Wall time of specie demo.")
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {"first": [], "page anew": [], "again": []}
    for number in range(runs + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            cache = folder / "cache"
            taken = [seconds(folder, cache)]
            shutil.rmtree(cache / "outputs")
            taken += [seconds(folder, cache), seconds(folder, cache)]
        if number:  # the first round warms the disk
            for title, one in zip(times, taken, strict=True):
                times[title].append(one)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs")
    for title, taken in times.items():
        print(
            f"specie demo, {title}: median {statistics.median(taken):.2f} s,"
            f" from {min(taken):.2f} to {max(taken):.2f} s"
        )
    return int(statistics.median(times["again"]) > 5)


if __name__ == "__main__":
    sys.exit(main())
