"""What a reader should act on, and what was left out for lack of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.stress.estimates import PERIOD, limit_ref, period_of
from specie.analyses.breaks.stress.scope import HIGH, not_known
from specie.analyses.breaks.stress.simulate import LIMITS
from specie.analyses.breaks.stress.tables import edge_name
from specie.kernel.stress.enterprise import CAUSES
from specie.model import PORTFOLIO, Finding, Quantity, Role, Severity, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stress.drawn import Drawn
    from specie.model import Message, Ref

HALF = 0.5
MILD = 0.3
"""A limit that breaks by a fall of this depth or less is an alarm."""


def all_findings(of: Drawn) -> tuple[Finding, ...]:
    """Put all findings together."""
    enterprise = (*_limits(of), *_supplier(of), *_edge(of), *_handed_on(of), *_chances(of))
    return (*(enterprise if of.scope.exposure.initiatives else ()), *_positions(of), *_left_out(of))


def _limits(of: Drawn) -> Iterator[Finding]:
    for name in LIMITS:
        found = of.estimates.get(("smallest_fall", limit_ref(name).id, PERIOD))
        if found is None or (found.high is None and (found.low or 0.0) >= of.curve.depths[-1]):
            continue
        chance = of.estimates["chance_broken", limit_ref(name).id, period_of(of.central)]
        message = say(
            "{year}: {limit} breaks with a chance of {chance}; the smallest fall that breaks it is {fall}",
            limit=limit_ref(name), fall=found, year=of.central.label, chance=chance,
        )  # fmt: skip
        alarm = found.high is not None and found.high <= MILD
        action = say("take out the edge that helps most, or change the limit on purpose")
        severity = Severity.ALARM if alarm else Severity.WATCH
        yield Finding("BRK501", severity, limit_ref(name), message, (found, chance), action, Role.ENTERPRISE)


def _supplier(of: Drawn) -> Iterator[Finding]:
    es = of.middle.enterprise.part_es.reshape(len(CAUSES), -1).sum(axis=0)
    total = float(es.sum())
    if not es.size or total <= 0:
        return
    worst = int(es.argmax())
    part = of.estimates.get(("shortfall_supplier", of.scope.vendor(worst).id, period_of(of.central)))
    if part is not None and es[worst] > HALF * total:
        message = say(
            "{year}: {supplier} brings {part} of an expected shortfall of {total}",
            supplier=of.scope.vendor(worst), part=part, total=Quantity(total, of.scope.book.currency),
            year=of.central.label,
        )  # fmt: skip
        action = say("test a substitute for the work that stops with it")
        yield Finding(
            "BRK502", Severity.WATCH, of.scope.vendor(worst), message, (part,), action, Role.ENTERPRISE
        )


def _edge(of: Drawn) -> Iterator[Finding]:
    if of.removed and of.removed[0].saved > 0:
        best = of.removed[0]
        message = say(
            "{year}: the edge whose removal helps most is {edge}; the expected shortfall falls by {saved}",
            edge=edge_name(of, best), saved=Quantity(best.saved, of.scope.book.currency),
            year=of.central.label,
        )  # fmt: skip
        subject: Ref = PORTFOLIO
        action = say("ask what another partner for that deal would change")
        if best.need is not None:
            subject = of.scope.book.initiative(of.scope.exposure.initiatives[best.need[0]])
            action = say("test a substitute for this need first")
        yield Finding("BRK503", Severity.WATCH, subject, message, (), action, Role.ENTERPRISE)


def _handed_on(of: Drawn) -> Iterator[Finding]:
    others = of.outcomes[of.central.id][HIGH].by_others
    for k in np.flatnonzero(others).tolist():
        message = say(
            "{year}: in {share} of the years {supplier} fails because other firms do",
            share=Quantity(float(others[k]), "fraction"), supplier=of.scope.vendor(k), year=of.central.label,
        )  # fmt: skip
        action = say("see which deals carry it in {analysis}", analysis="breaks/contagion")
        yield Finding("BRK504", Severity.WATCH, of.scope.vendor(k), message, (), action, Role.ENTERPRISE)


def _chances(of: Drawn) -> Iterator[Finding]:
    known = set(of.scope.firms.supplier.tolist())
    missing = [of.scope.vendor(k) for k in range(len(of.scope.exposure.suppliers)) if k not in known]
    if missing:
        message = say(
            "the chance that {suppliers} fails is not known: never drawn", suppliers=listed(missing)
        )
        action = say("name its company in {table}, and add its figures to {facts}", table="vendors",
                     facts="financials")  # fmt: skip
        yield Finding("BRK505", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _positions(of: Drawn) -> Iterator[Finding]:
    for ref, why in of.scope.holder.left_out:
        message = say("position {position}: {why}", position=ref, why=why)
        action = say("add closes to {prices}, or terms and rounds of a private class", prices="prices")
        yield Finding("BRK507", Severity.NOTE, ref, message, (), action, Role.INVESTOR)
    assumed = [p.ref for p in of.scope.holder.positions if not p.measured]
    if assumed:
        message = say("{positions} are taken to fall as the market does", positions=listed(assumed))
        action = say(
            "set {param} to the ticker of an index in {prices}", param="market_ticker", prices="prices"
        )
        yield Finding("BRK509", Severity.NOTE, PORTFOLIO, message, (), action, Role.INVESTOR)


def _left_out(of: Drawn) -> Iterator[Finding]:
    for message in _notes(of):
        yield Finding("BRK506", Severity.NOTE, PORTFOLIO, message, (), None, Role.ENTERPRISE)
    for name in of.scope.unknown:
        message = say("no past fall is called {name}", name=name)
        action = say("use an id of {table}", table="facts/analogues.csv")
        yield Finding("BRK508", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)


def _notes(of: Drawn) -> Iterator[Message]:
    if not of.scope.exposure.initiatives:
        yield say("what suppliers cost you is not assessed: add {table}", table="dependencies")
        return
    unknown = not_known(of.scope.exposure)
    if unknown is not None:
        yield unknown
    for k, (name, tables) in enumerate(
        zip(LIMITS, ("budgets, policy", "cash, policy", "vendors"), strict=True)
    ):
        if not of.curve.assessed(k):
            yield say("{limit} is not assessed: add {table}", limit=limit_ref(name), table=tables)
    if not of.scope.book.has("holdings"):
        yield say("positions are not assessed: add {table}", table="holdings")
