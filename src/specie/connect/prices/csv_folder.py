"""Closing prices from CSV files in a folder: ticker, date, close, currency and, if at hand, source."""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from specie.connect.fetch.fetcher import FetchError
from specie.connect.prices.close import Close
from specie.model import Level, Problem, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.model import Message

COLUMNS = ("ticker", "date", "close", "currency")
OLDEST = timedelta(days=7)
"""A close is as old as that at most: over a holiday, not over a suspension."""


class CsvFolder:
    """Reads every ``*.csv`` of a folder once, when first asked."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)
        self.problems: list[Problem] = []
        self._closes: Mapping[str, list[Close]] | None = None

    def close(self, ticker: str, day: date) -> Close | None:
        """Return the last close on or before the day, a week back at most."""
        if self._closes is None:
            self._closes = self._read()
        known = [c for c in self._closes.get(ticker.upper(), ()) if day - OLDEST <= c.day <= day]
        return max(known, key=lambda close: close.day, default=None)

    def _read(self) -> Mapping[str, list[Close]]:
        try:
            paths = sorted(path for path in self.folder.iterdir() if path.suffix.casefold() == ".csv")
        except OSError as error:
            raise FetchError("unreadable", str(self.folder), error.strerror or "") from None
        if not paths:
            raise FetchError("missing", str(self.folder / "*.csv"))
        found: dict[tuple[str, date], Close] = {}
        for path in paths:
            for row, close in self._file(path):
                self._keep(found, close, path.name, row)
        by_ticker: defaultdict[str, list[Close]] = defaultdict(list)
        for close in found.values():
            by_ticker[close.ticker].append(close)
        return by_ticker

    def _keep(self, found: dict[tuple[str, date], Close], close: Close, file: str, row: int) -> None:
        """Take a close; one that contradicts another of the same day leaves neither."""
        key = (close.ticker, close.day)
        other = found.get(key)
        if other is not None and (other.price, other.currency) != (close.price, close.currency):
            message = say("{ticker} on {day} has another close in {source}: neither is used",
                          ticker=close.ticker, day=close.day, source=other.source)  # fmt: skip
            self._name(file, row, "close", "SRC303", message, say("keep the right one"))
            found[key] = Close(close.ticker, close.day, math.nan, close.currency, other.source)
        elif other is None:
            found[key] = close

    def _file(self, path: Path) -> Iterator[tuple[int, Close]]:
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeError) as error:
            message = say("{file} cannot be read: {cause}", file=path.name, cause=type(error).__name__)
            self._name(path.name, None, None, "SRC301", message, say("save {file} as UTF-8", file=path.name))
            return
        reader = csv.DictReader(text.splitlines(), skipinitialspace=True)
        names = {(name or "").strip().casefold(): name for name in reader.fieldnames or ()}
        missing = [name for name in COLUMNS if name not in names]
        if missing:
            message = say("{file} has no column {columns}: it is not read",
                          file=path.name, columns=", ".join(missing))  # fmt: skip
            hint = say("columns: {names}", names=", ".join((*COLUMNS, "source")))
            self._name(path.name, 1, None, "SRC301", message, hint)
            return
        try:
            for row, raw in enumerate(reader, start=2):
                cells = {plain: (raw[name] or "").strip() for plain, name in names.items() if plain}
                close = self._close(cells, path.name, row)
                if close is not None:
                    yield row, close
        except csv.Error as error:
            message = say("{file} cannot be read: {cause}", file=path.name, cause=str(error))
            self._name(path.name, reader.line_num, None, "SRC301", message, None)

    def _close(self, cells: Mapping[str, str], file: str, row: int) -> Close | None:
        day, price = _day(cells["date"]), _price(cells["close"])
        currency, ticker = cells["currency"].upper(), cells["ticker"].upper()
        for column, fault in (
            ("ticker", say("ticker is empty") if not ticker else None),
            ("date", say("date is no ISO day: {text}", text=cells["date"]) if day is None else None),
            (
                "close",
                say("close is no price above zero: {text}", text=cells["close"]) if price is None else None,
            ),
            ("currency", _currency_fault(currency)),
        ):
            if fault is not None:
                self._name(file, row, column, "SRC302", fault, say("the row is not used"))
                return None
        assert day is not None
        assert price is not None
        return Close(ticker, day, price, currency, cells.get("source") or file)

    def _name(
        self,
        file: str,
        row: int | None,
        column: str | None,
        code: str,
        message: Message,
        hint: Message | None,
    ) -> None:
        self.problems.append(Problem(file, row, column, code, message, hint, Level.WARNING))


def _currency_fault(currency: str) -> Message | None:
    if len(currency) == 3 and currency.isascii() and currency.isalpha():
        return None
    return say("currency is no three-letter code: {text}", text=currency)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _price(text: str) -> float | None:
    try:
        price = float(text)
    except ValueError:
        return None
    return price if math.isfinite(price) and price > 0 else None
