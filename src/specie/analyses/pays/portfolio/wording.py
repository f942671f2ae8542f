"""Words and lists that several parts of the portfolio use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.moves import Kind
from specie.analyses.pays.portfolio.organisation import Return
from specie.analyses.pays.portfolio.taxonomy import Sort
from specie.model import Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.pays.portfolio.moves import Move

NAMES_SHOWN = 8
VERDICT_WORDS = {
    Verdict.PAYS: Term("pays"),
    Verdict.DOES_NOT_PAY: Term("does not pay"),
    Verdict.TOO_EARLY: Term("too early"),
    Verdict.CANNOT_TELL: Term("cannot tell"),
}
KIND_WORDS = {
    Kind.STOP: Term("stop or change"),
    Kind.CONVERT: Term("turn hours into cash"),
    Kind.EXPERIMENT: Term("better experiment"),
    Kind.GROW: Term("grow"),
    Kind.WAIT: Term("wait"),
}
RETURN_WORDS = {
    Return.POSITIVE: Term("positive"),
    Return.ZERO: Term("zero"),
    Return.NEGATIVE: Term("negative"),
    Return.UNKNOWN: Term("unknown"),
}
SORT_WORDS = {
    Sort.NEW_BUSINESS: Term("new business"),
    Sort.EFFICIENCY: Term("efficiency"),
    Sort.NOT_NAMED: Term("no account named"),
}
PROCEDURE_WORDS = {
    "each alone": Term("each alone"),
    "benjamini_hochberg": Term("Benjamini-Hochberg"),
    "adaptive": Term("Benjamini-Hochberg, adaptive"),
    "e_benjamini_hochberg": Term("e-values"),
}


def names(moves: Sequence[Move]) -> str:
    """List ids, a long list cut short."""
    ids = [move.holding.ref.id for move in moves]
    return ", ".join(ids[:NAMES_SHOWN]) + (", …" if len(ids) > NAMES_SHOWN else "")
