"""Read both sides, link them, and put the chain into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.link import ANALYSIS
from specie.analyses.worth.link.chain import make_chain
from specie.analyses.worth.link.estimates import all_of
from specie.analyses.worth.link.figures import all_figures
from specie.analyses.worth.link.findings import all_findings
from specie.analyses.worth.link.headline import key, sentences
from specie.analyses.worth.link.tables import all_tables
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Follow the chain from initiatives that do not pay to prices and runways, and back to your contracts.

    See README.md beside this file for the formulas, their sources and when they mislead.
    """
    chain = make_chain(book, facts, inputs)
    if not chain.suppliers:
        reason = say("not assessed: the book names no supplier and no position: add vendors")
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=reason)
    estimates = tuple(all_of(chain, inputs.level))
    known = {(e.measure, e.subject.id, e.period): e for e in estimates}
    return Result(
        ANALYSIS.id,
        Status.OK,
        estimates,
        all_findings(chain, estimates),
        all_tables(chain, facts, known),
        all_figures(chain),
        tuple(sentences(chain, known)),
        tuple(key(chain, estimates)),
    )
