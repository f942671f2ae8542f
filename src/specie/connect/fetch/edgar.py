"""Company facts from the SEC through ``edgartools``, an optional package (``pip install specie[filings]``).

It is the fetcher only: numbers are read by :mod:`specie.connect.filings`. The package takes seconds to import
and brings table libraries along, so that is done here and when it is first used.
"""

from __future__ import annotations

import logging
import warnings
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, Any

from specie.connect.fetch.fetcher import FetchError, MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Generator

EXTRA = "filings"
TIMEOUTS = ("Timeout", "TimedOut")


class EdgarFetcher:
    """Asks the SEC under the contact's name."""

    def __init__(self, contact: str) -> None:
        with _quiet():
            try:
                self._facts = import_module("edgar.entity.entity_facts").download_company_facts_from_sec
                self._cik = import_module("edgar.reference.tickers").find_company_cik
                import_module("edgar").set_identity(contact)
            except (ImportError, AttributeError) as error:
                raise MissingExtraError("edgartools", EXTRA, str(error)) from None

    def cik_of(self, ticker: str) -> int | None:
        """Look the ticker up in the list of tickers."""
        found = self._asked(self._cik, ticker, ticker)
        return None if found is None else int(found)

    def company_facts(self, cik: int) -> object:
        """Fetch a company's facts."""
        return self._asked(self._facts, cik, f"CIK{cik:010d}")

    def _asked(self, ask: Any, what: str | int, where: str) -> Any:
        with _quiet():
            try:
                return ask(what)
            except Exception as error:  # whatever the library raises becomes one kind of failure
                raise _failure(error, where) from None


def _failure(error: Exception, where: str) -> FetchError:
    """Tell failures apart by the status they carry, else by what they are.

    Requests without an answer have been repeated by the library, for three quarters of a minute at most.
    """
    names = {kind.__name__ for kind in type(error).__mro__}
    status = getattr(error, "status_code", None) or getattr(
        getattr(error, "response", None), "status_code", None
    )
    detail = (str(error).strip().splitlines() or [""])[0][:200]
    if status is None and "TooManyRequestsError" in names:
        status = 429
    if isinstance(status, int):
        return FetchError("http", where, detail, status, wait=_seconds(getattr(error, "retry_after", None)))
    if names & {"NotFoundError", "CompanyFactsNotFoundError"}:
        return FetchError("http", where, detail, 404)
    if any(word in name for name in names for word in TIMEOUTS):
        return FetchError("timeout", where, detail, tried=True)
    if "ValueError" in names:
        return FetchError("malformed", where, detail)
    return FetchError("network", where, f"{type(error).__name__}: {detail}", tried=True)


def _seconds(raw: object) -> float | None:
    return float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else None


@contextmanager
def _quiet() -> Generator[None]:
    """Keep the library's own messages away from the reader: failures are told in our words."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(), redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
