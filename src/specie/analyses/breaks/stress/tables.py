"""Tables: scenarios, parts by cause, supplier and position, limits, timing, edges, and what went in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.breaks.stress.estimates import PERIOD, limit_ref, period_of
from specie.analyses.breaks.stress.scope import HIGH, LOW, MIDDLE
from specie.analyses.breaks.stress.settings import MONTHS
from specie.analyses.breaks.stress.simulate import HOLDING_CAUSES, LIMITS, QUARTERS
from specie.analyses.breaks.stress.words import CAUSE_NAMES, HOLDING_CAUSE_NAMES
from specie.kernel.stress.enterprise import CAUSES
from specie.kernel.stress.market import chance_of, reached
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stress.drawn import Drawn
    from specie.analyses.breaks.stress.reverse import Removed
    from specie.model import Cell, Estimate, Message

CURVE = ("any-year", "fall-30", "fall-40", "fall-50")


def all_tables(of: Drawn) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = [
        years(of),
        causes(of),
        suppliers(of),
        positions(of),
        limits(of),
        timing(of),
        edges(of),
        record(of),
    ]
    return tuple(table for table in (*made, chances(of)) if table.rows)


def years(of: Drawn) -> Table:
    """One row per scenario: expected loss and tail of the enterprise and of the positions."""
    columns = (
        Column("year", say("Kind of year")),
        Column("kind", say("Scenario or observation")),
        Column("fall", say("Market by the end of the year")),
        Column("expected", say("Expected loss")),
        Column("var", say("Value at risk")),
        Column("es", say("Expected shortfall")),
        Column("error", say("Monte Carlo error of it")),
        Column("held", say("Expected loss of positions")),
        Column("tail", say("Expected shortfall of positions")),
    )
    rows = tuple(
        (
            scenario.label,
            scenario.kind,
            Quantity(-scenario.fall, "fraction") if scenario.depth is not None else Term("as history"),
            *(_three(of, name, period_of(scenario)) for name in
              ("expected_loss", "value_at_risk", "expected_shortfall")),
            Quantity(of.outcomes[scenario.id][MIDDLE].enterprise.tail.es_error, of.scope.book.currency),
            _three(of, "holdings_expected_loss", period_of(scenario)),
            _three(of, "holdings_expected_shortfall", period_of(scenario)),
        )
        for scenario in of.scope.scenarios
    )  # fmt: skip
    text = say(
        "A loss below nothing is a gain: recorded prices fell more often than they rose. A range goes from"
        " the low to the high end of every chance of failing and benefit, with the Monte Carlo error. A past"
        " fall longer than a year reaches a part of its depth within it."
    )
    return Table("years", say("What each kind of year costs"), columns, rows, text)


def _three(of: Drawn, measure: str, period: str) -> Estimate | None:
    return of.estimates.get((measure, "all", period))


def causes(of: Drawn) -> Table:
    """Expected loss and shortfall of the central scenario by cause: enterprise, then positions."""
    columns = (
        Column("cause", say("Cause")),
        Column("expected", say("Part of the expected loss")),
        Column("es", say("Part of the expected shortfall")),
    )
    text = say("{year}; the middle of every range, which is no best guess.", year=of.central.label)
    rows = (*_enterprise_causes(of), *_position_causes(of))
    return Table("causes", say("What a bad year costs, by cause"), columns, rows, text)


def _enterprise_causes(of: Drawn) -> Iterator[tuple[Cell, ...]]:
    if not of.scope.exposure.initiatives:
        return
    found, currency = of.middle.enterprise, of.scope.book.currency
    mean = found.part_mean.reshape(len(CAUSES), -1).sum(axis=1)
    for k, cause in enumerate(CAUSES):
        part = _part(of, f"shortfall_{cause}", "all")
        yield CAUSE_NAMES[cause], Quantity(float(mean[k]), currency), part
    yield say("together"), Quantity(found.mean, currency), Quantity(found.tail.es, currency)


def _position_causes(of: Drawn) -> Iterator[tuple[Cell, ...]]:
    held, currency = of.middle.holder, of.scope.book.currency
    if held is None or not of.scope.holder.positions:
        return
    mean, es = (v.reshape(len(HOLDING_CAUSES), -1).sum(axis=1) for v in (held.part_mean, held.part_es))
    for k, cause in enumerate(HOLDING_CAUSES):
        label = say("positions: {cause}", cause=HOLDING_CAUSE_NAMES[cause])
        yield label, Quantity(float(mean[k]), currency), Quantity(float(es[k]), currency)
    yield say("positions together"), Quantity(held.mean, currency), Quantity(held.tail.es, currency)


def _part(of: Drawn, measure: str, subject: str) -> Estimate | None:
    return of.estimates.get((measure, subject, period_of(of.central)))


def suppliers(of: Drawn) -> Table:
    """One row per supplier: its chance of failing in the central scenario, and its parts."""
    columns = (
        Column("supplier", say("Supplier")),
        Column("failing", say("Chance of failing, low to high end")),
        Column("others", say("Part of it that other firms bring")),
        Column("expected", say("Part of the expected loss")),
        Column("es", say("Part of the expected shortfall")),
    )
    ends, currency = of.outcomes[of.central.id], of.scope.book.currency
    mean = of.middle.enterprise.part_mean.reshape(len(CAUSES), -1).sum(axis=0)
    rows: list[tuple[Cell, ...]] = [
        (
            of.scope.vendor(k),
            _between(ends[LOW].failing[k], ends[HIGH].failing[k])
            if _may_fail(of, k)
            else Term("not assessed"),
            Quantity(float(ends[MIDDLE].by_others[k]), "fraction"),
            Quantity(float(mean[k]), currency),
            _part(of, "shortfall_supplier", of.scope.vendor(k).id),
        )
        for k in range(len(of.scope.exposure.suppliers))
    ]
    text = say("{year}; parts are of the middle run and add up.", year=of.central.label)
    return Table("suppliers", say("What a bad year costs, by supplier"), columns, tuple(rows), text)


def _may_fail(of: Drawn, supplier: int) -> bool:
    return bool((of.scope.firms.supplier == supplier).any())


def _between(low: float, high: float) -> Message:
    return say(
        "{low} to {high}", low=Quantity(float(low), "fraction"), high=Quantity(float(high), "fraction")
    )


def positions(of: Drawn) -> Table:
    """One row per position and one per share class: worth, how it moves, and its parts."""
    columns = (
        Column("position", say("Position")),
        Column("class", say("Share class")),
        Column("worth", say("Worth")),
        Column("basis", say("Resting on")),
        Column("beta", say("Moves with the market")),
        Column("expected", say("Part of the expected loss")),
        Column("es", say("Part of the expected shortfall")),
    )
    left = tuple((ref, None, why, None, None, None, None) for ref, why in of.scope.holder.left_out)
    text = say("{year}; parts are of the middle run and add up.", year=of.central.label)
    return Table("positions", say("Positions in a bad year"), columns, (*_positions(of), *left), text)


def _positions(of: Drawn) -> Iterator[tuple[Cell, ...]]:
    held, currency = of.middle.holder, of.scope.book.currency
    if held is None or not of.scope.holder.positions:
        return
    mean, es = (v.reshape(3, -1).sum(axis=0) for v in (held.part_mean, held.part_es))
    worth = of.scope.holder.worth[:, MIDDLE]
    every = of.scope.holder.positions
    for k, position in enumerate(every):
        yield (
            position.ref, position.share_class or None, Quantity(float(worth[k]), currency), position.basis,
            Quantity(position.beta, "x", 2), Quantity(float(mean[k]), currency),
            _part(of, "shortfall_position", position.ref.id),
        )  # fmt: skip
    for name in dict.fromkeys(p.share_class for p in every):
        mine = np.array([p.share_class == name for p in every])
        label = say("all of class {name}", name=name) if name else say("all without a class")
        yield (
            label, name or None, *(Quantity(float(worth[mine].sum()), currency), None, None),
            Quantity(float(mean[mine].sum()), currency), Quantity(float(es[mine].sum()), currency),
        )  # fmt: skip


def limits(of: Drawn) -> Table:
    """One row per limit: the chance that it breaks by depth of the fall, and the smallest that breaks it."""
    by_id = {s.id: s for s in of.scope.scenarios}
    columns = (
        Column("limit", say("Limit")),
        *(Column(name, by_id[name].label) for name in CURVE),
        Column("smallest", say("Smallest fall that breaks it")),
    )
    if not of.scope.exposure.initiatives:
        return Table("limits", say("What breaks"), columns, ())
    rows = tuple(
        (
            limit_ref(name),
            *(
                of.estimates.get(("chance_broken", limit_ref(name).id, period_of(by_id[s])))
                or Term("not assessed")
                for s in CURVE
            ),
            of.estimates.get(("smallest_fall", limit_ref(name).id, PERIOD)) or Term("not assessed"),
        )
        for name in LIMITS
    )
    text = say(
        "Chances from the low to the high end of every chance of failing. A limit counts as broken from a"
        " chance of {chance}; 0 is without any fall. A fall acts on the enterprise through failures.",
        chance=Quantity(of.scope.settings.break_chance, "fraction"),
    )  # fmt: skip
    return Table("limits", say("What breaks, and by which fall"), columns, rows, text)


def timing(of: Drawn) -> Table:
    """Quarter by quarter: how far the market is down and whether critical work has stopped."""
    columns = (
        Column("month", say("Month")),
        Column("fall", say("Market so far")),
        Column("stopped", say("Chance that critical work has stopped by then, low to high end")),
    )
    depth, ends = of.central.depth, of.outcomes[of.central.id]
    if depth is None or not of.scope.exposure.initiatives:
        return Table("timing", say("When it happens"), columns, ())
    rows = tuple(
        (
            Quantity(float(month), "months"),
            Quantity(-float(reached(depth, of.central.months, min(month, MONTHS))), "fraction"),
            _between(ends[LOW].stopped_by_month[k], ends[HIGH].stopped_by_month[k]),
        )
        for k, month in enumerate(QUARTERS)
    )
    return Table("timing", say("When it happens"), columns, rows, of.central.label)


def edges(of: Drawn) -> Table:
    """One row per need or deal taken out: what the shortfall falls by."""
    columns = (
        Column("edge", say("Edge taken out")),
        Column("saved", say("Expected shortfall falls by")),
    )
    currency = of.scope.book.currency
    rows = tuple((edge_name(of, one), Quantity(one.saved, currency)) for one in of.removed)
    text = say("{year}, the middle run; each edge alone, the same draws.", year=of.central.label)
    return Table("edges", say("Which edge helps most when it is taken out"), columns, rows, text)


def edge_name(of: Drawn, one: Removed) -> Message:
    """Name a need or a deal."""
    if one.need is not None:
        initiative, supplier = one.need
        return say(
            "{initiative} on {supplier}",
            initiative=of.scope.book.initiative(of.scope.exposure.initiatives[initiative]),
            supplier=of.scope.vendor(supplier),
        )  # fmt: skip
    assert one.edge is not None
    names = {c.company.id: c.company.ref for c in of.scope.network.standings}
    return say(
        "deal {deal} of {loser} with {firm}",
        deal=one.edge.deal.id, loser=names[one.edge.loser], firm=names[one.edge.failing],
    )  # fmt: skip


def record(of: Drawn) -> Table:
    """The falls that say how often a market falls how far."""
    columns = (
        Column("episode", say("Episode")),
        Column("peak", say("Peak")),
        Column("fall", say("Fall")),
        Column("months", say("Months")),
        Column("chance", say("Chance a year of a fall at least so deep")),
    )
    rows = tuple(
        (
            fact.term("name"),
            fact.text("peak_date"),
            Quantity(-(fact.number("drawdown") or 0.0), "fraction"),
            None if fact.number("months") is None else Quantity(fact.number("months") or 0.0, "months"),
            Quantity(float(chance_of(of.scope.record, fact.number("drawdown") or 0.0)), "fraction"),
        )
        for fact in sorted(of.scope.rows, key=lambda f: -(f.number("drawdown") or 0.0))
    )
    return Table("record", say("How often the market fell how far"), columns, rows)


def chances(of: Drawn) -> Table:
    """The chance of each firm to fail within the year, as breaks/stability published it."""
    columns = (
        Column("firm", say("Firm")),
        Column("chance", say("Chance to fail within 12 months")),
        Column("closed", say("Without new money")),
        Column("supplier", say("As your supplier")),
    )
    firms = of.scope.firms
    rows = tuple(
        (
            evidence.subject,
            evidence,
            _between(firms.closed[k, LOW], firms.closed[k, HIGH]),
            of.scope.vendor(int(firms.supplier[k])) if firms.supplier[k] >= 0 else None,
        )
        for k, evidence in enumerate(firms.evidence)
    )
    return Table("chances", say("Chances of failing that went in"), columns, rows)
