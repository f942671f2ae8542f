"""Tables: shares of initiatives, yes and no of the organisation, money, and what was left out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.differs import what_differs
from specie.analyses.ruler.ladder.left_out import why_left_out
from specie.analyses.ruler.ladder.reading import Amount, Answer, Share
from specie.analyses.ruler.ladder.strictness import VERDICTS, by_strictness, passed
from specie.analyses.ruler.ladder.study import Study
from specie.model import Column, Quantity, Table, Term, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.ruler.ladder.apply import Applied, Missing
    from specie.facts import Facts
    from specie.model import Cell, Message

_STUDY = (
    Column("population", say("Population of the study")),
    Column("definition", say("Definition of the study")),
    Column("window", say("Window")),
    Column("outcome", say("Known by")),
    Column("sample", say("Sample")),
    Column("interest", say("Interest of the publisher")),
    Column("caution", say("Caution")),
    Column("document", say("Document")),
    Column("stale", say("Stale")),
)


def shares(applied: Sequence[Applied], as_of_stale: Sequence[str]) -> Table:
    """Rulers that count initiatives: verdicts from the strictest to the mildest, then other shares."""
    rows = by_strictness(applied)
    return Table(
        "initiatives",
        say("Your portfolio under rulers that count initiatives"),
        (
            Column("ruler", say("Ruler")),
            Column("passes", say("Of yours pass")),
            Column("own", say("Yours")),
            Column("study", say("The study")),
            Column("counts", say("Counts")),
            Column("of", say("Of")),
            Column("differs", say("What differs")),
            Column("result_of", say("Share of")),
            Column("k", say("Counted")),
            Column("n", say("In all")),
            Column("claimed", say("Yours, benefits as claimed")),
            Column("young", say("Too young to tell")),
            Column("with_young", say("Yours, counting those as the study would")),
            Column("open", say("What those leave open")),
            Column("apart", say("Yours less the study")),
            *_STUDY,
        ),
        tuple(_share_row(a, as_of_stale) for a in rows),
        say(
            "The strictest ruler stands first: the one that the fewest of your initiatives pass; a ruler of "
            "failure is passed by those that it does not count. Initiatives too young to tell are left out, "
            "not failed. Your interval is for seeing the portfolio as a sample; as a count it is exact. "
            "Intervals of studies hold sampling noise only.",
        ),
    )


def _share_row(applied: Applied, stale: Sequence[str]) -> tuple[Cell, ...]:
    old = applied.settled or Share(())
    return (
        applied.study.ref,
        _passes(applied),
        applied.own,
        study_cell(applied.study),
        applied.rule.counts,
        applied.rule.of,
        what_differs(applied),
        Term(applied.study.result_of),
        old.k,
        old.n,
        applied.own_claimed,
        applied.young,
        applied.own_all,
        applied.open,
        applied.apart,
        *_study_cells(applied, stale),
    )


def _passes(applied: Applied) -> Cell:
    if applied.study.result_of not in VERDICTS or applied.own is None or applied.own.point is None:
        return None
    return Quantity(passed(applied, applied.own.point), "fraction", 0)


def answers(applied: Sequence[Applied], stale: Sequence[str]) -> Table:
    """Rulers that ask organisations or people: one yes or no beside a share of many."""
    rows = sorted(
        (a for a in applied if isinstance(a.cash, Answer)),
        key=lambda a: (a.study.result_of, a.study.unit, a.study.id),
    )
    return Table(
        "organisation",
        say("Your organisation under rulers that ask organisations or people"),
        (
            Column("ruler", say("Ruler")),
            Column("own", say("Yours")),
            Column("study", say("Share of the study that says yes")),
            Column("counts", say("Says yes if it")),
            Column("because", say("Because")),
            Column("differs", say("What differs")),
            Column("result_of", say("Share of")),
            Column("unit", say("Unit of the study")),
            Column("claimed", say("Yours, benefits as claimed")),
            *_STUDY,
        ),
        tuple(_answer_row(a, stale) for a in rows),
        say(
            "One organisation gives one answer. A share of organisations says nothing about how many of your "
            "initiatives succeed."
        ),
    )


def _answer_row(applied: Applied, stale: Sequence[str]) -> tuple[Cell, ...]:
    cash, claimed = applied.cash, applied.claimed
    assert isinstance(cash, Answer)
    assert isinstance(claimed, Answer)
    return (
        applied.study.ref,
        yes_no(cash),
        study_cell(applied.study),
        applied.rule.counts,
        cash.because,
        what_differs(applied),
        Term(applied.study.result_of),
        Term(applied.study.unit),
        yes_no(claimed) if applied.rule.money else None,
        *_study_cells(applied, stale),
    )


def yes_no(answer: Answer) -> Term:
    """The answer as a word."""
    return Term("yes") if answer.yes else Term("no")


def levels(applied: Sequence[Applied], stale: Sequence[str]) -> Table:
    """Rulers about money: levels, not shares."""
    return Table(
        "spend",
        say("Your spending under rulers about money"),
        (
            Column("ruler", say("Ruler")),
            Column("own", say("Yours")),
            Column("study", say("The study")),
            Column("counts", say("Measures")),
            Column("of", say("Of")),
            Column("differs", say("What differs")),
            Column("claimed", say("Yours, benefits as claimed")),
            *_STUDY,
        ),
        tuple(
            (
                a.study.ref,
                a.own,
                study_cell(a.study),
                a.rule.counts,
                a.rule.of,
                what_differs(a),
                a.own_claimed,
                *_study_cells(a, stale),
            )
            for a in applied
            if isinstance(a.cash, Amount)
        ),
    )


def study_cell(study: Study) -> Cell:
    """The estimate, or the bare figure with the reason why it has no interval."""
    if study.estimate is not None:
        return study.estimate
    return say("{result}, no interval: base not published", result=Quantity(study.result, "fraction"))


def _study_cells(applied: Applied, stale: Sequence[str]) -> tuple[Cell, ...]:
    fact = applied.study.fact
    window = fact.number("window_months")
    return (
        fact.message("population"),
        fact.message("numerator_definition"),
        None if window is None else Quantity(window, "months"),
        Term(fact.text("outcome_kind")),
        fact.message("sample_note"),
        fact.message("interest") if fact.interest else say("none stated"),
        fact.message("caution"),
        Term("primary document") if fact.quality == "primary" else Term("secondary document"),
        Term("yes") if applied.study.id in stale else Term("no"),
    )


def left_out(facts: Facts, applied: Sequence[Applied], missing: Sequence[Missing]) -> Table:
    """Every ruler that was not applied: tables to add first, then by reason."""
    lacking = {m.study.id: _what_is_missing(m) for m in missing}
    done = {a.study.id for a in applied}
    rest = [Study(f) for f in facts.rows("rulers") if f.text("ruler_id") not in done]
    rest.sort(key=lambda s: (s.id not in lacking, s.id))
    return Table(
        "left_out",
        say("Rulers that were not applied, and what it would take"),
        (
            Column("ruler", say("Ruler")),
            Column("definition", say("Definition of the study")),
            Column("unit", say("Unit of the study")),
            Column("why", say("Not assessed because")),
        ),
        tuple(
            (
                s.ref,
                s.fact.message("numerator_definition"),
                Term(s.unit),
                lacking.get(s.id) or why_left_out(s.fact),
            )
            for s in rest
        ),
    )


def _what_is_missing(missing: Missing) -> Message:
    if missing.tables:
        return say("add {tables}", tables=", ".join(missing.tables))
    return say("nothing in the book falls under its definition")


def claims_to_refuse(zombies: Sequence[tuple[Message, Message, Message]]) -> Table:
    """Repeated claims that sound like one of the applied rulers but are not what its study says."""
    return Table(
        "zombies",
        say("Claims that sound like these rulers and are not"),
        (
            Column("claim", say("Claim")),
            Column("wrong", say("What is wrong with it")),
            Column("source", say("What the source says")),
        ),
        tuple(zombies),
        say("Do not quote these, and ask for the source where you meet them."),
    )
