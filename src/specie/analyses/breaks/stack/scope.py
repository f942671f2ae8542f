"""Every model in use, with who serves it, which initiatives rest on it, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.supply.chain import read_chain
from specie.supply.lifecycle import State, identify, notices, provider_of, read_lifecycle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.analyses.breaks.stack.settings import Settings
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Origin
    from specie.supply.chain import Chain, Need
    from specie.supply.lifecycle import Lifecycle, Notice, Retirement

YEAR = timedelta(days=365)
ENDS = frozenset({State.RETIRED, State.SCHEDULED, State.UNDATED})


@dataclass(frozen=True, slots=True)
class Trace:
    """One way in which the book names a model: a row of dependencies, or the use of an initiative."""

    server: str
    model: str
    initiative_id: str | None
    last_used: date | None = None
    tokens: int = 0
    need: Need | None = None


@dataclass(frozen=True, slots=True)
class Used:
    """One model at one provider."""

    server: str
    model: str
    initiatives: tuple[str, ...]
    last_used: date | None
    tokens: int
    """Over the year before the book's day."""
    needs: tuple[Need, ...]
    retirement: Retirement | None
    read_on: date | None
    """Newest day on which retirements of its provider were read; None where none are known."""

    @property
    def id(self) -> str:
        """Provider and model, each as they are compared."""
        return f"{self.server or 'unknown'}:{identify(self.model).key}"

    def ends(self, on: date) -> bool:
        """Tell whether its end is past, dated or announced."""
        return self.retirement is not None and self.retirement.state(on) in ENDS


@dataclass(frozen=True, slots=True)
class Scope:
    """The models in use and what is known of their providers."""

    book: Book
    settings: Settings
    used: tuple[Used, ...]
    notices: tuple[Notice, ...]
    origins: tuple[Origin, ...]

    @property
    def ending(self) -> tuple[Used, ...]:
        """Those that end, the first to end first."""
        on = self.book.as_of
        found = [used for used in self.used if used.ends(on)]
        return tuple(sorted(found, key=lambda used: (_left(used, on), used.id)))


def make_scope(book: Book, facts: Facts, settings: Settings, level: float) -> Scope:
    """Gather what the book uses and depends on, and look up the end of each."""
    lifecycle = read_lifecycle(book)
    chain = read_chain(book, facts)
    by: dict[tuple[str, str], list[Trace]] = {}
    for trace in (*_depended(chain), *_recent(book, settings)):
        by.setdefault((trace.server, identify(trace.model).key), []).append(trace)
    used = tuple(_used(server, traces, lifecycle, book.as_of) for (server, _), traces in sorted(by.items()))
    servers = {one.server for one in used}
    told = tuple(n for n in notices(lifecycle.rows, book.as_of, level) if n.provider in servers)
    tables = [table for table in ("usage", "dependencies") if book.has(table)]
    return Scope(book, settings, used, told, tuple(o for table in tables for o in book.origins(table)))


def _used(server: str, traces: list[Trace], lifecycle: Lifecycle, on: date) -> Used:
    model = traces[0].model
    return Used(
        server,
        model,
        tuple(sorted({t.initiative_id for t in traces if t.initiative_id})),
        max((t.last_used for t in traces if t.last_used is not None), default=None),
        sum(t.tokens for t in traces),
        tuple(t.need for t in traces if t.need is not None),
        lifecycle.of(server, model, on),
        lifecycle.read_on(server),
    )


def _depended(chain: Chain) -> Iterator[Trace]:
    """Yield the models of dependencies, served by the one host of the initiative, else by who made them."""
    for need in chain.needs:
        if need.model and need.layer == "model_developer":
            hosts = {n.supplier: n for n in chain.of(need.initiative_id) if n.layer == "host"}
            host = next(iter(hosts.values())) if len(hosts) == 1 else need
            yield Trace(_server(host) or _server(need), need.model, need.initiative_id, need=need)


def _server(need: Need) -> str:
    """Name the provider behind a supplier, by its id, name or company."""
    words = (need.vendor.id, need.vendor.label, need.company_id or "")
    return next((found for word in words if (found := provider_of(word))), "")


def _recent(book: Book, settings: Settings) -> Iterator[Trace]:
    """Yield the use of models that were used lately; tokens are those of the whole year."""
    if not book.has("usage"):
        return
    rows = book.select(_sql("usage"), since=book.as_of - YEAR, until=book.as_of)
    fresh = book.as_of - timedelta(days=settings.recent_days)
    lately = {(row["provider"], row["model"]) for row in rows if row["last_used"] > fresh}
    for row in rows:
        if (row["provider"], row["model"]) in lately:
            asked = identify(row["model"])
            server = provider_of(row["provider"] or "") or asked.provider or asked.developer
            yield Trace(server, row["model"], row["initiative_id"], row["last_used"], int(row["tokens"]))


def _left(used: Used, on: date) -> int:
    days = used.retirement.days_left(on) if used.retirement is not None else None
    return 10**6 if days is None else days


@cache
def _sql(name: str) -> str:
    return (files("specie.analyses.breaks.stack") / f"{name}.sql").read_text("utf-8")
