"""Words of the tables that mean two things: what was sold, and what kind of document says so."""

from __future__ import annotations

from specie.model import Term

SOLD = {
    "primary": Term("new shares"),
    "secondary": Term("existing shares"),
    "tender": Term("tender offer"),
    "strategic": Term("strategic deal"),
    "convertible": Term("convertible"),
    "market": Term("market value"),
}
DOCUMENT = {"primary": Term("primary document"), "secondary": Term("secondary document")}


def sold(kind: str) -> Term:
    """What was sold, as a word; an unknown kind stays as the user wrote it."""
    return SOLD.get(kind, Term(kind))
