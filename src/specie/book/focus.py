"""FOCUS, the FinOps Open Cost and Usage Specification: its columns by version (``schema/bills.toml``)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

Need = Literal["always", "expected", "optional"]


class BillKind(StrEnum):
    """What a file in ``bills/`` is, told by its columns."""

    CHARGES = "charges"
    """FOCUS Cost and Usage: one row per charge."""
    INVOICES = "invoices"
    """FOCUS 1.4 Invoice Detail, or any list of invoice totals by InvoiceId."""
    FOREIGN = "foreign"
    """No bill in FOCUS format."""


@dataclass(frozen=True, slots=True)
class FocusColumn:
    """A FOCUS column that is read.

    ``need`` says what is lost without it; ``instead`` names columns that make up for it; ``since`` and
    ``until`` are the FOCUS versions that have it.
    """

    name: str
    type: Literal["money", "number", "currency", "time", "text", "object"]
    need: Need
    meaning: str
    example: str = ""
    allowed: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    since: str = "1.0"
    until: str = ""


@dataclass(frozen=True, slots=True)
class Focus:
    """Every column of every version, and which of them are read."""

    versions: tuple[str, ...]
    columns: tuple[FocusColumn, ...]
    unread: Mapping[str, tuple[str, ...]]
    """Version that brought them -> names."""
    before_1_0: Mapping[str, str]
    invoice_detail: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of a Cost and Usage column from 1.0 on."""
        rest = tuple(name for names in self.unread.values() for name in names)
        return tuple(column.name for column in self.columns) + rest

    def of_version(self, version: str) -> tuple[str, ...]:
        """Names of the Cost and Usage columns of a version."""
        read = [c.name for c in self.columns if c.since <= version and (not c.until or version <= c.until)]
        rest = [name for since, names in self.unread.items() if since <= version for name in names]
        return tuple(sorted(read + rest))

    def column(self, name: str) -> FocusColumn:
        """Return a column that is read; raises KeyError for another."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@cache
def focus() -> Focus:
    """Return the specification's columns."""
    raw = tomllib.loads((files("specie.book") / "schema" / "bills.toml").read_text("utf-8"))
    return Focus(
        versions=tuple(raw["versions"]),
        columns=tuple(_column(entry) for entry in raw["columns"]),
        unread={version: tuple(names) for version, names in raw["unread"].items()},
        before_1_0=raw["before_1_0"],
        invoice_detail=tuple(raw["invoice_detail"]["columns"]),
    )


def _column(entry: dict[str, Any]) -> FocusColumn:
    lists: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in ("allowed", "instead")}
    return FocusColumn(**{**entry, **lists})


@dataclass(frozen=True, slots=True)
class Heading:
    """What a header says: FOCUS column -> its place from 0, and all that is odd about it."""

    kind: BillKind
    version: str
    """The newest version whose columns it shows."""
    places: Mapping[str, int]
    respelled: tuple[tuple[str, str], ...] = ()
    """As written, and the FOCUS column it was taken for."""
    doubled: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    old: tuple[str, ...] = ()
    """Columns that FOCUS gave up before 1.0."""

    def lacks(self, need: Need) -> tuple[FocusColumn, ...]:
        """Columns of a need that are not there, nor another that makes up for them."""
        return tuple(
            column
            for column in focus().columns
            if column.need == need and not any(name in self.places for name in (column.name, *column.instead))
        )


def read_heading(header: Sequence[str]) -> Heading:
    """Match the names of a header to FOCUS columns, whatever their case, spaces and underscores."""
    spec = focus()
    known = {_plain(name): name for name in (*spec.names, *spec.invoice_detail)}
    places: dict[str, int] = {}
    respelled: list[tuple[str, str]] = []
    doubled: list[str] = []
    unknown: list[str] = []
    for place, written in enumerate(header):
        name = known.get(_plain(written))
        if name is None:
            unknown.append(written.strip())
        elif name in places:
            doubled.append(name)
        else:
            places[name] = place
            respelled += [(written.strip(), name)] if written.strip() != name else []
    old = tuple(name for name in unknown if name in spec.before_1_0)
    foreign = tuple(n for n in unknown if n and n not in old and not n.startswith("x_"))
    return Heading(
        _kind(places, old), _version(places), places, tuple(respelled), tuple(doubled), foreign, old
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s_\-]+", "", name.strip().removeprefix("\ufeff")).casefold()


def _kind(names: Collection[str], old: Collection[str]) -> BillKind:
    """Tell charges from invoice totals; a name that many files have (Tags, RegionId) makes no bill."""
    totals = "InvoiceId" in names and "BilledCost" in names
    if totals and not any(name in names for name in ("ChargePeriodStart", "EffectiveCost", "ServiceName")):
        return BillKind.INVOICES
    telling = [column.name for column in focus().columns if column.need != "optional"]
    return BillKind.CHARGES if old or any(name in names for name in telling) else BillKind.FOREIGN


def _version(names: Collection[str]) -> str:
    spec = focus()
    since = {column.name: column.since for column in spec.columns}
    since |= {name: version for version, rest in spec.unread.items() for name in rest}
    newest = max((since.get(name, "1.0") for name in names), default="1.0")
    gone = any(name in names for name in ("ProviderName", "PublisherName"))
    return "1.4" if newest == "1.3" and not gone and "InvoiceIssuerName" in names else newest
