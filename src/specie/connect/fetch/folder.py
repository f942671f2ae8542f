"""Company facts kept in a folder: files as the SEC hands them out, singly or unpacked from its archive."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.connect.fetch.fetcher import FetchError

if TYPE_CHECKING:
    from pathlib import Path

TICKERS = "company_tickers.json"


@dataclass(frozen=True, slots=True)
class FolderFetcher:
    """Reads ``CIK##########.json``, and ``company_tickers.json`` for what a ticker's number is."""

    folder: Path

    def cik_of(self, ticker: str) -> int | None:
        """Look the ticker up in the SEC's list of tickers."""
        listed = _read(self.folder / TICKERS)
        rows = listed.values() if isinstance(listed, dict) else listed if isinstance(listed, list) else ()
        wanted = ticker.upper().replace(".", "-")
        for row in rows:
            if isinstance(row, dict) and str(row.get("ticker")).upper() == wanted:
                number = str(row.get("cik_str"))
                return int(number) if number.isdecimal() else None
        return None

    def company_facts(self, cik: int) -> object:
        """Read the file of a company."""
        return _read(self.folder / f"CIK{cik:010d}.json")


def _read(path: Path) -> object:
    try:
        return json.loads(path.read_bytes())
    except FileNotFoundError:
        raise FetchError("missing", str(path)) from None
    except OSError as error:
        raise FetchError("unreadable", str(path), error.strerror or type(error).__name__) from None
    except (ValueError, RecursionError) as error:
        raise FetchError("malformed", str(path), str(error)) from None
