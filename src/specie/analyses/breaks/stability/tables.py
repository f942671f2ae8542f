"""The tables: the answer, the scenarios, what surrounds it, and what each number rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.companies.survival.chance import HORIZONS
from specie.companies.survival.declared import declared
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.breaks.stability.view import View
    from specie.companies.record import Reported
    from specie.companies.survival.assess import Survival
    from specie.model import Cell, Message

TRANSPOSED = {12: say("12 months"), 24: say("24 months"), 36: say("36 months")}
ASSUMPTIONS: dict[str, Message] = {
    "volatility.chipmaker": say("Volatility of the share a year: chip makers"),
    "volatility.cloud": say("Volatility of the share a year: clouds"),
    "volatility.application": say("Volatility of the share a year: application makers"),
    "volatility.lab": say("Volatility of the share a year: model labs"),
    "volatility.neocloud": say("Volatility of the share a year: GPU clouds"),
    "volatility.other": say("Volatility of the share a year: others"),
    "growth.riskless": say("Riskless rate a year"),
    "growth.drift": say("Expected growth of assets a year"),
    "cash.burn_noise": say("How far cash strays, as a part of a month's burn, per root month"),
    "cash.round_days": say("Days between rounds, where a firm has too few of its own"),
}


def tables(view: View) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (_outlook(view), _windows(view), _ground(view), _inputs(view), _missing(view), _assumed())
    return tuple(table for table in made if table.rows)


def _horizons() -> tuple[Column, ...]:
    return tuple(Column(f"in_{months}", TRANSPOSED[months]) for months in HORIZONS)


def _outlook(view: View) -> Table:
    columns = (
        Column("company", say("Company")),
        *_horizons(),
        Column("basis", say("What it rests on")),
        Column("why", say("Which figures")),
        Column("grade", say("Evidence")),
        Column("months", say("Months of cash")),
        Column("zone", say("Z'' and its zone")),
    )
    rows = tuple(_answer(view, s) for s in view.ordered) + tuple(
        (s.company.ref, *(Term("failed"),) * 3, None, s.failed.remark, None, None, None)
        for s in view.field.every
        if s.failed is not None
    )
    note = say(
        "Chance to fail within the time, as a range of what figures and assumptions leave possible: assets"
        " below debt, cash at nothing, or the rate of its class."
    )
    return Table("outlook", say("Will they be there"), columns, rows, note)


def _answer(view: View, survival: Survival) -> tuple[Cell, ...]:
    chance = survival.chance
    assert chance is not None
    return (
        survival.company.ref,
        *(view.get("failure_probability", survival, f"next {m} months") for m in HORIZONS),
        Term(chance.basis),
        chance.rests,
        Term(chance.grade.value),
        view.get("cash_months", survival),
        _zone(view, survival),
    )


def _zone(view: View, survival: Survival) -> Cell:
    score, health = view.get("altman_z", survival), survival.health
    if score is None or health is None:
        return None
    if health.certain:
        return say("{score}: {zone}", score=score, zone=Term(health.zones[0]))
    return say("{score}: {zone} to {other}", score=score, zone=Term(health.zones[0]),
               other=Term(health.zones[1]))  # fmt: skip


def _windows(view: View) -> Table:
    columns = (
        Column("company", say("Company")),
        Column("window", say("Window for new money")),
        *_horizons(),
        Column("scenario", say("What is supposed")),
    )
    rows = tuple(
        (
            s.company.ref,
            Term(f"{w.window} window"),
            *(view.at(s, w, months) for months in HORIZONS),
            w.assumptions[0] if w.assumptions else None,
        )
        for s in view.field.every
        for w in s.windows
    )
    note = say(
        "Scenarios, not observations: chance that cash has run out by then. Nothing here says which window"
        " comes."
    )
    return Table("windows", say("If funding stays, shrinks or stops"), columns, rows, note)


def _ground(view: View) -> Table:
    columns = (
        Column("company", say("Company")),
        Column("customer", say("Largest customer")),
        Column("who", say("Who")),
        Column("of", say("Of what")),
        Column("funders", say("Effective number of lead investors")),
        Column("strategic", say("Led by trading partners")),
        Column("margin", say("Operating margin")),
        Column("trend", say("Trend")),
        Column("burned", say("Burn per new dollar of yearly sales")),
    )
    every = (_stands(view, s) for s in view.field.every)
    rows = tuple(row for row in every if any(cell is not None for cell in row[1:]))
    return Table("ground", say("On what each company stands"), columns, rows)


def _stands(view: View, survival: Survival) -> tuple[Cell, ...]:
    customers, path, burned = survival.customers, survival.path, survival.burned
    return (
        survival.company.ref,
        view.get("largest_customer", survival),
        customers.who if customers else None,
        customers.of if customers else None,
        view.get("funders", survival),
        view.get("strategic_share", survival),
        view.get("operating_margin", survival, path.newest.end.text) if path else None,
        Term(path.trend) if path else None,
        view.get("burn_multiple", survival, burned.end.text) if burned else None,
    )


def _inputs(view: View) -> Table:
    columns = (
        Column("company", say("Company")),
        Column("figure", say("Figure")),
        Column("value", say("Value")),
        Column("period", say("Period")),
        Column("end", say("End of period")),
        Column("basis", say("Basis")),
        Column("grade", say("Evidence")),
        Column("told", say("Source dated")),
        Column("age", say("Age")),
    )
    rows = tuple(
        (s.company.ref, *_figure(f))
        for s in view.field.every
        for f in sorted(s.figures, key=lambda f: f.metric)
    )
    return Table("inputs", say("The figures behind it"), columns, rows)


def _figure(figure: Reported) -> tuple[Cell, ...]:
    unit = "USD" if figure.unit == "usd" else "fraction"
    value: Cell = Quantity(figure.value, unit)
    if figure.bound == ">=":
        value = say("at least {value}", value=value)
    elif figure.bound == "<=":
        value = say("at most {value}", value=value)
    return (
        Term(figure.metric),
        value,
        Term(figure.period),
        figure.end.shown,
        Term(figure.basis),
        Term(figure.grade.value),
        figure.vouch.as_of,
        Term("old" if figure.vouch.stale else "fresh"),
    )


def _missing(view: View) -> Table:
    columns = (
        Column("company", say("Company")),
        Column("part", say("What is not assessed")),
        Column("why", say("Why")),
        Column("table", say("Table to add to")),
    )
    rows = (
        *(
            (s.company.ref, Term(lack.part), lack.why, lack.table or None)
            for s in view.named
            for lack in s.lacks
        ),
        *(
            (view.book.vendor(vendor), Term("company"), say("no company is named behind it"), "vendors")
            for vendor in view.field.strangers
        ),
    )
    return Table("missing", say("Not assessed, and what would help"), columns, rows)


def _assumed() -> Table:
    columns = (
        Column("what", say("Assumption")),
        Column("low", say("From")),
        Column("high", say("To")),
        Column("source", say("Source")),
        Column("as_of", say("Dated")),
    )
    return Table("assumptions", say("What is assumed"), columns, tuple(_assumptions()))


def _assumptions() -> Iterator[tuple[Cell, ...]]:
    for name, entry in declared().items():
        unit = "days" if name == "cash.round_days" else "fraction"
        yield (
            ASSUMPTIONS[name],
            Quantity(entry.low, unit),
            Quantity(entry.high, unit),
            say("assumed here, without a published source") if entry.assumed else entry.source.text,
            entry.source.as_of,
        )
