"""Read the plans, judge every gate on its day and today, say what is due and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.gates import ANALYSIS
from specie.analyses.pays.gates.estimates import estimates
from specie.analyses.pays.gates.figures import figures
from specie.analyses.pays.gates.findings import find
from specie.analyses.pays.gates.headline import headline, key
from specie.analyses.pays.gates.scope import make_scope
from specie.analyses.pays.gates.settings import read_settings
from specie.analyses.pays.gates.tables import tables
from specie.model import Result, Status

if TYPE_CHECKING:
    from specie.analyses.pays.gates.scope import Scope
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Judge every plan by the rules that README.md beside this file lists."""
    del facts
    return assess(make_scope(book, read_settings(inputs), inputs.results.get("pays/effect")))


def assess(scope: Scope) -> Result:
    """Make the result from the gates."""
    numbers = tuple(estimates(scope))
    known = {(e.measure, e.subject.id, e.period): e for e in numbers}
    return Result(
        ANALYSIS.id,
        Status.OK,
        numbers,
        find(scope, known),
        tuple(table for table in tables(scope, known) if table.rows),
        tuple(figure for figure in figures(scope) if figure.data),
        tuple(headline(scope)),
        tuple(key(known, scope)),
    )
