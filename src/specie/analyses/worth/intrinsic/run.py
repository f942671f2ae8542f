"""Read, value, and put into a result."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from specie.analyses.worth.intrinsic import ANALYSIS
from specie.analyses.worth.intrinsic.estimates import all_of
from specie.analyses.worth.intrinsic.figures import all_figures
from specie.analyses.worth.intrinsic.findings import all_findings
from specie.analyses.worth.intrinsic.headline import key, sentences
from specie.analyses.worth.intrinsic.survey import make_survey
from specie.analyses.worth.intrinsic.tables import all_tables
from specie.companies.ledger import read_ledger
from specie.companies.outlook.assumption import DRIVERS
from specie.companies.outlook.case import sources
from specie.companies.outlook.own import own_assumptions
from specie.model import Result, Status, say

if TYPE_CHECKING:
    from specie.book import Book
    from specie.facts import Facts
    from specie.model import Inputs


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Value every company there are facts for, those of the book with all there is."""
    settings = {param.name: param.default for param in ANALYSIS.params} | dict(inputs.params)
    overrides = {name: str(value) for name, value in settings.items() if name in DRIVERS}
    own = own_assumptions(book, overrides, book.as_of)
    given = sources(book, facts, read_ledger(book, facts), own)
    survey = make_survey(given, inputs.seed, max(100, int(settings["paths"])), inputs.level)
    estimates = tuple(e for v in survey.full for e in all_of(v, book.as_of.isoformat(), inputs.level))
    findings = all_findings(survey, estimates, float(settings["rare"]), _other_units(book))
    if not survey.full and not survey.short:
        reason = say(
            "not assessed: no company has a revenue and a result that were known on {as_of}", as_of=book.as_of
        )
        return Result(
            ANALYSIS.id, Status.NOT_ASSESSED, findings=findings, tables=all_tables(survey), reason=reason
        )
    return Result(
        ANALYSIS.id,
        Status.OK,
        estimates,
        findings,
        all_tables(survey),
        all_figures(survey),
        tuple(sentences(survey)),
        tuple(key(survey, estimates)),
    )


def _other_units(book: Book) -> tuple[tuple[str, str, int], ...]:
    text = (files("specie.analyses.worth.intrinsic") / "financials_in_other_units.sql").read_text("utf-8")
    return tuple((row["company_id"], row["unit"] or "", row["rows"]) for row in book.select(text))
