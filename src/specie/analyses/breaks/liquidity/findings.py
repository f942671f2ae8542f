"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from specie.analyses.breaks.liquidity.cuts import enough
from specie.analyses.breaks.liquidity.estimates import limit_ref
from specie.analyses.breaks.liquidity.tables import needed
from specie.analyses.breaks.liquidity.words import BASE
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.liquidity.scope import Scope
    from specie.model import Estimate, Message

SHOWN = 5


def findings(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Finding, ...]:
    """Collect the findings."""
    parts = (
        *_floor(scope, known), *_scenarios(scope, known), *_limit(scope, known), *_commitments(scope, known),
        *_protection(scope), *_misfits(scope), *_thin(scope), *_left_out(scope),
    )  # fmt: skip
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def _floor(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    base, floor = scope.base, scope.floor_months
    if base is None or floor is None or base.chance is None or base.to_floor is None:
        return
    months = Quantity(floor, "months")
    evidence = _evidence(known, PORTFOLIO.id, "months_of_cash", "months_to_floor", "floor_chance",
                         "headroom_month")  # fmt: skip
    if base.to_floor.point is not None and base.to_floor.point <= 0:
        message = say("cash covers {left} of outflow, less than your floor of {floor}", left=evidence[0],
                      floor=months)  # fmt: skip
        action = say("stop what loses least for the money it sets free; the list shows the order")
        yield Finding("BRK610", Severity.ALARM, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)
    elif (base.chance.point or 0.0) > 1 - scope.confidence and scope.room is not None:
        message = say(
            "the chance that cash is below {floor} of outflow within {months} is {chance}; your confidence"
            " allows {allowed}",
            floor=months, months=Quantity(scope.settings.check_months, "months"),
            chance=Quantity(base.chance.point or 0.0, "fraction"),
            allowed=Quantity(1 - scope.confidence, "fraction"),
        )  # fmt: skip
        action = say(
            "{money} a month less would hold it",
            money=Quantity(round(max(-(scope.room.point or 0.0), 0.0)), scope.book.currency),
        )
        yield Finding("BRK601", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _scenarios(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    base = scope.base
    if base is None or base.chance is None or (base.chance.point or 0.0) > 0.5:
        return
    broken = [
        o for o in scope.outlooks
        if o.scenario.id != BASE and o.chance is not None and (o.chance.point or 0.0) > 0.5
    ]  # fmt: skip
    if not broken:
        return
    evidence = tuple(e for o in broken for e in _evidence(known, o.scenario.ref.id, "months_to_floor"))
    message = say(
        "as things are the floor more likely holds for {months}; it more likely does not under: {scenarios}",
        months=Quantity(scope.settings.check_months, "months"),
        scenarios=listed([Term(o.scenario.id) for o in broken]),
    )  # fmt: skip
    action = say("decide now what you would cut first: the list shows the order")
    yield Finding("BRK602", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _limit(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    limit, money = needed(scope)
    if limit is None or money <= 0:
        return
    evidence = _evidence(known, limit_ref(limit).id, "cut_needed")
    taken = enough(scope.cuts, money)
    if taken is None:
        free = sum(cut.free.low for cut in scope.cuts if cut.lost is not None)
        message = say(
            "to hold the limit {limit}, {cut} must be cut; all whose benefit is known set free {free} a year",
            limit=Term(limit.id), cut=evidence[0], free=Quantity(round(free), scope.book.currency),
        )  # fmt: skip
        action = say("measure the benefit of the others, or raise the limit on purpose")
    else:
        message = say(
            "to hold the limit {limit}, {cut} must be cut; what loses least: {what}",
            limit=Term(limit.id), cut=evidence[0],
            what=listed([cut.initiative.ref for cut in taken[:SHOWN]]),
        )  # fmt: skip
        free = round(sum(cut.free.low for cut in taken))
        action = say("they are {count} and set free {free} a year; commitments stay due",
                     count=len(taken), free=Quantity(free, scope.book.currency))  # fmt: skip
    yield Finding("BRK603", Severity.WATCH, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)


def _commitments(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    bound = [c for c in scope.commitments if c.left.high > 0]
    if bound:
        money = sum(c.left.high for c in bound)
        message = say(
            "up to {money} is promised to {count} suppliers and due whatever is stopped: {who}",
            money=Quantity(round(money), scope.book.currency), count=len(bound),
            who=listed([c.vendor for c in bound[:SHOWN]]),
        )  # fmt: skip
        evidence = tuple(e for c in bound for e in _evidence(known, c.vendor.id, "commitment_left"))
        action = say("count it as fixed; ask for less at the next renewal")
        yield Finding("BRK604", Severity.NOTE, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)
    for c in bound:
        evidence = _evidence(known, c.vendor.id, "commitment_unused")
        if c.unused is not None and c.unused.low > 0 and evidence:
            message = say(
                "at today's rate {money} of the commitment to {who} buys nothing",
                money=evidence[0], who=c.vendor,
            )  # fmt: skip
            action = say("move work there, or agree on a longer term for the rest")
            yield Finding("BRK605", Severity.WATCH, c.vendor, message, evidence, action, Role.ENTERPRISE)


def _protection(scope: Scope) -> Iterator[Finding]:
    until = scope.book.as_of + timedelta(days=scope.settings.notice_window)
    for day in scope.days:
        if day.what == "price protection ends" and scope.book.as_of <= day.day <= until:
            message = say(
                "prices of {who} are held until {day} by contract {contract}",
                who=day.contract.vendor, day=day.day, contract=day.contract.id,
            )  # fmt: skip
            action = say("agree on prices before that day")
            yield Finding("BRK606", Severity.WATCH, day.contract.vendor, message, (), action, Role.ENTERPRISE)


def _misfits(scope: Scope) -> Iterator[Finding]:
    misfits = () if scope.cash is None else scope.cash.misfits
    if misfits:
        beside = sum(m.beside for m in misfits)
        message = say(
            "in {count} months cash changed otherwise than the outflow says, by {money} together; the last on"
            " {day}",
            count=len(misfits), money=Quantity(round(beside), scope.book.currency), day=misfits[-1].day,
        )  # fmt: skip
        action = say("check both columns; money from lenders or owners is no income")
        yield Finding("BRK607", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _thin(scope: Scope) -> Iterator[Finding]:
    cash = scope.cash
    if cash is None:
        return
    for message in _thin_words(scope):
        yield Finding("BRK608", Severity.NOTE, PORTFOLIO, message, (),
                      say("add month-ends to {table}", table="cash"), Role.ENTERPRISE)  # fmt: skip


def _thin_words(scope: Scope) -> Iterator[Message]:
    cash = scope.cash
    assert cash is not None
    age = (scope.book.as_of - cash.day).days
    if age > scope.settings.stale_days:
        yield say("the last row of cash is of {day}, {age} before the book", day=cash.day,
                  age=Quantity(age, "days"))  # fmt: skip
    if cash.burn is None:
        yield say("{count} months of outflow are too few for a range or a chance", count=len(cash.outflows))
    elif cash.derived:
        yield say("{count} months of outflow follow from two balances: money from outside would hide in them",
                  count=cash.derived)  # fmt: skip
    if cash.balance <= 0:
        yield say("cash is not above zero on {day}: how long it lasts is not assessed", day=cash.day)


def _left_out(scope: Scope) -> Iterator[Finding]:
    for message in _notes(scope):
        yield Finding("BRK609", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _notes(scope: Scope) -> Iterator[Message]:
    book = scope.book
    if scope.cash is None:
        yield say("how long cash lasts is not assessed: add {table}", table="cash")
    if scope.floor_months is None:
        yield say("no floor to compare with: set {key} under [policy] in specie.toml", key="min_cash_months")
    if book.policy.ai_share_of_it_budget is None:
        yield say("no cap to compare with: set {key} under [policy] in specie.toml",
                  key="ai_share_of_it_budget")  # fmt: skip
    elif not any(limit.id == "IT cap" for limit in scope.limits):
        yield say("what must be cut to hold the cap is not assessed: it needs {table} and a forecast of"
                  " {analysis}", table="budgets", analysis="pays/spend")  # fmt: skip
    if scope.revenue_month is None:
        yield say("a fall of revenue is not assessed: add revenue to {table}", table="budgets")
    if scope.shock is None:
        yield say("a price rise is not assessed: {row} is no row of the shipped shocks",
                  row=scope.settings.price_shock)  # fmt: skip
    if not scope.contracts:
        yield say("commitments and days of contracts are not assessed: add {table}", table="contracts")
    untold = sum(1 for _, count in scope.failures if count)
    if untold:
        yield say("the failure of {count} suppliers may take more: of some initiatives the cost to move or"
                  " the benefit is not told", count=untold)  # fmt: skip
    yield from (gap.message for gap in scope.gaps)


def _evidence(
    known: Mapping[tuple[str, str], Estimate], subject: str, *measures: str
) -> tuple[Estimate, ...]:
    found = (known.get((measure, subject)) for measure in measures)
    return tuple(estimate for estimate in found if estimate is not None)
