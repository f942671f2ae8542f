"""Read the register, compare and score, and put it into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims import ANALYSIS
from specie.analyses.ruler.claims.figures import all_figures
from specie.analyses.ruler.claims.findings import all_findings
from specie.analyses.ruler.claims.headline import headline, key_estimates
from specie.analyses.ruler.claims.register import read_register
from specie.analyses.ruler.claims.settings import settings_of
from specie.analyses.ruler.claims.tables_claims import claims, relations, rival_readings
from specie.analyses.ruler.claims.tables_forecasts import bins, forecasts, growth, ranges, scores, warnings
from specie.model import Result, Status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.claims.register import Register
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Estimate, Inputs

TABLES = (claims, rival_readings, scores, bins, ranges, forecasts, growth, warnings, relations)


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Lay what others say side by side, and score what is due."""
    settings = settings_of(inputs)
    register = read_register(book, facts, inputs.level, inputs.seed, settings)
    tables = (table(register) for table in TABLES)
    return Result(
        ANALYSIS.id,
        Status.OK,
        tuple(_estimates(register)),
        all_findings(register, settings, inputs.level),
        tuple(table for table in tables if table.rows),
        all_figures(register),
        tuple(headline(register)),
        tuple(key_estimates(register)),
    )


def _estimates(register: Register) -> Iterator[Estimate]:
    yield from (r.estimate for r in register.rivals if r.estimate is not None)
    yield from (path.estimate for path in register.paths)
    for score in register.chances:
        yield from score.estimates
    for ranged in register.ranges:
        yield from (e for e in (ranged.share, ranged.score, ranged.error) if e is not None)
