"""Words of the tables that mean two things: what was sold, and what kind of document says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.companies.record import MARKET_VALUE
from specie.model import Term

if TYPE_CHECKING:
    pass

SOLD = {
    "primary": Term("new shares"),
    "secondary": Term("existing shares"),
    "tender": Term("tender offer"),
    "strategic": Term("strategic deal"),
    "convertible": Term("convertible"),
    "market": MARKET_VALUE,
}
DOCUMENT = {"primary": Term("primary document"), "secondary": Term("secondary document")}


def sold(kind: str) -> Term:
    """What was sold, as a word; an unknown kind stays as the user wrote it."""
    return SOLD.get(kind, Term(kind))
