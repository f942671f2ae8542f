"""No more requests a second than the source allows, and a few more tries when it is busy."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from specie.connect.fetch.fetcher import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from specie.connect.fetch.fetcher import Fetcher

T = TypeVar("T")
SEC_LIMIT = 10.0
"""Requests a second that the SEC allows one user over all machines (sec.gov, "Accessing EDGAR Data")."""
PAUSES = (1.0, 4.0, 15.0)
"""Seconds between tries."""
LONGEST_WAIT = 60.0
"""A source that asks to wait longer is not waited for."""


@dataclass(slots=True)
class RateLimit:
    """Spaces requests evenly; ``per_second`` above the SEC's limit is refused."""

    per_second: float = 5.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        if not 0 < self.per_second <= SEC_LIMIT:
            raise ValueError(f"between 0 and {SEC_LIMIT:g} requests a second, not {self.per_second:g}")

    def wait(self) -> None:
        """Return when the next request may be sent."""
        now = self.clock()
        if now < self._free_at:
            self.sleep(self._free_at - now)
            now = max(self.clock(), self._free_at)
        self._free_at = now + 1 / self.per_second


@dataclass(slots=True)
class Patient:
    """A fetcher that keeps to a rate and asks again, later and later, while a failure may pass."""

    inner: Fetcher
    limit: RateLimit = field(default_factory=RateLimit)
    pauses: Sequence[float] = PAUSES
    sleep: Callable[[float], None] = time.sleep

    def cik_of(self, ticker: str) -> int | None:
        """Return the number of a company at the SEC."""
        return self._tried(lambda: self.inner.cik_of(ticker))

    def company_facts(self, cik: int) -> object:
        """Return the parsed JSON of a company's facts."""
        return self._tried(lambda: self.inner.company_facts(cik))

    def _tried(self, ask: Callable[[], T]) -> T:
        for pause in self.pauses:
            self.limit.wait()
            try:
                return ask()
            except FetchError as error:
                if not error.passing or (error.wait or 0) > LONGEST_WAIT:
                    raise
                self.sleep(max(pause, error.wait or 0))
        self.limit.wait()
        return ask()
