"""What somebody should do something about: the loudest first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from specie.analyses.breaks.shocks.estimates import cost, months
from specie.analyses.breaks.shocks.tables import name_of
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say
from specie.supply.outlay import METERED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.breaks.shocks.models import InUse
    from specie.analyses.breaks.shocks.trace import Shock
    from specie.analyses.breaks.shocks.view import View
    from specie.model import Message, Ref

MOST = 3
NAMED = 4


def findings(view: View) -> tuple[Finding, ...]:
    """Collect the findings."""
    parts = (
        *_standstill(view),
        *_below_zero(view),
        *_retirements(view),
        *_protection(view),
        *_unprotected(view),
        *_seats(view),
        *_announced(view),
        *_open(view),
    )
    return tuple(sorted(parts, key=lambda finding: -finding.severity.rank))


def _standstill(view: View) -> Iterator[Finding]:
    found = [(shock, _critical(shock)) for shock in view.of("insolvent", "access")]
    struck = [(shock, who) for shock, who in found if who]
    for shock, who in sorted(struck, key=lambda each: -len(each[1]))[:MOST]:
        message = say(
            "{shock}: {count} critical initiatives stand still, up to {months}, {money} a year",
            shock=name_of(shock), count=len(who), months=months(view, shock), money=cost(view, shock),
        )  # fmt: skip
        action = say("test a substitute elsewhere for each, the one that loses most first")
        yield Finding(
            "BRK301", Severity.ALARM if shock.kind == "insolvent" else Severity.WATCH, shock.about, message,
            (cost(view, shock), months(view, shock)), action, Role.ENTERPRISE,
        )  # fmt: skip


def _critical(shock: Shock) -> tuple[str, ...]:
    return tuple(s.initiative.id for s in shock.standstills if s.critical and s.months[1] > 0)


def _below_zero(view: View) -> Iterator[Finding]:
    for kind in ("price_rise", "seats", "growth"):
        found = [(s, [one for one in view.after[s.id] if one.falls]) for s in view.of(kind)]
        for shock, falls in [each for each in found if each[1]][:MOST]:
            message = say(
                "{shock}: {who} would no longer pay; it costs {money} a year",
                shock=name_of(shock), who=_some([one.initiative.ref for one in falls]),
                money=cost(view, shock),
            )  # fmt: skip
            action = say("cap the use, agree on the price, or test a cheaper model before it happens")
            yield Finding(
                "BRK302", Severity.WATCH, shock.about, message, (cost(view, shock),), action, Role.ENTERPRISE
            )


def _retirements(view: View) -> Iterator[Finding]:
    dated = [model for model in view.models if model.ends_on() is not None]
    for model in sorted(dated, key=lambda m: str(m.ends_on())):
        yield from _retirement(view, model)


def _retirement(view: View, model: InUse) -> Iterator[Finding]:
    ends, row = model.ends_on(), model.retirement
    if ends is None or row is None:
        return
    who = _some([view.scope.book.initiative(name) for name in model.initiatives])
    gone = ends <= view.scope.day
    message = (
        say("{model}, used by {who}, was to be shut down on {day}", model=model.ref, who=who, day=ends)
        if gone
        else say("{model}, used by {who}, is shut down on {day}", model=model.ref, who=who, day=ends)
    )
    action = (
        say("move to {model} and test it", model=listed(row.replacements))
        if row.replacements
        else say("choose another model, move and test it before that day")
    )
    severity = Severity.ALARM if gone else Severity.WATCH
    yield Finding("BRK303", severity, model.ref, message, (), action, Role.DEVELOPER)


def _protection(view: View) -> Iterator[Finding]:
    scope = view.scope
    last = scope.day + timedelta(days=round(scope.settings.protection_months * 30.4375))
    for contract in scope.contracts:
        until = contract.protected_until(scope.day)
        if until is None or until > last:
            continue
        own = scope.contract(contract.supplier) is contract
        shock = next((s for s in view.shocks if own and s.id == f"protection/{contract.supplier}"), None)
        message = say(
            "the cap on prices of {who} in contract {contract} ends on {day}",
            who=contract.vendor, contract=contract.id, day=until,
        )  # fmt: skip
        evidence = () if shock is None else (cost(view, shock),)
        action = say("ask to extend the cap before the day of notice")
        yield Finding("BRK304", Severity.WATCH, contract.vendor, message, evidence, action, Role.ENTERPRISE)


def _unprotected(view: View) -> Iterator[Finding]:
    scope = view.scope
    for supplier in sorted({s for one in scope.live for s in scope.payees(one.id)}):
        contract = scope.contract(supplier)
        if contract is None or contract.price_protection is None:
            money = sum(
                scope.outlay.sum(initiative=i.id, supplier=supplier, kinds=METERED) for i in scope.live
            )
            message = say(
                "no contract in force caps the prices of {who}: {money} a year is paid by use",
                who=scope.chain.suppliers.ref(supplier), money=Quantity(money, scope.book.currency),
            )  # fmt: skip
            action = say("ask for a cap, or fill {column} in {table}", column="price_protection",
                         table="contracts")  # fmt: skip
            who = scope.chain.suppliers.ref(supplier)
            yield Finding("BRK305", Severity.NOTE, who, message, (), action, Role.ENTERPRISE)


def _seats(view: View) -> Iterator[Finding]:
    for shock in view.of("seats")[:1]:
        if shock.money.severe > 0:
            message = say(
                "seats of {who} billed by use would cost {money} a year more", who=shock.about,
                money=cost(view, shock),
            )  # fmt: skip
            action = say("ask what the contract says of a change of billing")
            yield Finding(
                "BRK306", Severity.NOTE, shock.about, message, (cost(view, shock),), action, Role.ENTERPRISE
            )


def _announced(view: View) -> Iterator[Finding]:
    for price in view.alternatives.changing:
        message = say(
            "the list price of {model} changes by {day}", model=price.model, day=view.alternatives.later
        )
        action = say("put the new price into the budget; the table of other models shows it")
        yield Finding("BRK307", Severity.WATCH, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _open(view: View) -> Iterator[Finding]:
    tables = list(dict.fromkeys(gap.table for gap in view.gaps))
    if tables:
        message = say(
            "{count} things that shocks act on are not assessed: see {tables}",
            count=Quantity(len(view.gaps), "count"), tables=listed(tables),
        )  # fmt: skip
        yield Finding("BRK308", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)


def _some(refs: Sequence[Ref]) -> Message:
    """Name the first few and count the others."""
    if len(refs) <= NAMED:
        return listed(refs)
    return say("{names} and {count} more", names=listed(refs[:NAMED]), count=len(refs) - NAMED)
