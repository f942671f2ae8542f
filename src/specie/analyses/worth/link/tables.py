"""The tables: the chain, both sides of each supplier, behaviours, assumptions, what is missing."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from specie.analyses.worth.link.card import card
from specie.analyses.worth.link.settings import CHANCES
from specie.analyses.worth.link.spans import span
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from specie.analyses.worth.link.behaviour import Behaviour
    from specie.analyses.worth.link.chain import Chain, Scenario, Supplier
    from specie.facts import Facts
    from specie.model import Cell, Estimate, Message


def all_tables(
    chain: Chain, facts: Facts, estimates: Mapping[tuple[str, str, str], Estimate]
) -> tuple[Table, ...]:
    """Every table that has rows."""
    tables = (
        _without_empty(_chain(chain, estimates)),
        *(_without_empty(card(s, chain, estimates)) for s in chain.suppliers),
        _behaviours(chain),
        _assumed(chain, facts),
        _missing(chain),
    )
    return tuple(table for table in tables if table.rows)


def _chain(chain: Chain, estimates: Mapping[tuple[str, str, str], Estimate]) -> Table:
    chances = chain.settings.chances
    rows = tuple(
        _chain_row(supplier, scenario, chain, estimates)
        for supplier in chain.suppliers
        for scenario in supplier.scenarios
    )
    return Table(
        "chain",
        say("From what does not pay to what it supports"),
        (
            Column("supplier", say("Supplier")),
            Column("behaviour", say("If all its enterprise customers behaved by")),
            Column("lost", say("Of its revenue would go")),
            Column("now", say("Supported range now")),
            Column("then", say("Supported range then")),
            Column("fall", say("Fall of the middle")),
            Column("price", say("Price for all shares")),
            Column("bubble", say("Bubble share then")),
            Column("runway", say("Runway now")),
            Column("runway_then", say("Runway then")),
            Column("error", say("Monte Carlo error of the fall")),
            Column("unit", say("What the ruler counts")),
            Column("caution", say("Caution")),
        ),
        rows,
        say(
            "Every range is that of its assumptions, end by end; none is averaged. Assumed chances of no "
            "renewal: {bad} for what does not pay, {open} for what cannot be told yet, {good} for what pays. "
            "Now and then are valued with the same draws: their difference is the effect of the behaviour.",
            bad=span(chances["cut_not_paying"], "fraction"),
            open=span(chances["cut_open"], "fraction"),
            good=span(chances["cut_paying"], "fraction"),
        ),
    )


def _without_empty(table: Table) -> Table:
    """Leave out columns that say nothing of anybody."""
    kept = [i for i in range(len(table.columns)) if any(row[i] is not None for row in table.rows)]
    return replace(
        table,
        columns=tuple(table.columns[i] for i in kept),
        rows=tuple(tuple(row[i] for i in kept) for row in table.rows),
    )


def _chain_row(
    supplier: Supplier,
    scenario: Scenario,
    chain: Chain,
    estimates: Mapping[tuple[str, str, str], Estimate],
) -> tuple[Cell, ...]:
    theirs = supplier.theirs
    assert theirs is not None
    key, day = supplier.ref.id, f"{chain.day} {scenario.behaviour.id}"
    price = theirs.price
    cash = theirs.liquidity.cash.newest.isoformat() if theirs.liquidity else ""
    return (
        supplier.ref,
        scenario.behaviour.label,
        estimates.get(("lost_share", key, day)),
        estimates.get(("value_now", key, chain.day)),
        estimates.get(("value_then", key, day)),
        estimates.get(("value_lost", key, day)),
        None if price is None else Quantity(price.price.post or 0.0, "USD"),
        None
        if price is None
        else estimates.get(("unsupported_then", key, f"{price.on.text} {scenario.behaviour.id}")),
        estimates.get(("runway_now", key, cash)),
        estimates.get(("runway_then", key, f"{cash} {scenario.behaviour.id}")),
        None if math.isnan(scenario.error) else Quantity(scenario.error, "fraction", 1),
        scenario.behaviour.unit,
        scenario.behaviour.caution,
    )


def _behaviours(chain: Chain) -> Table:
    return Table(
        "behaviours",
        say("By which ruler its customers may behave"),
        (
            Column("ruler", say("Ruler")),
            Column("unit", say("What it counts")),
            Column("not_paying", say("Share that does not pay or pass")),
            Column("lost", say("Not renewed, of enterprise money")),
            Column("grade", say("Grade")),
            Column("caution", say("Caution")),
            Column("as_of", say("Date of the source")),
        ),
        tuple(_behaviour_row(b) for b in chain.behaviours),
        say("Published rulers count different things in different ways: side by side, never averaged."),
    )


def _behaviour_row(behaviour: Behaviour) -> tuple[Cell, ...]:
    dates = [o.as_of for o in behaviour.origins if o.as_of is not None]
    return (
        behaviour.label,
        behaviour.unit,
        None if behaviour.not_paying is None else span(behaviour.not_paying, "fraction"),
        span(behaviour.lost, "fraction"),
        Term(behaviour.grade.value),
        behaviour.caution,
        max(dates) if dates else None,
    )


def _assumed(chain: Chain, facts: Facts) -> Table:
    return Table(
        "assumptions",
        say("What was assumed between a verdict and a price"),
        (
            Column("what", say("Assumption")),
            Column("supplier", say("Supplier")),
            Column("low", say("Low")),
            Column("high", say("High")),
            Column("kind", say("Kind")),
            Column("why", say("Why")),
            Column("as_of", say("Date of the source")),
        ),
        (*_chance_rows(chain, facts), *_share_rows(chain)),
        say("Change the chances by parameter, and the share of enterprises in your financials."),
    )


def _chance_rows(chain: Chain, facts: Facts) -> Iterator[tuple[Cell, ...]]:
    why = _reasons(facts)
    for name in CHANCES:
        chance, own = chain.settings.chances[name], name in chain.settings.own
        reason = say("set by you") if own else why[name]
        kind = Term("your own" if own else "assumed")
        low, high = (Quantity(float(end), "fraction") for end in chance)
        yield (_NAMES[name], None, low, high, kind, reason, None)


def _reasons(facts: Facts) -> Mapping[str, Message]:
    """Why the chances end where they do: no study was found that follows renewals by verdict."""
    spends, defers = (
        facts.one("rulers", "kpmg-invest-regardless"),
        facts.one("rulers", "forrester-deferred-spend"),
    )
    invest = (spends.number("result") if spends else None) or 0.0
    later = (defers.number("result") if defers else None) or 0.0
    return {
        "cut_not_paying": say(
            "no published figure; the high end is a gate that is obeyed, the low end what is left of the "
            "{share} who say they invest whatever the return (KPMG)",
            share=Quantity(invest, "fraction"),
        ),
        "cut_open": say(
            "no published figure; the low end is to wait, the high end the {share} of spending forecast to "
            "be put off (Forrester)",
            share=Quantity(later, "fraction"),
        ),
        "cut_paying": say("what pays is kept"),
    }


_NAMES = {
    "cut_not_paying": say("Chance that what does not pay is not renewed"),
    "cut_open": say("Chance that what cannot be told yet is not renewed"),
    "cut_paying": say("Chance that what pays is not renewed"),
}


def _share_rows(chain: Chain) -> Iterator[tuple[Cell, ...]]:
    for supplier in chain.suppliers:
        if supplier.theirs is None:
            continue
        told = supplier.theirs.enterprises
        low, high = (Quantity(float(end), "fraction") for end in told.share)
        date = told.origins[0].as_of if told.known else None
        name = say("Share of revenue from enterprises' own use of AI")
        yield (name, supplier.ref, low, high, Term(told.kind), told.text, date)
        yield _earned_row(supplier)


def _earned_row(supplier: Supplier) -> tuple[Cell, ...]:
    theirs = supplier.theirs
    assert theirs is not None
    low, high = (Quantity(float(end), "fraction") for end in theirs.earned)
    name = say("Part of lost sales that was gross profit")
    if theirs.gross is None:
        why = say("gross margin not known: between all and none of the cost goes")
        return (name, supplier.ref, low, high, Term("assumed"), why, None)
    return (name, supplier.ref, low, high, Term("fact"), theirs.gross.text, theirs.gross.newest)


def _missing(chain: Chain) -> Table:
    own = ((None, Term(x.part), Term(x.fact), x.why) for x in chain.lacks)
    theirs = (
        (s.ref, Term(x.part), Term(x.fact), x.why)
        for s in chain.suppliers
        if s.theirs
        for x in s.theirs.lacks
    )
    return Table(
        "missing",
        say("Not assessed, and the fact that is missing"),
        (
            Column("supplier", say("Supplier")),
            Column("part", say("Part")),
            Column("fact", say("Missing fact")),
            Column("why", say("Why")),
        ),
        (*own, *theirs),
    )
