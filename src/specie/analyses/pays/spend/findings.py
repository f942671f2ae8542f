"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.spend.bills import origin_of
from specie.analyses.pays.spend.limit_findings import limit_findings
from specie.analyses.pays.spend.months import months_between, named
from specie.analyses.pays.spend.movement_findings import movement_findings
from specie.analyses.pays.spend.totals import unassigned
from specie.model import PORTFOLIO, Finding, Quantity, Ref, Role, Severity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.pays.spend.assessed import Assessed
    from specie.analyses.pays.spend.bills import BillFile
    from specie.model import Estimate, Message

EstimateKey = tuple[str, str, str]


def findings(found: Assessed, known: Mapping[EstimateKey, Estimate]) -> tuple[Finding, ...]:
    """Collect the findings."""
    parts = (
        *_bills(found),
        *_set_aside(found),
        *limit_findings(found, known),
        *_unassigned(found, known),
        *movement_findings(found, known),
        *_gaps(found),
        *_effective(found, known),
        *_left_out(found),
    )
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def _bills(found: Assessed) -> Iterator[Finding]:
    for bill in found.bills:
        if not bill.reconciles:
            yield _unreconciled(found, bill)


def _unreconciled(found: Assessed, bill: BillFile) -> Finding:
    scope, about = found.scope, Ref("bill", bill.file)
    gap = max(bill.differences, key=abs)
    evidence = exact(
        "bill_difference", about, bill.period, gap, scope.currency, "sum", origin_of(scope, bill),
        denominator=say("all used rows of the file"),
    )  # fmt: skip
    message = say(
        "{file} bills {billed}, the ledger holds {ledger} of it: {gap} is not accounted for",
        file=bill.file, billed=scope.money(bill.billed), ledger=scope.money(bill.ledger),
        gap=scope.money(gap),
    )  # fmt: skip
    action = say("do not use figures that contain this file until the difference is zero")
    return Finding("PAY102", Severity.ALARM, about, message, (evidence,), action, Role.ENTERPRISE)


def _set_aside(found: Assessed) -> Iterator[Finding]:
    for table in ("bills", "costs"):
        source = found.scope.book.sources.get(table)
        if source is not None and source.rows_set_aside:
            message = say(
                "{aside} of {read} rows of {table} were set aside, so their money is in no sum",
                aside=source.rows_set_aside, read=source.rows_read, table=table,
            )  # fmt: skip
            action = say("look at the problems of the book: each names file, row and column")
            yield Finding("PAY103", Severity.WATCH, PORTFOLIO, message, (), action, Role.DEVELOPER)


def _unassigned(found: Assessed, known: Mapping[EstimateKey, Estimate]) -> Iterator[Finding]:
    scope = found.scope
    amount, whole = unassigned(scope), scope.year.total
    if whole <= 0 or amount / whole <= scope.settings.unassigned_limit:
        return
    message = say(
        "{amount}, {share} of the spending of {time}, belongs to no initiative",
        amount=scope.money(amount), share=Quantity(amount / whole, "fraction"),
        time=Quantity(len(months_between(scope.year.start, scope.year.end)), "months"),
    )  # fmt: skip
    action = say(
        "map tags, accounts, SKUs or services of bills to initiatives in specie.toml and fill {column} in"
        " costs, the largest first",
        column="initiative_id",
    )
    evidence = _evidence(known, ("unassigned_share", "portfolio", PORTFOLIO.id))
    yield Finding("PAY101", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.DEVELOPER)


def _gaps(found: Assessed) -> Iterator[Finding]:
    scope = found.scope
    missing = (*scope.missing, *scope.late)
    if missing:
        message = say(
            "{count} complete months have no row in bills or costs, the latest of them {month}",
            count=len(missing), month=named(missing[-1]),
        )  # fmt: skip
        action = say("add the bills and costs of these months, or set the date of the book back")
        yield Finding("PAY113", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _effective(found: Assessed, known: Mapping[EstimateKey, Estimate]) -> Iterator[Finding]:
    billed, effective = (
        known.get((measure, "portfolio", PORTFOLIO.id)) for measure in ("billed_cost", "effective_cost")
    )
    if billed is None or effective is None or billed.point is None or effective.point is None:
        return
    if abs(billed.point - effective.point) > 0.01 * max(abs(billed.point), 0.01):
        message = say(
            "the bills charge {billed} for use that cost {effective}: prepayment or commitment lies between",
            billed=billed, effective=effective,
        )  # fmt: skip
        action = say("use billed cost for cash and effective cost for the price of use")
        yield Finding(
            "PAY112", Severity.NOTE, PORTFOLIO, message, (billed, effective), action, Role.ENTERPRISE
        )


def _left_out(found: Assessed) -> Iterator[Finding]:
    for message in _notes(found):
        yield Finding("PAY109", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)
    if found.unforecast is not None:
        message = say("there is no forecast: {reason}", reason=found.unforecast)
        yield Finding("PAY110", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _notes(found: Assessed) -> Iterator[Message]:
    book = found.scope.book
    if not book.has("budgets"):
        yield say("share of the IT budget not assessed: add {table}", table="budgets")
    elif book.policy.ai_share_of_it_budget is None:
        yield say(
            "no limit to compare with: set {key} under [policy] in specie.toml", key="ai_share_of_it_budget"
        )
    if not book.has("stages"):
        yield say("spending by stage not assessed: add {table}", table="stages")
    if not book.has("costs"):
        yield say("only bills are counted; for labour, integration and licences add {table}", table="costs")
    if not found.bills:
        yield say("only costs are counted; for cloud and model bills add files to {table}", table="bills/")


def _evidence(known: Mapping[EstimateKey, Estimate], *keys: EstimateKey) -> tuple[Estimate, ...]:
    return tuple(known[key] for key in keys if key in known)
