"""What a source of prices can do, and how one is found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from specie.connect.prices.close import Close
    from specie.model import Problem

GROUP = "specie.prices"
"""Entry points of other packages: each is called with the value of ``--from`` and returns a provider."""


class PriceProvider(Protocol):
    """A source of closing prices.

    ``close`` returns the last close on or before a day, None where there is none near it, and raises
    :class:`~specie.connect.fetch.fetcher.FetchError` where it cannot be asked. ``problems`` are faults of
    its own data that it has come across.
    """

    @property
    def problems(self) -> Sequence[Problem]: ...  # noqa: D102

    def close(self, ticker: str, day: date) -> Close | None: ...  # noqa: D102


class UnknownProviderError(LookupError):
    """No provider goes by that name."""

    def __init__(self, asked: str, known: Sequence[str]) -> None:
        super().__init__(asked)
        self.asked, self.known = asked, tuple(known)


def provider(name: str, where: str) -> PriceProvider:
    """Return a provider by name: ``csv``, or one that another installed package offers."""
    from importlib.metadata import entry_points

    from specie.connect.prices.csv_folder import CsvFolder

    offered = {point.name: point for point in entry_points(group=GROUP)}
    if name == "csv":
        return CsvFolder(where)
    if name not in offered:
        raise UnknownProviderError(name, ["csv", *sorted(offered)])
    make: Callable[[str], PriceProvider] = offered[name].load()
    return make(where)
