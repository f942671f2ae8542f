"""Under every initiative: who invoices, who hosts, who made the model, which tools; and the way out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from specie.model import Ref, say
from specie.supply.gap import Gap, set_aside
from specie.supply.queries import query
from specie.supply.suppliers import read_suppliers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from decimal import Decimal

    from specie.book import Book
    from specie.facts import Facts
    from specie.supply.suppliers import Suppliers

LAYERS = ("invoice_issuer", "host", "model_developer", "tool")
"""From the outside in: who sends the invoice, who hosts, who made the model, and tools beside them."""
DEPTH = {"invoice_issuer": 0, "host": 1, "tool": 1, "model_developer": 2}
"""Who changes the deeper layer leaves the same supplier in the layers above it too."""
RATINGS = ("low", "medium", "high", "critical")
NOT_LIVE = frozenset({"idea", "approval", "stopped"})
"""Stages in which nothing runs that could stop."""


@dataclass(frozen=True, slots=True)
class Initiative:
    """One initiative: where it stands and who answers for it."""

    ref: Ref
    function: str
    approach: str
    stage: str | None
    """None where ``stages`` says nothing of it."""
    business_owner: str
    technical_owner: str

    @property
    def id(self) -> str:
        """Its id in the book."""
        return self.ref.id

    @property
    def live(self) -> bool:
        """Whether it runs: in pilot, production or scaled; where no stage is known it is taken to run."""
        return self.stage not in NOT_LIVE

    @property
    def stopped(self) -> bool:
        """Whether it was stopped."""
        return self.stage == "stopped"


@dataclass(frozen=True, slots=True)
class Need:
    """One row of ``dependencies`` with its suppliers brought to one id each.

    ``substitute`` is None where none is named; ``own`` is False where it was named for a deeper layer of the
    same initiative and the same supplier.
    """

    initiative_id: str
    layer: str
    vendor: Ref
    company_id: str | None
    """The company behind the vendor as the shipped facts name it; None where ``vendors`` does not say."""
    model: str
    rating: str | None
    """Criticality as rated; None where nobody rated the row."""
    vital: bool
    """Whether ``vendors`` calls the supplier critical."""
    substitute: str | None
    tested_on: date | None
    weeks: float | None
    cost: Decimal | None
    """Money to move to the substitute, in the book's currency."""
    place: str
    """File and row."""
    own: bool = True

    @property
    def supplier(self) -> str:
        """Id of the supplier: that of its first vendor where a company has several."""
        return self.vendor.id

    @property
    def elsewhere(self) -> bool:
        """Whether the substitute is another supplier; a second model of the same one does not help."""
        return self.substitute is not None and self.substitute != self.supplier

    @property
    def covered(self) -> bool:
        """Whether a tested substitute of another supplier stands ready."""
        return self.elsewhere and self.tested_on is not None

    @property
    def able(self) -> tuple[str, ...]:
        """Suppliers able to serve this need today."""
        return (self.supplier, self.substitute) if self.covered and self.substitute else (self.supplier,)

    def is_critical(self, ratings: frozenset[str] = frozenset({"critical"})) -> bool:
        """Whether its failure stops the initiative: by its rating, else by that of the vendor."""
        return self.rating in ratings if self.rating else self.vital


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """Every initiative and what it needs, and what could not be assessed."""

    initiatives: tuple[Initiative, ...]
    needs: tuple[Need, ...]
    """Needs of initiatives that were not stopped."""
    suppliers: Suppliers
    gaps: tuple[Gap, ...]

    def initiative(self, initiative_id: str) -> Initiative | None:
        """Return one initiative; None for an id that the book does not have."""
        return next((i for i in self.initiatives if i.id == initiative_id), None)

    def of(self, initiative_id: str) -> tuple[Need, ...]:
        """Return the needs of one initiative."""
        return tuple(need for need in self.needs if need.initiative_id == initiative_id)

    def on(self, supplier: str, *layers: str) -> tuple[Need, ...]:
        """Return the needs that a supplier serves, in some layers or in all."""
        return tuple(n for n in self.needs if n.supplier == supplier and (not layers or n.layer in layers))

    def criticality(self, initiative_id: str) -> str | None:
        """Return the highest rating among the needs of an initiative; None where none is rated."""
        found = [need.rating for need in self.of(initiative_id) if need.rating]
        return max(found, key=RATINGS.index, default=None)

    def critical(self, ratings: frozenset[str] = frozenset({"critical"})) -> tuple[str, ...]:
        """Return the initiatives with at least one critical need, in the order of the book."""
        return tuple(dict.fromkeys(n.initiative_id for n in self.needs if n.is_critical(ratings)))

    @property
    def names(self) -> tuple[str, ...]:
        """Every supplier that serves a need, in order of id."""
        return tuple(sorted({need.supplier for need in self.needs}))


def read_chain(book: Book, facts: Facts) -> Chain:
    """Read who runs on whom, and name what cannot be known."""
    suppliers = read_known_suppliers(book, facts)
    initiatives = tuple(_initiative(book, row) for row in book.select(query("initiatives")))
    stopped = {i.id for i in initiatives if i.stopped}
    needs = tuple(need for need in read_needs(book, suppliers) if need.initiative_id not in stopped)
    gaps = (*_gaps(initiatives, needs), *set_aside(book, ("dependencies", "vendors")))
    return Chain(initiatives, needs, suppliers, gaps)


def read_known_suppliers(book: Book, facts: Facts) -> Suppliers:
    """Read who is who; vendors that ``dependencies`` calls model developers make models."""
    rows = book.select(query("dependencies"))
    return read_suppliers(book, facts, [r["vendor_id"] for r in rows if r["layer"] == "model_developer"])


def read_needs(book: Book, suppliers: Suppliers) -> tuple[Need, ...]:
    """Read every dependency, also of what was stopped.

    A substitute named for a deeper layer also replaces the same supplier above: who moves from a developer
    that hosts and bills for itself needs neither its hosting nor its invoices.
    """
    vendors = {row["vendor_id"]: row for row in book.select(query("vendors"))}
    needs = [_need(row, suppliers, vendors) for row in book.select(query("dependencies"))]
    return tuple(_inherit(need, needs) for need in needs)


def _initiative(book: Book, row: dict[str, Any]) -> Initiative:
    return Initiative(
        book.initiative(row["initiative_id"]),
        row["function"] or "",
        row["approach"] or "",
        row["stage"],
        row["business_owner"] or "",
        row["technical_owner"] or "",
    )


def _need(row: dict[str, Any], suppliers: Suppliers, vendors: dict[str, dict[str, Any]]) -> Need:
    supplier = suppliers.find(row["vendor_id"]) or row["vendor_id"]
    vendor = vendors.get(row["vendor_id"], {})
    return Need(
        row["initiative_id"],
        row["layer"],
        suppliers.ref(supplier),
        vendor.get("company_id"),
        row["model"] or "",
        row["criticality"],
        bool(vendor.get("critical")),
        suppliers.find(row["substitute"]),
        row["substitute_tested_on"],
        row["migration_weeks"],
        row["migration_cost"],
        f"{row['file']}:{row['row']}",
    )


def _inherit(need: Need, rows: list[Need]) -> Need:
    if need.elsewhere:
        return need
    below = [
        other
        for other in rows
        if (other.initiative_id, other.supplier) == (need.initiative_id, need.supplier)
        and DEPTH[other.layer] > DEPTH[need.layer]
        and other.elsewhere
    ]
    if not below:
        return need
    best = max(below, key=lambda other: (other.covered, DEPTH[other.layer]))
    return replace(
        need,
        substitute=best.substitute,
        tested_on=best.tested_on,
        weeks=best.weeks,
        cost=best.cost,
        own=False,
    )


def _gaps(initiatives: Iterable[Initiative], needs: Iterable[Need]) -> Iterator[Gap]:
    found = tuple(needs)
    known = {need.initiative_id for need in found}
    for one in initiatives:
        if one.live and one.id not in known:
            yield Gap(
                one.ref,
                say("what {who} runs on is not known: add it to {table}", who=one.ref,
                    table="dependencies"),
                "dependencies",
            )  # fmt: skip
    for vendor in sorted({need.vendor for need in found if not need.company_id}, key=lambda v: v.id):
        yield Gap(
            vendor,
            say("the company behind {who} is not known: fill {column} in {table}", who=vendor,
                column="company_id", table="vendors"),
            "vendors",
        )  # fmt: skip
