"""Wall time of ``specie demo`` in a warm environment: with an empty result cache, and with a filled one.

    python benchmarks/demo.py [--runs N]

Limit: the median run with an empty cache takes under 5 s on 2 cores.
"""

from __future__ import annotations

import argparse
import os
import platform
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
    empty, filled = [], []
    for number in range(runs + 1):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            first, second = seconds(folder, folder / "cache"), seconds(folder, folder / "cache")
        if number:  # the first round warms the disk
            empty.append(first)
            filled.append(second)
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, {runs} runs")
    for title, times in (("empty cache", empty), ("filled cache", filled)):
        print(
            f"specie demo, {title}: median {statistics.median(times):.2f} s,"
            f" from {min(times):.2f} to {max(times):.2f} s"
        )
    return int(statistics.median(empty) > 5)


if __name__ == "__main__":
    sys.exit(main())
