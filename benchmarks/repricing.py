"""Repricing: a year of 10 million usage rows at the price of each day and at 20 other models.

    python benchmarks/repricing.py [--rows N] [--others N] [--calls N] [--repeat N]

The rows lie in the store of a book, as after opening it: 200 initiatives, eight models of five providers with
steps of price and tiers of context, every day of a year. Timed is the product: adding rows up into cells,
pricing them at the list of their day, and at every other model's list. The rival prices a sample row by row
with ``calc_price`` of genai-prices, once for the row's own model and once for every other, scaled up to all
rows; its total over the sample must be that of the product over the same rows. Times are seconds of CPU over
all threads, which a busy machine does not stretch. Limits: under 5 s, and working memory that does not grow
with the rows.
"""

from __future__ import annotations

import argparse
import platform
import sys
import tempfile
import threading
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from genai_prices import Usage, calc_price

from specie.book import open_book
from specie.model import Window
from specie.supply.list_price import find_price, listed_models
from specie.supply.tokens import history, read_tokens, reprice

if TYPE_CHECKING:
    from specie.book import Book
    from specie.supply.list_price import ListPrice

LIMIT = 5.0
MEMORY = 1.5
"""Working memory of all rows may exceed that of a quarter of them by this factor at most."""
SLACK = 32.0
"""Megabytes that a process takes and gives back anyway."""
YEAR = Window(date(2025, 11, 1), date(2026, 10, 31))
MODELS = (
    ("anthropic", "claude-sonnet-4-5"), ("anthropic", "claude-sonnet-5"), ("openai", "gpt-5"),
    ("openai", "gpt-5.6-terra"), ("azure", "gpt-5.4-mini"), ("mistral", "mistral-small-latest"),
    ("google", "gemini-2.5-pro"), ("deepseek", "deepseek-v4-pro"),
)  # fmt: skip
SELLERS = ("openai", "anthropic", "google", "mistral", "x-ai", "deepseek")
ROWS = """
INSERT INTO usage BY NAME SELECT
    DATE '2025-11-01' + CAST(hash(i) % 365 AS INTEGER) AS date,
    'I' || (hash(i + 1) % 200) AS initiative_id,
    $models[1 + CAST(hash(i + 2) % len($models) AS INTEGER)][1] AS provider,
    $models[1 + CAST(hash(i + 2) % len($models) AS INTEGER)][2] AS model,
    CAST(50000 + hash(i + 3) % 40000000 AS BIGINT) AS input_tokens,
    CAST(hash(i + 4) % 40000 AS BIGINT) AS cached_input_tokens,
    CAST(hash(i + 5) % 400000 AS BIGINT) AS output_tokens,
    CAST(1 + hash(i + 6) % 500 AS BIGINT) AS requests,
    'usage.csv' AS _file, i AS _row
FROM range(CAST($start AS BIGINT), CAST($end AS BIGINT)) AS t(i)
"""


def main() -> int:
    """Time both, print a table, and fail beyond the limits."""
    args = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        book, others = _book(Path(folder)), _others(args.others)
        print(f"{platform.machine()}, Python {platform.python_version()}, NumPy {np.__version__}; ", end="")
        print(f"{args.rows:,} rows, {len(others)} other models\n")
        _insert(book, 0, args.rows // 4)
        small = _peak(lambda: _product(book, others))[1]
        _insert(book, args.rows // 4, args.rows)
        seconds, memory = min(_peak(lambda: _product(book, others)) for _ in range(args.repeat))
        naive = _rival(book, others, args.calls) * args.rows
    print(f"{'product':34}{seconds:10.2f} s{memory:10.0f} MB (a quarter of the rows: {small:.0f} MB)")
    print(f"{'row by row, scaled up':34}{naive:10.0f} s{'':10}    {naive / seconds:,.0f} times as long")
    return int(seconds > LIMIT or memory > max(MEMORY * small, SLACK))


def _product(book: Book, others: list[ListPrice]) -> float:
    tokens = read_tokens(book, YEAR, others)
    return float(history(tokens)[:, 1].sum() + reprice(tokens, others, YEAR.end)[:, :, 1].sum())


def _rival(book: Book, others: list[ListPrice], calls: int) -> float:
    """Seconds of CPU a row, over a sample whose total must equal the product's."""
    rows = book.select("SELECT * FROM usage ORDER BY hash(_row) LIMIT $n", n=calls)
    start = time.process_time()
    total = sum(_row_by_row(row, others) for row in rows)
    seconds = (time.process_time() - start) / len(rows)
    book._store.execute("DELETE FROM usage WHERE _row NOT IN (SELECT unnest(?))", [[r["_row"] for r in rows]])
    ours = _product(book, others)
    if not np.isclose(ours, total, rtol=1e-6):
        raise SystemExit(f"the totals differ: {ours} and {total}")
    return seconds


def _row_by_row(row: dict[str, Any], others: list[ListPrice]) -> float:
    """The mean request of a row, times their number; the mean of the hours where a price has them."""
    when = datetime.combine(row["date"], datetime.min.time(), UTC)
    own = _call(row, row["provider"], row["model"], when)
    return own + sum(_call(row, o.provider, o.model, datetime(2026, 10, 31, tzinfo=UTC)) for o in others)


def _call(row: dict[str, Any], provider: str, model: str, when: datetime) -> float:
    n = row["requests"]
    counts = (row["input_tokens"] / n, row["cached_input_tokens"] / n, row["output_tokens"] / n)
    use = Usage(input_tokens=counts[0], cache_read_tokens=counts[1], output_tokens=counts[2])
    hours = range(24) if provider == "deepseek" else (12,)
    prices = [
        calc_price(use, model_ref=model, provider_id=provider, genai_request_timestamp=when.replace(hour=h))
        for h in hours
    ]
    return float(sum(p.total_price for p in prices)) / len(prices) * n


def _others(count: int) -> list[ListPrice]:
    found = [find_price(seller, model) for seller in SELLERS for model in listed_models(seller)]
    known = [price for price in found if price is not None and not price.deprecated]
    return [known[int(k)] for k in np.linspace(0, len(known) - 1, count)]


def _book(folder: Path) -> Book:
    (folder / "specie.toml").write_text('[book]\nname = "Benchmark"\ncurrency = "USD"\nas_of = 2026-10-31\n')
    names = "".join(f"I{k},Initiative {k}\n" for k in range(200))
    (folder / "initiatives.csv").write_text("initiative_id,name\n" + names)
    return open_book(folder)


def _insert(book: Book, start: int, end: int) -> None:
    book._store.execute(ROWS, {"models": [list(m) for m in MODELS], "start": start, "end": end})


def _peak(work: Any) -> tuple[float, float]:
    """Seconds of CPU, and megabytes above those at the start."""
    before, peak, done = _resident(), [0.0], threading.Event()

    def watch() -> None:
        while not done.wait(0.005):
            peak[0] = max(peak[0], _resident() - before)

    thread = threading.Thread(target=watch)
    thread.start()
    start = time.process_time()
    work()
    seconds = time.process_time() - start
    done.set()
    thread.join()
    return seconds, peak[0]


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 2**20


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--others", type=int, default=20)
    parser.add_argument("--calls", type=int, default=300, help="rows that the rival prices")
    parser.add_argument("--repeat", type=int, default=3)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
