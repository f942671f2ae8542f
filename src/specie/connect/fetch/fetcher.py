"""What a source of company facts can do, and how it fails."""

from __future__ import annotations

from typing import Protocol

RETRIED = frozenset({403, 408, 425, 429, 500, 502, 503, 504})
"""Answers after which asking again later makes sense; the SEC answers 403 to callers it holds off."""


class Fetcher(Protocol):
    """A source of company facts; whatever goes wrong is a :class:`FetchError`."""

    def cik_of(self, ticker: str) -> int | None:
        """Return the number of a company at the SEC; None for a ticker that nobody files under."""
        ...

    def company_facts(self, cik: int) -> object:
        """Return the parsed JSON of a company's facts."""
        ...


class FetchError(Exception):
    """A request that failed.

    ``kind`` is ``http``, ``timeout``, ``network``, ``malformed``, ``missing`` or ``unreadable``; ``status``
    the HTTP status where there was an answer, ``wait`` the seconds that the answer asks to wait, ``tried``
    says that the source has been asked several times already.
    """

    def __init__(
        self,
        kind: str,
        where: str,
        detail: str = "",
        status: int | None = None,
        *,
        wait: float | None = None,
        tried: bool = False,
    ) -> None:
        super().__init__(kind, where, detail, status)
        self.kind, self.where, self.detail = kind, where, detail
        self.status, self.wait, self.tried = status, wait, tried

    @property
    def passing(self) -> bool:
        """It may work later."""
        return not self.tried and (self.kind in {"timeout", "network"} or self.status in RETRIED)


class MissingExtraError(Exception):
    """The optional package that a source needs is not installed, or is not the one it was."""

    def __init__(self, package: str, extra: str, detail: str) -> None:
        super().__init__(package, extra, detail)
        self.package, self.extra, self.detail = package, extra, detail
