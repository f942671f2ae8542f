"""Everything the analysis knows, put together once for tables, figures and findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.analyses.breaks.stability.estimates import estimates, widest_first
from specie.analyses.breaks.stability.settings import Limits, read_limits, read_settings
from specie.companies.survival.assess import Field, Survival, assess
from specie.model import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.book import Book
    from specie.companies.survival.chance import Chance
    from specie.facts import Facts
    from specie.model import Estimate, Inputs


@dataclass(frozen=True, slots=True)
class View:
    """The companies, what was worked out of each, and the limits."""

    book: Book
    field: Field
    limits: Limits
    estimates: tuple[Estimate, ...]
    known: Mapping[tuple[str, str, str], Estimate]
    """By measure, company and period."""

    @property
    def day(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    @property
    def named(self) -> tuple[Survival, ...]:
        """Companies that findings speak of: those of the book, else all."""
        own = tuple(s for s in self.field.every if s.pointed_to)
        return own or self.field.every

    @property
    def ordered(self) -> tuple[Survival, ...]:
        """Those of the book first, each group by the upper end of its chance."""
        own = tuple(s for s in self.field.every if s.pointed_to)
        others = tuple(s for s in self.field.every if not s.pointed_to)
        return (*widest_first(own), *widest_first(others))

    def get(self, measure: str, survival: Survival, period: str | None = None) -> Estimate | None:
        """Return one number of a company; None where it was not told."""
        return self.known.get((measure, survival.company.id, period or self.day))

    def at(self, survival: Survival, chance: Chance, months: int) -> Estimate | None:
        """Return the chance at a horizon under its own measure."""
        measure = f"failure_{chance.window}" if chance.window else "failure_probability"
        return self.known.get((measure, survival.company.id, f"next {months} months"))

    def role(self, survival: Survival) -> Role:
        """Who acts: the enterprise on its suppliers, an investor on its positions."""
        supplier = survival.company.id in self.field.ledger.suppliers
        return Role.ENTERPRISE if supplier or not survival.pointed_to else Role.INVESTOR


def make_view(book: Book, facts: Facts, inputs: Inputs) -> View:
    """Read the tables and work everything out."""
    field = assess(book, facts, read_settings(inputs))
    day = book.as_of.isoformat()
    every = tuple(e for s in field.every for e in estimates(s, day))
    return View(
        book,
        field,
        read_limits(book, inputs),
        every,
        {(e.measure, e.subject.id, e.period): e for e in every},
    )
