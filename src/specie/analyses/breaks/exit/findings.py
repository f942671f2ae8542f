"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.exit.candidates import named
from specie.analyses.breaks.exit.prepared import MET, NOT_MET
from specie.analyses.breaks.exit.register import open_fields, register_tables
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.breaks.exit.plan import Plan
    from specie.analyses.breaks.exit.scope import Scope
    from specie.model import Estimate, Message, Ref
    from specie.supply.failure import Failure

SHOWN = 3


def findings(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> tuple[Finding, ...]:
    """Collect the findings."""
    parts = (
        *_limit(scope, known), *_prepared(scope, known), *_steps(scope), *_substitutes(scope),
        *_dearer(scope, known), *_register(scope), *_left_out(scope),
    )  # fmt: skip
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def over_limit(scope: Scope) -> tuple[Failure, ...]:
    """Failures whose high end is above the limit."""
    limit = scope.chosen.limit
    return () if limit is None else tuple(f for f in scope.chosen.failures if f.money.high > limit.money)


def bad_year_over(scope: Scope) -> bool:
    """Tell whether what all suppliers take in a bad year is above the limit."""
    limit, bad = scope.chosen.limit, scope.chosen.bad_year
    return limit is not None and bad is not None and bad > limit.money


def _limit(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    limit, over = scope.chosen.limit, over_limit(scope)
    if limit is None or not (over or bad_year_over(scope)):
        return
    money = Quantity(limit.money, scope.book.currency)
    who: list[Ref | Term] = [scope.supplier(f.supplier) for f in over]
    names = listed([*who, *([Term("a bad year")] if bad_year_over(scope) else [])])
    evidence = tuple(e for f in over if (e := known.get(("failure_loss", f.supplier))) is not None)
    if scope.chosen.choice is None:
        message = say("no set of measures holds these at {limit} ({source}): {who}", who=names,
                      limit=money, source=limit.source)  # fmt: skip
        action = say("name more measures in {table}, such as a second supplier, or allow a reserve",
                     table="exit_measures")  # fmt: skip
        yield Finding("BRK702", Severity.ALARM, PORTFOLIO, message, evidence, action, Role.ENTERPRISE)
        return
    message = say("what may cost more than {limit} ({source}): {who}; the cheapest way to hold it"
                  " costs {cost} a year", who=names, limit=money, source=limit.source,
                  cost=known["measures_cost", "all"])  # fmt: skip
    evidence += tuple(
        e for m in ("measures_cost", "reserve_held", "shortfall_after") if (e := known.get((m, "all")))
    )
    yield Finding("BRK701", Severity.WATCH, PORTFOLIO, message, evidence, _what(scope), Role.ENTERPRISE)


def _what(scope: Scope) -> Message:
    choice = scope.chosen.choice
    reserve = 0.0 if choice is None else choice.reserve
    said = [named(candidate, scope.supplier(candidate.supplier)) for candidate in scope.chosen.taken]
    if reserve > 0:
        said.append(say("hold {money} in reserve", money=Quantity(round(reserve), scope.book.currency)))
    return listed(said, "semicolon")


def _prepared(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    for ready in scope.ready:
        lacking = [item.what for item in ready.items if item.state == NOT_MET]
        estimate = known.get(("prepared", ready.plan.supplier))
        if not lacking or estimate is None:
            continue
        message = say(
            "to leave {who}, {met} of {all} items are met; not met: {lacking}",
            who=ready.plan.vendor, met=ready.count(MET), all=len(ready.items),
            lacking=listed(lacking[:SHOWN], "semicolon"),
        )  # fmt: skip
        action = say("{count} items are not met; close them in the order of the table", count=len(lacking))
        yield Finding(
            "BRK703", Severity.WATCH, ready.plan.vendor, message, (estimate,), action, Role.ENTERPRISE
        )


def _steps(scope: Scope) -> Iterator[Finding]:
    for plan in scope.plans:
        message = _step_words(scope, plan)
        if message is not None:
            action = say("name an owner and rehearse it")
            yield Finding("BRK704", Severity.WATCH, plan.vendor, message, (), action, Role.DEVELOPER)


def _step_words(scope: Scope, plan: Plan) -> Message | None:
    ownerless = sum(not s.owner for s in plan.steps)
    never = sum(s.rehearsed_on is None for s in plan.steps)
    stale = sum(
        s.rehearsed_on is not None and (scope.book.as_of - s.rehearsed_on).days > scope.settings.stale_days
        for s in plan.steps
    )
    if not (ownerless or never or stale):
        return None
    return say(
        "of {all} steps of leaving {who}: {ownerless} without owner, {never} never rehearsed, {stale}"
        " rehearsed longer ago than {days}",
        all=len(plan.steps), who=plan.vendor, ownerless=ownerless, never=never, stale=stale,
        days=Quantity(scope.settings.stale_days, "days"),
    )  # fmt: skip


def _substitutes(scope: Scope) -> Iterator[Finding]:
    for move, name in scope.running.unknown:
        message = say("the substitute {name} of {who} is no supplier of the book and no provider of the price"
                      " list", name=name, who=move.initiative.ref)  # fmt: skip
        action = say("write its vendor_id, or provider/model, into {column}", column="substitute")
        yield Finding("BRK705", Severity.NOTE, move.initiative.ref, message, (), action, Role.DEVELOPER)


def _dearer(scope: Scope, known: Mapping[tuple[str, str], Estimate]) -> Iterator[Finding]:
    for plan in scope.plans:
        own, other = (known.get((m, plan.supplier)) for m in ("list_cost_year", "substitute_cost_today"))
        if own is None or other is None or own.high is None or other.low is None or other.low <= own.high:
            continue
        message = say("the use that would leave {who} cost {own} at list prices and costs {other} on the"
                      " substitutes", who=plan.vendor, own=own, other=other)  # fmt: skip
        action = say("count the difference into the decision; agree on prices with the substitute now")
        yield Finding("BRK706", Severity.NOTE, plan.vendor, message, (own, other), action, Role.ENTERPRISE)


def _register(scope: Scope) -> Iterator[Finding]:
    made = register_tables(scope)
    open_ = open_fields(made)
    if open_:
        cells = sum(len(table.rows) * len(table.columns) for table in made)
        message = say("{open} of {all} fields of the register are not assessed", open=open_, all=cells)
        action = say("fill {columns}", columns="vendors.legal_id, contracts.service, contracts.audited_on")
        yield Finding("BRK708", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _left_out(scope: Scope) -> Iterator[Finding]:
    for message in _notes(scope):
        yield Finding("BRK707", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _notes(scope: Scope) -> Iterator[Message]:
    if scope.chosen.limit is None:
        yield say("no limit to compare with: set {key} under [policy] in specie.toml", key="max_tail_loss")
    if not any(plan.steps for plan in scope.plans):
        yield say("what must move to leave a supplier is not assessed: add {table}", table="exit_steps")
    if not scope.contracts:
        yield say("contract terms and the register are not assessed: add {table}", table="contracts")
    if scope.settings.reserve and scope.book.policy.hurdle_rate is None:
        yield say("what a reserve costs is not assessed: set {key} under [policy] in specie.toml",
                  key="hurdle_rate")  # fmt: skip
    untold = sum(c.cost is None for c in scope.found)
    if untold:
        yield say("{count} measures have no cost and cannot be chosen: fill {column} in {table}",
                  count=untold, column="migration_cost", table="dependencies")  # fmt: skip
    for move in scope.running.untold:
        yield say("what running {who} on its substitute costs is not assessed: no model of it is in use or"
                  " named as provider/model", who=move.initiative.ref)  # fmt: skip
    unseen = sum(f.untold for f in scope.chosen.failures)
    if unseen:
        yield say("the loss may be more: of {count} initiatives a cost to move or a benefit is not told",
                  count=unseen)  # fmt: skip
    yield from (gap.message for gap in (*scope.gaps, *scope.running.gaps))
