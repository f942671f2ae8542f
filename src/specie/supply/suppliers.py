"""Who is who: names on bills, vendors of the book and companies of the facts brought to one id."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from specie.model import Ref
from specie.supply.queries import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.book import Book
    from specie.facts import Fact, Facts

LAB = "lab"
"""Kind of company in the facts that makes models."""


@dataclass(frozen=True, slots=True, eq=False)
class Suppliers:
    """Every name by which a supplier is known, in lower case, and the one id it stands for.

    Vendors of one company share one id: two rows of ``vendors`` do not halve a dependence.
    """

    book: Book
    ids: Mapping[str, str]
    labels: Mapping[str, str]
    developers: frozenset[str]
    regions: Mapping[str, str]

    def find(self, name: str | None) -> str | None:
        """Id of a vendor id or name; a name nobody listed is its own id."""
        if name is None or not name.strip():
            return None
        return self.ids.get(_plain(name), name.strip())

    def ref(self, supplier: str) -> Ref:
        """Return the reference of a supplier with the name to show."""
        return Ref("vendor", supplier, self.labels.get(supplier, ""))

    def label(self, supplier: str) -> str:
        """Return the name to show."""
        return self.ref(supplier).name


def read_suppliers(book: Book, facts: Facts, developers: Iterable[str]) -> Suppliers:
    """Bring the names together; ``developers`` are vendor ids that dependencies names as model developers."""
    vendors = book.select(query("vendors"))
    companies = {str(fact["company_id"]): fact for fact in facts.rows("companies")}
    first = _first_of_company(vendors)
    ids: dict[str, str] = {}
    for name, vendor_id in _names(book, vendors, companies):
        ids.setdefault(_plain(name), first.get(vendor_id, vendor_id))
    known = Suppliers(book, ids, _labels(vendors, first), frozenset(), _regions(vendors, first))
    labs = {key for key, fact in companies.items() if fact["kind"] == LAB}
    makers = {
        *developers,
        *(row["vendor_id"] for row in vendors if row["company_id"] in labs),
        *(str(companies[key]["name"]) for key in labs),
    }
    return replace(known, developers=frozenset(known.find(name) or name for name in makers))


def _names(
    book: Book, vendors: list[dict[str, Any]], companies: Mapping[str, Fact]
) -> Iterator[tuple[str, str]]:
    """Yield every name with its vendor; the first one to claim a name keeps it."""
    yield from ((row["vendor_id"], row["vendor_id"]) for row in vendors)
    yield from ((row["name"], row["vendor_id"]) for row in vendors if row["name"])
    yield from book.settings.bills.vendors.items()
    yield from ((row["issuer"], row["vendor_id"]) for row in book.select(query("issuers")))
    for row in vendors:
        if row["company_id"] in companies:
            yield str(companies[row["company_id"]]["name"]), row["vendor_id"]


def _first_of_company(vendors: list[dict[str, Any]]) -> dict[str, str]:
    """Map each vendor to the first vendor of the same company."""
    first: dict[str, str] = {}
    owner: dict[str, str] = {}
    for row in vendors:
        company = row["company_id"]
        first[row["vendor_id"]] = owner.setdefault(company, row["vendor_id"]) if company else row["vendor_id"]
    return first


def _labels(vendors: list[dict[str, Any]], first: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, list[str]] = {}
    for row in vendors:
        names.setdefault(first[row["vendor_id"]], []).append(row["name"] or row["vendor_id"])
    return {supplier: " / ".join(dict.fromkeys(found)) for supplier, found in names.items()}


def _regions(vendors: list[dict[str, Any]], first: Mapping[str, str]) -> dict[str, str]:
    return {first[row["vendor_id"]]: row["region"] for row in reversed(vendors) if row["region"]}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
