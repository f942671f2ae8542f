"""Open a book with many outcome rows: time, memory. ``python benchmarks/book_rows.py [ROWS]``.

The rows are made in a temporary folder: clean, with a blank line (which takes the slower reader), and with
decimal commas and written-out dates in every cell (which takes the slower reading of cells).
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SETTINGS = '[book]\nname = "Rows"\ncurrency = "USD"\nas_of = 2026-09-30\n'
INITIATIVES = "initiative_id,name,business_owner,technical_owner\nAI-01,One,Ann,Bob\n"
MONTHS = [f"{2023 + m // 12}-{m % 12 + 1:02d}" for m in range(36)]
KINDS = ("clean", "blank line", "odd cells")


def write_book(folder: Path, rows: int, kind: str) -> None:
    """Write a book with as many outcomes as asked for, in units of 36 months."""
    (folder / "specie.toml").write_text(SETTINGS)
    (folder / "initiatives.csv").write_text(INITIATIVES)
    (folder / "kpis.csv").write_text("kpi_id,initiative_id,name,better,scale\nK-1,AI-01,One,higher,level\n")
    mark = ";" if kind == "odd cells" else ","
    with (folder / "outcomes.csv").open("w") as file:
        file.write(mark.join(("kpi_id", "unit_id", "period", "value", "weight", "cluster_id")) + "\n")
        file.write("\n" if kind == "blank line" else "")
        for unit in range(rows // 36):
            file.writelines(_line(unit, i, month, kind) for i, month in enumerate(MONTHS))


def _line(unit: int, i: int, month: str, kind: str) -> str:
    value = f"{(unit * 37 + i) % 1000 / 7:.4f}"
    if kind == "odd cells":
        return (
            f"K-1;unit-{unit:06d};{month.replace('-', '/')};{value.replace('.', ',')};{i + 1};c-{unit % 40}\n"
        )
    return f"K-1,unit-{unit:06d},{month},{value},{i + 1},c-{unit % 40}\n"


def open_once(folder: str) -> None:
    """Open a book in this process and print what it took as JSON."""
    wall, processor = time.perf_counter(), time.process_time()
    from specie.book import open_book

    book = open_book(folder)
    print(
        json.dumps(
            {
                "rows": book.sources["outcomes"].rows_used,
                "wall_s": round(time.perf_counter() - wall, 2),
                "cpu_s": round(time.process_time() - processor, 2),
                "max_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "problems": len(book.problems),
            }
        )
    )


def main() -> None:
    """Measure each kind of file in a process of its own."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as folder:
            write_book(Path(folder), rows, kind)
            done = subprocess.run(
                [sys.executable, __file__, "--open", folder],
                capture_output=True,
                text=True,
                check=False,
            )
            print(f"{kind:>11}: {done.stdout.strip() or done.stderr.strip()[-300:]}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--open"]:
        open_once(sys.argv[2])
    else:
        main()
