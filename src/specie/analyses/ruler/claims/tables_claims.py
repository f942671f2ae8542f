"""Tables of claims: the user's register, rival readings, and who has a stake."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.claims.missing import missing
from specie.model import Column, Quantity, Ref, Table, Term, say

if TYPE_CHECKING:
    from specie.analyses.ruler.claims.entry import Entry
    from specie.analyses.ruler.claims.register import Register
    from specie.analyses.ruler.claims.rivals import Rivals
    from specie.model import Cell


def claims(register: Register) -> Table:
    """The user's claims with all that decides what they mean and how far to trust them."""
    return Table(
        "claims",
        say("The register of claims"),
        (
            Column("statement", say("Statement")),
            Column("figure", say("Figure")),
            Column("publisher", say("Publisher")),
            Column("status", say("Status")),
            Column("sources", say("Independent sources")),
            Column("agreeing", say("Of these agree")),
            Column("interest", say("Interest of the publisher")),
            Column("missing", say("Not said")),
            Column("stale", say("Stale")),
            Column("published", say("Published")),
            Column("occasion", say("Why then")),
            Column("numerator", say("Counts")),
            Column("denominator", say("Of")),
            Column("definition", say("Definition")),
            Column("window", say("Window")),
            Column("sample", say("Sample")),
            Column("original", say("Passed on from")),
            Column("version", say("Version")),
            Column("replaced", say("Replaced by")),
            Column("document", say("Document")),
            Column("id", say("Claim")),
        ),
        tuple(_claim_row(entry, register) for entry in register.own),
        say("A replaced claim stays in the register and counts no more."),
    )


def _claim_row(entry: Entry, register: Register) -> tuple[Cell, ...]:
    heard = register.voices.get(entry.id)
    return (
        entry.statement,
        entry.shown,
        entry.publisher,
        Term(entry.status),
        None if heard is None else heard.count,
        None if heard is None else heard.agreeing,
        entry.interest or say("none stated"),
        ", ".join(missing(entry)),
        Term("yes") if entry.stale else Term("no"),
        entry.said_on,
        entry.occasion,
        entry.numerator,
        entry.denominator,
        entry.definition,
        None if entry.window_months is None else Quantity(entry.window_months, "months"),
        entry.sample,
        entry.original,
        entry.version,
        register.replaced.get(entry.id),
        entry.document,
        Ref("claim", entry.id),
    )


def rival_readings(register: Register) -> Table:
    """Readings that exclude each other, one row each, under what they speak of."""
    return Table(
        "rivals",
        say("Rival readings, side by side"),
        (
            Column("statement", say("What is spoken of")),
            Column("figure", say("Figure")),
            Column("spread", say("Greatest over least")),
            Column("definition", say("Definition")),
            Column("of", say("Of")),
            Column("publisher", say("Publisher")),
            Column("interest", say("Interest of the publisher")),
            Column("status", say("Status")),
            Column("why", say("They differ by")),
            Column("sources", say("Independent sources")),
            Column("agreeing", say("Of these agree")),
            Column("as_of", say("Date of the source")),
            Column("stale", say("Stale")),
            Column("table", say("Table")),
        ),
        tuple(_rival_row(entry, group) for group in register.rivals for entry in group.entries),
        say(
            "Each reading stands under its own definition; nothing is averaged. Two sources count as one "
            "where one passes the other on, or both are one speaker."
        ),
    )


def _rival_row(entry: Entry, group: Rivals) -> tuple[Cell, ...]:
    return (
        group.statement,
        entry.shown,
        None if group.factor is None else Quantity(group.factor, "x"),
        entry.definition,
        entry.denominator,
        entry.publisher,
        entry.interest or say("none stated"),
        Term(entry.status),
        group.why,
        group.voices.count,
        group.voices.agreeing,
        entry.said_on,
        Term("yes") if entry.stale else Term("no"),
        entry.table,
    )


def relations(register: Register) -> Table:
    """Speakers with a stake in what they speak of, and the deals that make it."""
    return Table(
        "relations",
        say("Who speaks of what it has a stake in"),
        (
            Column("publisher", say("Publisher")),
            Column("subject", say("Speaks of")),
            Column("relation", say("Relation")),
            Column("statement", say("Statement")),
            Column("deals", say("Rows of deals")),
            Column("interest", say("Interest it states")),
        ),
        tuple(
            (
                stake.speaker.ref,
                stake.subject.ref,
                stake.reason,
                stake.entry.statement,
                len(stake.origins),
                stake.entry.interest or say("none stated"),
            )
            for stake in register.stakes
        ),
        say("Only deals that are closed or committed count; rumours and what has lapsed are no stake."),
    )
