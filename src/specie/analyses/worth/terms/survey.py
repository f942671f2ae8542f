"""Every firm that can be valued: with the user's terms first, then those whose terms are not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.worth.terms.appraisal import Appraisal, appraise
from specie.analyses.worth.terms.from_rounds import from_rounds
from specie.analyses.worth.terms.from_terms import from_terms
from specie.analyses.worth.terms.own_terms import own_terms
from specie.analyses.worth.terms.refusal import Refused
from specie.companies.comparable import chains, comparables

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.analyses.worth.terms.cap_table import CapTable
    from specie.analyses.worth.terms.model import Model
    from specie.book import Book
    from specie.companies.comparable import Comparable
    from specie.companies.ledger import Ledger
    from specie.companies.record import Company

MOST_UNNAMED = 3
"""Firms that are valued where the book points to none: the dearest."""


@dataclass(frozen=True, slots=True)
class Survey:
    """Firms by what is known of their terms, and those that cannot be valued."""

    own: tuple[Appraisal, ...]
    assumed: tuple[Appraisal, ...]
    refused: tuple[Refused, ...]
    left_out: int

    @property
    def all(self) -> tuple[Appraisal, ...]:
        """Every firm valued, the user's terms first."""
        return (*self.own, *self.assumed)

    def of(self, company: str) -> Appraisal | None:
        """The appraisal of a company; None where it was not valued."""
        return next((a for a in self.all if a.table.company.id == company), None)


def make_survey(book: Book, ledger: Ledger, model: Model) -> Survey:
    """Value every firm of the book's terms, and every firm that its vendors and holdings point to."""
    written = own_terms(book)
    built = [from_terms(own, ledger) for own in written]
    named = {own.company for own in written}
    by_company = chains(comparables(ledger)[0])
    others = [_from_prices(c, by_company.get(c.id, ()), model) for c in _others(ledger, by_company, named)]
    refused = (*_refusals(built), *_refusals(tables[0] for tables in others))
    return Survey(
        tuple(appraise(table, model) for table in built if not isinstance(table, Refused)),
        tuple(
            appraise(table, model, _tables(rest)) for table, *rest in others if not isinstance(table, Refused)
        ),
        refused,
        sum(own.left_out for own in written),
    )


def _others(
    ledger: Ledger, by_company: Mapping[str, tuple[Comparable, ...]], named: set[str]
) -> Sequence[Company]:
    pointed = [company for company in ledger.focus if company.id not in named]
    if ledger.focus or named:
        return pointed
    unlisted = [id_ for id_ in by_company if not ledger.company(id_).listed]
    dearest = sorted(unlisted, key=lambda id_: (-(by_company[id_][-1].price.post or 0.0), id_))
    return [ledger.company(id_) for id_ in dearest[:MOST_UNNAMED]]


def _from_prices(
    company: Company, chain: Sequence[Comparable], model: Model
) -> tuple[CapTable | Refused, ...]:
    """The firm at its stated price, and at the ends where reports of the price differ."""
    table = from_rounds(company, chain, model.pool)
    if isinstance(table, Refused):
        return (table,)
    item = next(c for c in reversed(chain) if c.on == table.on)
    ends = {float(p.post) for p in item.conflicts if p.post is not None} - {item.price.post}
    return (table, *(from_rounds(company, chain, model.pool, end) for end in sorted(ends)))


def _tables(built: Iterable[CapTable | Refused]) -> tuple[CapTable, ...]:
    return tuple(table for table in built if not isinstance(table, Refused))


def _refusals(built: Iterable[CapTable | Refused]) -> tuple[Refused, ...]:
    return tuple(table for table in built if isinstance(table, Refused))
