"""Write prices.csv from genai-prices: ``python -m specie.example.harvest YYYY-MM-DD`` (the day of checking).

The example ships a small dated table because importing the whole price list takes longer than making the
firm. Rows carry the release they were read from; a test compares them with the installed release.
"""

from __future__ import annotations

import csv
import sys
from datetime import UTC, date, datetime, time, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from specie.example.firm import firm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from genai_prices.types import ModelPrice


class Listed(NamedTuple):
    """What a price list says from a day on, in USD for a million tokens; empty where not offered."""

    price_list: str
    model: str
    since: str
    input: str
    cached: str
    output: str


def listed() -> list[Listed]:
    """Every dated price of every model that the firm may use, in the firm's two years."""
    pairs = {
        (vendor.price_list, rung.model)
        for vendor in firm().vendors.values()
        for rungs in vendor.ladder.values()
        for rung in rungs
    }
    return [row for pair in sorted(pairs) for row in _steps(*pair)]


def _steps(price_list: str, model: str) -> Iterator[Listed]:
    """One row for each day on which a price changes."""
    last: tuple[str, str, str] | None = None
    for day in _days():
        prices = _on(price_list, model, day)
        if prices != last:
            yield Listed(price_list, model, day.isoformat(), *prices)
            last = prices


def _days() -> Iterator[date]:
    day = firm().starts_on
    while day <= firm().as_of:
        yield day
        day += timedelta(days=1)


def _on(price_list: str, model: str, day: date) -> tuple[str, str, str]:
    from genai_prices import Usage, calc_price  # half a second, and this script alone needs it

    noon = datetime.combine(day, time(12), tzinfo=UTC)
    usage = Usage(input_tokens=1000, output_tokens=1000)
    price = calc_price(usage, model, provider_id=price_list, genai_request_timestamp=noon).model_price
    return _base(price, "input_mtok"), _base(price, "cache_read_mtok"), _base(price, "output_mtok")


def _base(price: ModelPrice, name: str) -> str:
    """The price of short requests: the base of a tiered price."""
    value = getattr(price, name)
    value = getattr(value, "base", value)
    return "" if value is None else str(value)


def main(checked_on: str) -> None:
    """Rewrite the table beside this file."""
    source = f"genai-prices {version('genai-prices')}"
    with Path(__file__).with_name("prices.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*Listed._fields, "source", "checked_on"])
        writer.writerows([*row, source, checked_on] for row in listed())


if __name__ == "__main__":
    main(date.fromisoformat(sys.argv[1]).isoformat())
