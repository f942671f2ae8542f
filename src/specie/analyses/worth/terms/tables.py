"""Tables: firms, classes with their rights, what each right adds, and two ways to one number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.terms.appraisal import DISPUTED
from specie.analyses.worth.terms.estimates import key
from specie.analyses.worth.terms.plausible import PLAIN
from specie.analyses.worth.terms.words import RIGHTS, TAILS, kind_of
from specie.model import Column, Quantity, Table, Term, listed, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.worth.terms.appraisal import Case
    from specie.analyses.worth.terms.report import Told
    from specie.analyses.worth.terms.rights import ShareClass
    from specie.model import Cell

OWN, ASSUMED = Term("your own"), Term("assumed terms")
LIMIT = Quantity(DISPUTED, "USD")


def firms(told: Sequence[Told]) -> Table:
    """One row per firm: headline, fair value, and what the terms rest on."""
    return Table(
        "firms",
        say("Headline and fair value"),
        (
            Column("company", say("Company")),
            Column("date", say("Newest round")),
            Column("terms", say("Terms")),
            Column("headline", say("Headline")),
            Column("fair", say("Fair value of the firm")),
            Column("over", say("Headline above fair value")),
            Column("common", say("Newest price above the value of a common share")),
            Column("notes", say("What was derived")),
        ),
        tuple(_firm(t) for t in told),
        say(
            "Where terms are assumed, the range spans the sets of terms below that are frequent enough, "
            "and the ranges of volatility and time to exit. It is a range of assumptions, not a confidence "
            "interval."
        ),
    )


def _firm(told: Told) -> tuple[Cell, ...]:
    table = told.appraisal.table
    common = next((e for e in told.estimates if _is_common(told, e.period, e.measure)), None)
    return (
        table.company.ref,
        table.on.shown,
        OWN if table.own and told.appraisal.known else say(
            "{own}, partly {assumed}",
            own=OWN, assumed=ASSUMED)
        if table.own
        else ASSUMED,
        told.get("headline_value"),
        told.get("fair_value"),
        told.get("headline_overvaluation"),
        common,
        listed(table.notes, "slash") if table.notes else None,
    )  # fmt: skip


def _is_common(told: Told, period: str, measure: str) -> bool:
    common = [key(c.name) for c in told.appraisal.table.classes if c.kind == "common"]
    on = told.appraisal.table.on.text
    return measure == "class_overvaluation" and period in [f"{on} {name}" for name in common]


def classes(told: Sequence[Told]) -> Table:
    """One row per class of a firm with terms: its rights, and what a share is worth by two methods."""
    return Table(
        "classes",
        say("Classes of shares, their rights and their value"),
        (
            Column("company", say("Company")),
            Column("series", say("Class")),
            Column("kind", say("Kind of share")),
            Column("issued", say("Issued")),
            Column("shares", say("Shares, as common")),
            Column("price", say("Price paid for one share")),
            Column("multiple", say("Liquidation multiple")),
            Column("rank", say("Order of payment")),
            Column("participating", say("Participates")),
            Column("ratchet", say("IPO ratchet")),
            Column("fair", say("Fair value of one share")),
            Column("over", say("Newest price above fair value")),
            Column("option", say("One share by the option-pricing method")),
        ),
        tuple(row for t in told if t.appraisal.table.own for row in _class_rows(t)),
        say(
            "An empty right is not known. Options not yet granted are cancelled at an exit and have no value."
        ),
    )


def _class_rows(told: Told) -> Iterator[tuple[Cell, ...]]:
    for share_class in told.appraisal.table.classes:
        name = key(share_class.name)
        yield (
            told.appraisal.table.company.ref,
            share_class.name,
            kind_of(share_class),
            share_class.issued.shown,
            Quantity(share_class.shares, "count"),
            None if share_class.price is None else Quantity(share_class.price, "USD", 2),
            *_rights(share_class),
            told.get("share_fair_value", name),
            told.get("class_overvaluation", name),
            told.get("option_pricing_share", name),
        )


def _rights(share_class: ShareClass) -> tuple[Cell, ...]:
    rights = share_class.rights
    return (
        None if rights.multiple is None else Quantity(rights.multiple, "x"),
        rights.rank,
        _participation(share_class),
        None if rights.ratchet is None else Quantity(rights.ratchet, "x"),
    )


def _participation(share_class: ShareClass) -> Cell:
    rights = share_class.rights
    if rights.participating and rights.cap is not None:
        return say("up to {cap}", cap=Quantity(rights.cap, "x"))
    return None if rights.participating is None else Term("yes") if rights.participating else Term("no")


def rights(told: Sequence[Told]) -> Table:
    """What each right of the newest class adds to the headline over the fair value."""
    return Table(
        "rights",
        say("What each right of the newest class hides"),
        (
            Column("company", say("Company")),
            Column("right", say("Right")),
            Column("without", say("Headline above fair value without it")),
            Column("with", say("With all rights")),
            Column("difference", say("Difference in fair value")),
        ),
        tuple(
            (
                t.appraisal.table.company.ref,
                RIGHTS[name],
                Quantity(case.overvaluation, "fraction"),
                Quantity(t.appraisal.case.overvaluation, "fraction"),
                Quantity(case.firm - t.appraisal.case.firm, "USD"),
            )
            for t in told
            for name, case in t.appraisal.without.items()
        ),
        say(
            "One right at a time is taken away and the price left as it is. The parts do not add up to the "
            "whole."
        ),
    )


def term_sets(told: Sequence[Told], least: float) -> Table:
    """Every set of terms that was assumed, firm by firm."""
    rows = [
        (t.appraisal.table.company.ref, *_set(case, least))
        for t in told
        if not t.appraisal.known
        for case in t.appraisal.stated
    ]
    return Table(
        "term_sets",
        say("Under which terms the newest round may have been sold"),
        (
            Column("company", say("Company")),
            Column("terms", say("Terms of the newest class")),
            Column("prevalence", say("Frequency")),
            Column("counted", say("In the range")),
            Column("fair", say("Fair value of the firm")),
            Column("over", say("Headline above fair value")),
            Column("source", say("Source of the frequency")),
        ),
        tuple(rows),
        say(
            "At the stated volatility and time to exit. Frequencies are of samples from 2015 to 2018 and "
            "may have changed since; sets whose frequency no source states are shown and not counted."
        ),
    )


def _set(case: Case, least: float) -> tuple[Cell, ...]:
    terms = case.terms
    counted = terms.id == PLAIN or (terms.prevalence or 0.0) >= least
    return (
        terms.term,
        None if terms.prevalence is None else Quantity(terms.prevalence, "fraction"),
        Term("yes") if counted else Term("no"),
        Quantity(case.firm, "USD"),
        Quantity(case.overvaluation, "fraction"),
        terms.source or say("no source that was read states it"),
    )


def tails(told: Sequence[Told]) -> Table:
    """Firms so large that the published codes give different values."""
    return Table(
        "ipo_chance",
        say("Beyond {limit} the published codes disagree", limit=LIMIT),
        (
            Column("company", say("Company")),
            Column("reading", say("Chance of an IPO beyond {limit}", limit=LIMIT)),
            Column("fair", say("Fair value of the firm")),
            Column("over", say("Headline above fair value")),
        ),
        tuple(
            (
                t.appraisal.table.company.ref,
                TAILS[tail],
                Quantity(case.firm, "USD"),
                Quantity(case.overvaluation, "fraction"),
            )
            for t in told
            if t.appraisal.disputed
            for tail, case in t.appraisal.tails.items()
        ),
        say(
            "The paper gives the chance up to {limit}. The authors' code lets it go on rising, the "
            "independent replication makes it certain; the value here keeps its last value. At the stated "
            "inputs, with the known or else plain terms.",
            limit=LIMIT,
        ),
    )


def checks(told: Sequence[Told]) -> Table:
    """The closed form beside a simulation of the same model, class by class."""
    rows = [
        (
            t.appraisal.table.company.ref,
            share_class.name,
            Quantity(float(t.appraisal.case.values[place]), "USD"),
            Quantity(float(t.simulated.values[place]), "USD"),
            Quantity(float(t.simulated.errors[place]), "USD"),
            Quantity(t.simulated.paths, "count"),
        )
        for t in told
        if t.simulated is not None
        for place, share_class in enumerate(t.appraisal.table.classes)
    ]
    return Table(
        "checks",
        say("Closed form and simulation"),
        (
            Column("company", say("Company")),
            Column("series", say("Class")),
            Column("exact", say("Closed form")),
            Column("simulated", say("Simulation")),
            Column("error", say("Standard error")),
            Column("paths", say("Exits drawn")),
        ),
        tuple(rows),
        say("The closed form has no sampling error: its values add up to the firm to the last digits."),
    )
