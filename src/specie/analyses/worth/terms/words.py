"""Words for rights, for sets of terms and for readings of the chance of an IPO."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import Term

if TYPE_CHECKING:
    from specie.analyses.worth.terms.rights import ShareClass

RIGHTS = {
    "multiple": Term("liquidation multiple"),
    "rank": Term("seniority"),
    "participating": Term("participation"),
    "ratchet": Term("IPO ratchet"),
    "qualified": Term("veto over a lower IPO"),
    "dividend": Term("cumulative dividends"),
}
SETS = (
    Term("plain preference"), Term("senior preference"), Term("veto over a lower IPO"), Term("IPO ratchet"),
    Term("IPO ratchet with a premium"), Term("double preference"), Term("participating preference"),
)  # fmt: skip
"""Names of the sets of terms."""
TAILS = {
    "clamped": Term("stays at its last value"),
    "continued": Term("goes on rising"),
    "certain": Term("certain at once"),
}
SALE, LISTING = Term("sale"), Term("IPO")


def kind_of(share_class: ShareClass) -> Term:
    """Preferred, common, option or pool, as a word of the vocabulary."""
    return Term(share_class.kind)
