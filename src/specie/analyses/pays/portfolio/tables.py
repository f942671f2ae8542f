"""The tables of the portfolio: the whole, the verdicts, what holds, and every initiative without luck."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.pays.portfolio.group_tables import approach_table, function_table, sort_table
from specie.analyses.pays.portfolio.move_tables import (
    approval_table,
    blocker_table,
    move_table,
    ranking_table,
)
from specie.analyses.pays.portfolio.shares import MEASURED_AS, by_verdict, kept
from specie.analyses.pays.portfolio.wording import PROCEDURE_WORDS, RETURN_WORDS, VERDICT_WORDS
from specie.model import PORTFOLIO, Column, Quantity, Table, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from specie.analyses.pays.portfolio.assessed import Assessed
    from specie.analyses.pays.portfolio.holding import Holding
    from specie.model import Cell, Message


def tables(found: Assessed) -> tuple[Table, ...]:
    """Make every table that has rows."""
    made = (
        _whole(found),
        move_table(found),
        ranking_table(found),
        _verdicts(found),
        _held(found),
        _shrunken(found),
        function_table(found),
        approach_table(found),
        approval_table(found),
        blocker_table(found),
        sort_table(found),
    )
    return tuple(table for table in made if table.rows)


def _whole(found: Assessed) -> Table:
    lines = (
        (say("All AI money in"), "money_in_year"),
        (say("Measured cash benefit"), "hard_benefit_measured_year"),
        (say("Net"), "organisation_return_year"),
        (say("Net, every unit worth what was declared"), "organisation_return_declared_year"),
        (say("Net per money spent"), "organisation_roi_year"),
        (say("Times the declared worths for a net of zero"), "worth_for_zero"),
        (say("In initiatives without a measured benefit"), "cost_unmeasured_year"),
        (say("Benefit there for a net of zero"), "missing_benefit_year"),
        (say("Those that look best, as measured"), "winners_as_measured"),
        (say("The same, luck taken out"), "winners_shrunken"),
        (say("Share that truly pays"), "paying_share"),
    )
    told = ((label, found.known.get(measure, PORTFOLIO)) for label, measure in lines)
    rows = tuple((label, estimate) for label, estimate in told if estimate is not None)
    answer = None if found.whole is None else RETURN_WORDS[found.whole.answer]
    note = say(
        "The return of the whole is {answer}. A range of worth counts end by end, since owners may all be too"
        " hopeful at once.",
        answer=answer or RETURN_WORDS_UNKNOWN,
    )  # fmt: skip
    columns = (Column("line", say("Line")), Column("amount", say("Twelve months")))
    return Table("whole", say("All AI money in, all measured cash out"), columns, rows, note)


RETURN_WORDS_UNKNOWN = next(word for word in RETURN_WORDS.values() if word.id == "unknown")


def _verdicts(found: Assessed) -> Table:
    columns = (
        Column("verdict", say("Verdict")),
        Column("initiatives", say("Initiatives")),
        Column("share", say("Share")),
        Column("cost", say("Full cost")),
        Column("money", say("Share of the money")),
        Column("benefit", say("Cash benefit, luck taken out")),
    )
    groups = by_verdict(found.scope)
    rows = tuple(
        (
            VERDICT_WORDS[verdict],
            len(groups[verdict]),
            found.known.get(f"share_{name}", PORTFOLIO),
            found.scope.money(sum(h.cost for h in groups[verdict])),
            found.known.get(f"money_share_{name}", PORTFOLIO),
            found.scope.money(_benefit(found, groups[verdict])),
        )
        for verdict, name in MEASURED_AS.items()
    )
    some = any(groups.values())
    return Table(
        "verdicts",
        say("The verdicts in numbers and in money"),
        columns,
        rows if some else (),
        _share_note(found),
    )


def _benefit(found: Assessed, holdings: Iterable[Holding]) -> float:
    parts = (found.scope.part(holding) for holding in holdings)
    return sum(part.point for part in parts if part is not None)


def _share_note(found: Assessed) -> Message | None:
    share = found.share
    if share is None:
        return None
    return say(
        "What is proven is not what is true: of {count} initiatives in use between {low} and {high} truly"
        " pay, with {level} confidence. Those that were not judged may be either.",
        count=share.of, low=share.low, high=share.high,
        level=Quantity(found.scope.settings.level, "fraction"),
    )  # fmt: skip


def _held(found: Assessed) -> Table:
    columns = (
        Column("procedure", say("Procedure")),
        Column("pays", say("Pays")),
        Column("which", say("Which")),
        Column("loses", say("Does not pay")),
        Column("promise", say("What it promises")),
    )
    rate = Quantity(found.scope.settings.false_discoveries, "fraction")
    promises = {
        "each alone": say(
            "at most {share} of the verdicts on one initiative are wrong",
            share=Quantity(found.scope.settings.wrong_verdicts, "fraction"),
        ),
        "benjamini_hochberg": say(
            "at most {rate} of those named are false, if errors are independent or lean the same way",
            rate=rate,
        ),
        "adaptive": say("the same, if errors are independent"),
        "e_benjamini_hochberg": say(
            "at most {rate} of those named are false, however errors hang together", rate=rate
        ),
    }
    rows = tuple(
        (
            PROCEDURE_WORDS[one.procedure],
            len(one.pays),
            ", ".join(h.ref.id for h in one.pays),
            len(one.loses),
            promises[one.procedure],
        )
        for one in kept(found.scope)
    )
    count = len(found.scope.assessed)
    note = say(
        "{count} initiatives judged by a measurement. The more are tested, the more look good by luck alone.",
        count=count,
    )
    return Table("held", say("Which answers hold together"), columns, rows if count else (), note)


def _shrunken(found: Assessed) -> Table:
    columns = (
        Column("initiative", say("Initiative")),
        Column("verdict", say("Verdict")),
        Column("measured", say("Net as measured")),
        Column("shrunken", say("Net, luck taken out")),
        Column("return", say("Return on cost, luck taken out")),
        Column("weight", say("Kept of its own")),
        Column("grade", say("Evidence")),
    )
    ranked = sorted(found.scope.measured, key=lambda h: -_net(found, h))
    return Table(
        "shrunken",
        say("Every measured initiative, luck taken out"),
        columns,
        tuple(_row(found, holding) for holding in ranked),
        say(
            "Returns on cost are drawn towards their common mean, the imprecise ones further; a benefit that"
            " is certain and one that is too early stay as they are."
        ),
    )


def _net(found: Assessed, holding: Holding) -> float:
    part = found.scope.part(holding)
    return -holding.cost if part is None else part.point - holding.cost


def _row(found: Assessed, holding: Holding) -> tuple[Cell, ...]:
    part = found.scope.part(holding)
    return (
        holding.ref,
        None if holding.verdict is None else VERDICT_WORDS[holding.verdict],
        holding.net,
        found.known.get("shrunken_net_year", holding.ref),
        found.known.get("shrunken_return_year", holding.ref),
        None if part is None else Quantity(part.weight, "fraction", 0),
        None if holding.grade is None else holding.grade.value,
    )
