"""What somebody should do something about: verdicts first, then money that is claimed, open or lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.roi.cash_findings import cash_findings
from specie.analyses.pays.roi.gap_findings import gap_findings
from specie.analyses.pays.roi.reasons import reason
from specie.analyses.pays.roi.settling import settle
from specie.model import Finding, Role, Severity, Verdict, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.pays.roi.case import Case
    from specie.analyses.pays.roi.scope import Scope
    from specie.analyses.pays.roi.verdict import Judgement
    from specie.model import Message, Ref
    from specie.model.lookup import Known

CODES = {
    Verdict.PAYS: "PAY401",
    Verdict.DOES_NOT_PAY: "PAY402",
    Verdict.TOO_EARLY: "PAY403",
    Verdict.CANNOT_TELL: "PAY404",
}
EVIDENCE = ("net_cash_year", "roi_year", "hard_benefit_year", "soft_benefit_year", "cost_year")
EVER = ("net_cash_to_date", "roi_to_date", "measured", "soft_benefit_to_date", "cost_to_date")


def findings(scope: Scope, known: Known) -> tuple[Finding, ...]:
    """Collect the findings, the loudest first."""
    parts = (*_verdicts(scope, known), *cash_findings(scope, known), *gap_findings(scope, known))
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def _verdicts(scope: Scope, known: Known) -> Iterator[Finding]:
    for case, judgement in scope.judged:
        about = case.initiative.ref
        measures = EVER if case.over_long_ago else EVIDENCE
        yield Finding(
            CODES[judgement.verdict],
            _severity(case, judgement),
            about,
            _sentence(judgement, about, reason(scope, case, judgement, known)),
            known.all(about, *measures),
            settle(scope, case, judgement, known),
            Role.ENTERPRISE,
        )


def _severity(case: Case, judgement: Judgement) -> Severity:
    """Money that still runs out is louder than money that no longer does."""
    if case.initiative.stopped_on is not None:
        return Severity.NOTE
    if judgement.verdict is Verdict.DOES_NOT_PAY:
        return Severity.ALARM
    return Severity.WATCH if judgement.verdict is Verdict.CANNOT_TELL else Severity.NOTE


def _sentence(judgement: Judgement, about: Ref, why: Message) -> Message:
    match judgement.verdict:
        case Verdict.PAYS:
            return say("{initiative} pays: {why}", initiative=about, why=why)
        case Verdict.DOES_NOT_PAY:
            return say("{initiative} does not pay: {why}", initiative=about, why=why)
        case Verdict.TOO_EARLY:
            return say("it is too early to say whether {initiative} pays: {why}", initiative=about, why=why)
        case Verdict.CANNOT_TELL:
            return say("nobody can tell whether {initiative} pays: {why}", initiative=about, why=why)
