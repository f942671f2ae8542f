"""What a person should act on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from specie.analyses.worth.link.spans import few, span
from specie.companies.finding import finding
from specie.model import PORTFOLIO, Finding, Quantity, Ref, Role, Severity, Term, Verdict, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from specie.analyses.worth.link.chain import Chain, Supplier
    from specie.analyses.worth.link.own_side import Contract, Stake
    from specie.kernel.growth import Bounds
    from specie.model import Estimate

MARKET = Ref("market", "companies")
DAYS_A_MONTH = 365.25 / 12


def all_findings(chain: Chain, estimates: Sequence[Estimate]) -> tuple[Finding, ...]:
    """Every finding, the loudest first."""
    found = (
        *most_dependent(chain, estimates),
        *(f for s in chain.suppliers for f in _renewals(chain, s, estimates)),
        *(f for s in chain.suppliers for f in _runway(s, estimates)),
        *(f for s in chain.suppliers for f in _no_more_supported(s, estimates)),
        *_missing(chain),
        *_unused(chain),
    )
    return tuple(sorted(found, key=lambda f: -f.severity.rank))


def most_dependent(chain: Chain, estimates: Sequence[Estimate]) -> Iterator[Finding]:
    """Name the supplier whose value falls by most under the behaviour they are compared by."""
    ranked = [(s, lost) for s in chain.valued if (lost := _compared(s)) is not None]
    ranked.sort(key=lambda pair: (-float(pair[1].high), -float(pair[1].low), pair[0].ref.id))
    if len(ranked) < 2 or float(ranked[0][1].high) <= 0:
        return
    (first, most), (second, next_) = ranked[:2]
    assert first.main is not None
    message = say(
        "If every enterprise customer behaved by {behaviour}, {supplier} would lose {most} of its value: at "
        "the far end more than any other supplier of the book; next is {second} with {next}",
        behaviour=first.main.behaviour.label,
        supplier=first.ref,
        most=span(most, "fraction"),
        second=second.ref,
        next=span(next_, "fraction"),
    )
    action = say("Keep a tested substitute for it, and short terms, while its customers decide")
    evidence = _first(first, estimates, "value_lost")
    yield finding("WOR701", Severity.WATCH, first.ref, message, evidence, action, Role.ENTERPRISE)


def _compared(supplier: Supplier) -> Bounds | None:
    """Only shares of the book or of a ruler compare: your verdicts differ from supplier to supplier.

    A supplier of whose revenue nobody says what enterprises pay could lose anything: it is not ranked.
    """
    main, theirs = supplier.main, supplier.theirs
    if main is None or main.behaviour.not_paying is None or theirs is None or not theirs.enterprises.known:
        return None
    return main.value_lost


def _renewals(chain: Chain, supplier: Supplier, estimates: Sequence[Estimate]) -> Iterator[Finding]:
    """What hangs on the contract that comes up first; later ones stand on the card."""
    dated = [(c, c.notice_on) for c in supplier.own.contracts]
    contract, notice = min(
        ((c, day) for c, day in dated if day is not None), key=lambda pair: pair[1], default=(None, None)
    )
    if contract is None or notice is None:
        return
    hanging = supplier.own.on(contract)
    ready = [s for s in hanging if s.settled or _gate_before(s, chain.book.as_of, notice)]
    late = [s for s in hanging if s not in ready]
    if late:
        yield _too_late(chain, supplier, contract, notice, late, estimates)
    if ready:
        yield _in_time(chain, supplier, contract, notice, ready, estimates)


def _gate_before(stake: Stake, as_of: date, notice: date) -> bool:
    """A gate that is due, overdue included, before notice must be given."""
    return any(day <= notice for day in stake.gates) and notice >= as_of


def _too_late(
    chain: Chain,
    supplier: Supplier,
    contract: Contract,
    notice: date,
    late: Sequence[Stake],
    estimates: Sequence[Estimate],
) -> Finding:
    message = say(
        "Contract {contract} with {supplier} ends on {end}, notice by {notice}: no gate decides before on "
        "{names}, which paid it {money} in twelve months",
        contract=contract.id,
        supplier=supplier.ref,
        end=_end(contract),
        notice=notice,
        names=few([s.ref for s in late if s.ref]),
        money=Quantity(sum(s.paid or 0.0 for s in late), chain.book.currency),
    )
    action = say("Set a gate before {notice}, or ask for a shorter renewal", notice=notice)
    evidence = _first(supplier, estimates, "money_at_risk")
    return finding("WOR703", Severity.WATCH, supplier.ref, message, evidence, action, Role.ENTERPRISE)


def _in_time(
    chain: Chain,
    supplier: Supplier,
    contract: Contract,
    notice: date,
    ready: Sequence[Stake],
    estimates: Sequence[Estimate],
) -> Finding:
    bad = [s for s in ready if s.verdict is Verdict.DOES_NOT_PAY]
    open_ = [s for s in ready if not s.settled]
    message = say(
        "Notice on contract {contract} with {supplier} is due by {notice}. Initiatives judged by then, or "
        "with a gate before: {count}; of these not paying: {bad}, with {money} in twelve months; gates "
        "still to be held: {open}",
        contract=contract.id,
        supplier=supplier.ref,
        notice=notice,
        count=len(ready),
        bad=len(bad),
        money=Quantity(sum(s.paid or 0.0 for s in bad), chain.book.currency),
        open=len(open_),
    )
    action = say("Give notice on, or renegotiate, what does not pay; hold the gates that are due before")
    evidence = _first(supplier, estimates, "money_at_risk")
    return finding("WOR702", Severity.NOTE, supplier.ref, message, evidence, action, Role.ENTERPRISE)


def _end(contract: Contract) -> date:
    assert contract.ends_on is not None
    return contract.ends_on


def _runway(supplier: Supplier, estimates: Sequence[Estimate]) -> Iterator[Finding]:
    """Cash that surely, or at the short end, ends before the last contract does."""
    liquid = supplier.theirs.liquidity if supplier.theirs else None
    end = max((c.ends_on for c in supplier.own.contracts if c.ends_on), default=None)
    if liquid is None or end is None:
        return
    months = (end - liquid.cash.newest).days / DAYS_A_MONTH
    scenario = next((s for s in supplier.scenarios if s.runway is not None), None)
    if float(liquid.now.low) < months:
        message = say(
            "Cash of {supplier} lasts {runway} from {date} at its burn; your contract runs {months}",
            supplier=supplier.ref, runway=span(liquid.now, "months", 0), date=liquid.cash.newest,
            months=Quantity(months, "months", 0),
        )  # fmt: skip
        measures = ("runway_now",)
    elif scenario is not None and scenario.runway is not None and float(scenario.runway.low) < months:
        message = say(
            "Cash of {supplier} lasts your contract of {months} at its burn, but {runway} from {date} on if "
            "its enterprise customers behaved by {behaviour}",
            supplier=supplier.ref, runway=span(scenario.runway, "months", 0), date=liquid.cash.newest,
            months=Quantity(months, "months", 0), behaviour=scenario.behaviour.label,
        )  # fmt: skip
        measures = ("runway_then",)
    else:
        return
    sure = math.isfinite(float(liquid.now.high)) and float(liquid.now.high) < months
    action = say("Prepay nothing beyond it, and test a substitute before")
    severity = Severity.ALARM if sure else Severity.WATCH
    evidence = _first(supplier, estimates, *measures)
    yield finding("WOR704", severity, supplier.ref, message, evidence, action, Role.ENTERPRISE)


def _no_more_supported(supplier: Supplier, estimates: Sequence[Estimate]) -> Iterator[Finding]:
    """A floor on revenue says at least so much value: then a price above it proves nothing."""
    theirs, main = supplier.theirs, supplier.main
    if theirs is None or main is None or theirs.price is None or theirs.open_above:
        return
    now, then, price = theirs.range, main.range, float(theirs.price.bounds.low)
    if now is None or then is None or not float(now.high) >= price > float(then.high):
        return
    message = say(
        "The price of {supplier} lies within its supported range now, and above all of it if its enterprise "
        "customers behaved by {behaviour}",
        supplier=supplier.ref,
        behaviour=main.behaviour.label,
    )
    action = say("Follow its renewals and net retention as closely as its revenue")
    evidence = _first(supplier, estimates, "value_now", "value_then")
    yield finding("WOR705", Severity.WATCH, supplier.ref, message, evidence, action)


def _missing(chain: Chain) -> Iterator[Finding]:
    for lack in chain.lacks:
        message = say("Your side of the chain lacks {what}: {why}", what=Term(lack.fact), why=lack.why)
        action = say("Add it, and the chain starts at your own initiatives instead of a published ruler")
        yield Finding("WOR706", Severity.NOTE, PORTFOLIO, message, (), action, Role.ENTERPRISE)
    for supplier in chain.suppliers:
        lacks = supplier.theirs.lacks if supplier.theirs else ()
        if lacks:
            parts = [Term(part) for part in dict.fromkeys(lack.part for lack in lacks)]
            message = say("Not known of {supplier}: {parts}", supplier=supplier.ref, parts=listed(parts))
            action = say("Add the fact that the table of missing facts names to your financials or rounds")
            yield Finding("WOR706", Severity.NOTE, supplier.ref, message, (), action, Role.INVESTOR)


def _unused(chain: Chain) -> Iterator[Finding]:
    for unused in chain.unused:
        message = say(
            "Parameter {name}: {given} was not used: {why}",
            name=unused.name,
            given=unused.given,
            why=unused.why,
        )
        action = say("Correct it; until then the default stands in, or the ruler is left out")
        yield Finding("WOR707", Severity.WATCH, MARKET, message, (), action, Role.INVESTOR)


def _first(supplier: Supplier, estimates: Sequence[Estimate], *measures: str) -> Iterable[Estimate]:
    own = [e for e in estimates if e.subject == supplier.ref and e.measure in measures]
    return {e.measure: e for e in reversed(own)}.values()
