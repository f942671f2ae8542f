"""Roll up a large FOCUS bill: Specie beside pandas with the same checks, pandas and polars without any.

``python benchmarks/rollup.py --rows 20000000`` writes a synthetic bill to a temporary folder (2 GB for 20
million rows), runs each engine in a process of its own, prints wall and processor time, peak memory and
ratios, checks that all find the same totals to the cent, and deletes the bill. pandas and polars are no
dependencies of Specie:
``pip install pandas pyarrow polars`` where they are to be compared.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from rollup_data import write_bill

ENGINES = Path(__file__).with_name("rollup_engines.py")
NEEDS = {
    "specie": ("duckdb",),
    "pandas": ("pandas", "pyarrow"),
    "pandas-bare": ("pandas", "pyarrow"),
    "polars": ("polars",),
}
GIB = 1 << 30


def main() -> None:
    args = _arguments()
    print(_machine())
    with tempfile.TemporaryDirectory(prefix="specie-rollup-", dir=args.folder) as folder:
        path = Path(folder) / "bill.parquet"
        started = time.perf_counter()
        write_bill(path, args.rows, args.seed, shuffled=args.shuffled, money=args.money)
        order = "shuffled" if args.shuffled else "in the order of time"
        print(
            f"{args.rows:,} rows {order}, amounts as {args.money}, {path.stat().st_size / GIB:.2f} GiB, ",
            end="",
        )
        print(f"written in {time.perf_counter() - started:.0f} s")
        runs = [_best(engine, path, args.repeat) for engine in args.engines if _installed(engine)]
    _report(runs)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Roll up a large synthetic FOCUS bill with several engines.")
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each engine; the fastest is shown")
    parser.add_argument("--shuffled", action="store_true", help="rows in no order: hardest on caches")
    parser.add_argument("--money", default="DOUBLE", help='type of amounts: DOUBLE or "DECIMAL(38, 12)"')
    parser.add_argument("--folder", help="where the temporary bill is written")
    parser.add_argument("--engines", nargs="+", default=list(NEEDS), choices=list(NEEDS))
    return parser.parse_args()


def _machine() -> str:
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.is_file():
        names = [
            line.partition(":")[2].strip()
            for line in cpuinfo.read_text().splitlines()
            if "model name" in line
        ]
        model = names[0] if names else model
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return f"{model}, {os.cpu_count()} cores{load}, Python {platform.python_version()}, {platform.system()}"


def _installed(engine: str) -> bool:
    missing = [name for name in NEEDS[engine] if find_spec(name) is None]
    if missing:
        print(f"{engine} is left out: pip install {' '.join(missing)}")
    return not missing


def _best(engine: str, path: Path, repeat: int) -> dict[str, Any]:
    runs = [_run(engine, path) for _ in range(repeat)]
    fastest = min(runs, key=lambda run: run["seconds"])
    return fastest | {"engine": engine, "peak": max(run["peak"] for run in runs)}


def _run(engine: str, path: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, str(ENGINES), engine, str(path)], check=True, capture_output=True, text=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def _report(runs: list[dict[str, Any]]) -> None:
    first = runs[0]
    for run in runs:
        ratio = run["seconds"] / first["seconds"]
        extra = f"; digest {run['digest']:.2f} s, both {run['both']:.2f} s" if "digest" in run else ""
        print(
            f"{run['engine']:11} {run['seconds']:7.2f} s wall  {run['cpu']:7.2f} s processor  "
            f"{run['peak'] / GIB:6.2f} GiB  {ratio:5.1f} x  {run['lines']:,} lines{extra}"
        )
        _same(first, run)
    print("totals: " + ", ".join(f"{c} {b:,.2f}" for c, (b, _) in sorted(first["totals"].items())))


def _same(first: dict[str, Any], run: dict[str, Any]) -> None:
    """Stop when two engines differ by a cent."""
    assert set(run["totals"]) == set(first["totals"])
    for currency, amounts in first["totals"].items():
        for one, other in zip(amounts, run["totals"][currency], strict=True):
            assert abs(one - other) < 0.005, (run["engine"], currency, one, other)


if __name__ == "__main__":
    main()
