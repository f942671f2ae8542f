"""The user's initiatives as the studies would look at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar

from specie.model import Origin, Ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.book import Book

T = TypeVar("T")
GENERAL_WORDS = ("general-purpose", "general purpose", "chatbot")
"""Words in a use case that mark a general assistant rather than a tool for one task."""
TABLES = ("initiatives", "stages", "costs", "bills", "benefits", "ledger", "plans", "outcomes")


@dataclass(frozen=True, slots=True)
class Benefit:
    """One benefit; ``in_cash`` is what of it is booked in the ledger or given back from a budget."""

    start: date
    end: date
    claimed: float
    in_cash: float
    has_account: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A registered plan: smallest effect worth having, and the naive change since the start."""

    minimum_effect: float | None
    gain: float | None
    decide_on: date | None
    registered_on: date


@dataclass(frozen=True, slots=True)
class Member:
    """One initiative: stages reached, money spent, benefits, plans."""

    id: str
    name: str
    function: str
    use_case: str
    approach: str
    first_seen: date | None
    piloted_on: date | None
    produced_on: date | None
    scaled_on: date | None
    stopped_on: date | None
    spent: float
    first_spent: date | None
    spent_first_year: float
    benefits: tuple[Benefit, ...] = ()
    plans: tuple[Plan, ...] = ()
    blocks: tuple[str, ...] = ()

    @property
    def ref(self) -> Ref:
        """The initiative as a thing a number can be about."""
        return Ref("initiative", self.id, self.name)

    @property
    def started_on(self) -> date | None:
        """First record of it: a stage or money."""
        known = [day for day in (self.first_seen, self.first_spent) if day is not None]
        return min(known) if known else None

    @property
    def stopped(self) -> bool:
        """It was stopped."""
        return self.stopped_on is not None

    @property
    def general(self) -> bool:
        """A general assistant, by the words of its use case."""
        return any(word in self.use_case.lower() for word in GENERAL_WORDS)

    def returned(self, *, claimed: bool, until: date | None = None) -> float:
        """Return benefits, as claimed or in cash, of periods that end by a day."""
        counted = (b for b in self.benefits if until is None or b.end <= until)
        return sum(b.claimed if claimed else b.in_cash for b in counted)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All initiatives with the book's date, its totals, and which tables it has."""

    as_of: date
    currency: str
    members: tuple[Member, ...]
    has: frozenset[str]
    spent_last_year: float
    developers: tuple[str, ...]
    budget: tuple[str, float, float] | None
    """Period, planned and spent money of the newest AI budget that is over."""
    origins: tuple[Origin, ...]
    usd: float | None
    """US dollars for one unit of the book's currency; None where no rate is known."""

    @property
    def spent(self) -> float:
        """Money spent on initiatives to date."""
        return sum(member.spent for member in self.members)

    def returned(self, *, claimed: bool, since: date | None = None) -> float:
        """Return benefits of all initiatives, of periods that begin after a day."""
        every = (b for member in self.members for b in member.benefits if since is None or b.start > since)
        return sum(b.claimed if claimed else b.in_cash for b in every)


def read_portfolio(book: Book) -> Portfolio:
    """Read everything the rulers look at."""
    benefits = _grouped(book, "benefits", lambda row: _benefit(row, checked=book.has("ledger")))
    plans = _grouped(book, "plans", _plan)
    blocks = _grouped(book, "blocks", lambda row: str(row["blocked_by"]))
    members = tuple(
        _member(row, benefits.get(row["initiative_id"], ()), plans.get(row["initiative_id"], ()), blocks)
        for row in book.select(sql("members"))
    )
    a_year_ago = year_before(book.as_of)
    return Portfolio(
        book.as_of,
        book.currency,
        members,
        frozenset(_tables(book)),
        float(book.select(sql("recent_spend"), since=a_year_ago)[0]["spent"]),
        tuple(row["vendor_id"] for row in book.select(sql("developers"))),
        _budget(book),
        tuple(origin for table in TABLES if _has(book, table) for origin in book.origins(table)),
        _usd(book),
    )


@cache
def sql(name: str) -> str:
    """Return one of this folder's queries."""
    return (files("specie.analyses.ruler.ladder") / f"{name}.sql").read_text("utf-8")


def year_before(day: date) -> date:
    """Return the same day a year earlier (28 February for the leap day)."""
    return date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)


def _grouped(book: Book, query: str, make: Callable[[dict[str, Any]], T]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for row in book.select(sql(query)):
        found.setdefault(row["initiative_id"], []).append(make(row))
    return {key: tuple(rows) for key, rows in found.items()}


def _benefit(row: dict[str, Any], *, checked: bool) -> Benefit:
    claimed = float(row["claimed"])
    return Benefit(
        row["period_start"], row["period_end"], claimed, _in_cash(row, claimed, checked), row["has_account"]
    )


def _in_cash(row: dict[str, Any], claimed: float, checked: bool) -> float:
    """A booked benefit counts up to what the ledger credits; released budget counts as stated."""
    if row["cash_class"] == "released":
        return claimed
    if row["cash_class"] != "booked":
        return 0.0
    return min(claimed, float(row["credited"])) if checked else claimed


def _plan(row: dict[str, Any]) -> Plan:
    reached, baseline = row["reached"], row["baseline"]
    gain = None
    if reached is not None and baseline is not None:
        gain = (float(reached) - float(baseline)) * (1 if row["better"] == "higher" else -1)
    least = row["minimum_effect"]
    return Plan(None if least is None else float(least), gain, row["decide_on"], row["registered_on"])


def _member(
    row: dict[str, Any],
    benefits: tuple[Benefit, ...],
    plans: tuple[Plan, ...],
    blocks: dict[str, tuple[str, ...]],
) -> Member:
    return Member(
        row["initiative_id"],
        row["name"] or "",
        row["function"] or "",
        row["use_case"] or "",
        row["approach"] or "",
        row["first_seen"],
        row["piloted_on"],
        row["produced_on"],
        row["scaled_on"],
        row["stopped_on"],
        float(row["spent"]),
        row["first_spent"],
        float(row["spent_first_year"]),
        benefits,
        plans,
        blocks.get(row["initiative_id"], ()),
    )


def _has(book: Book, table: str) -> bool:
    return bool(book.origins(table)) if table == "bills" else book.has(table)


def _tables(book: Book) -> Iterator[str]:
    """Name the tables that have rows; ``spend`` where there is any money."""
    wanted = ("stages", "benefits", "ledger", "plans", "outcomes", "dependencies", "budgets")
    yield from (table for table in wanted if book.has(table))
    if book.select("select 1 from spend_ledger limit 1"):
        yield "spend"


def _budget(book: Book) -> tuple[str, float, float] | None:
    for row in book.select(sql("budget_year"), as_of=book.as_of):
        return str(row["period"]), float(row["planned"]), float(row["spent"])
    return None


def _usd(book: Book) -> float | None:
    if book.currency == "USD":
        return 1.0
    query = "select per_unit from rates where currency = 'USD' order by date desc limit 1"
    for row in book.select(query):
        return 1 / float(row["per_unit"])
    return None
