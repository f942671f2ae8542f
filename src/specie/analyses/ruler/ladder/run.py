"""Read the portfolio, lay every ruler against it, and put it into a result."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder import ANALYSIS
from specie.analyses.ruler.ladder.apply import apply_all
from specie.analyses.ruler.ladder.constructs import constructs
from specie.analyses.ruler.ladder.estimates import pilot_success
from specie.analyses.ruler.ladder.figures import all_figures
from specie.analyses.ruler.ladder.findings import all_findings, spread
from specie.analyses.ruler.ladder.portfolio import read_portfolio
from specie.analyses.ruler.ladder.reading import Answer, Share
from specie.analyses.ruler.ladder.tables import answers, claims_to_refuse, left_out, levels, shares
from specie.model import Quantity, Result, Status, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.book import Book
    from specie.facts import Fact, Facts
    from specie.model import Estimate, Inputs, Message


def run(book: Book, facts: Facts, inputs: Inputs) -> Result:
    """Read the same portfolio under every published ruler that its tables can feed."""
    portfolio = read_portfolio(book)
    months = float(inputs.params.get("young_months", ANALYSIS.params[0].default))
    applied, missing = apply_all(portfolio, facts, inputs.level, months)
    if not applied:
        return Result(ANALYSIS.id, Status.NOT_ASSESSED, reason=say("not assessed: add stages or benefits"))
    pilots = pilot_success(portfolio, inputs.level)
    stale = [a.study.id for a in applied if a.study.stale(portfolio.as_of)]
    zombies = _zombies(facts, applied)
    tables = (
        shares(applied, stale),
        answers(applied, stale),
        levels(applied, stale),
        constructs(facts, applied, inputs.level),
        claims_to_refuse([_zombie_row(fact) for fact in zombies]),
        left_out(facts, applied, missing),
    )
    return Result(
        ANALYSIS.id,
        Status.OK,
        (*(e for a in applied for e in a.estimates), *((pilots,) if pilots else ())),
        all_findings(portfolio, applied, missing, pilots, zombies),
        tuple(table for table in tables if table.rows),
        all_figures(applied),
        tuple(_headline(applied)),
        tuple(_key(applied)),
    )


def _headline(applied: Sequence[Applied]) -> Iterator[Message]:
    for kind in ("success", "failure"):
        ends = spread(applied, kind)
        if ends is not None:
            yield say(
                "Depending on the ruler, {kind} of the same portfolio reads from {low} ({low_counts}) to "
                "{high} "
                "({high_counts})",
                kind=Term(kind),
                low=Quantity(_point(ends[0]), "fraction", 0),
                low_counts=ends[0].rule.counts,
                high=Quantity(_point(ends[1]), "fraction", 0),
                high_counts=ends[1].rule.counts,
            )
    asked = [a.cash for a in applied if isinstance(a.cash, Answer)]
    if asked:
        yield say(
            "{shares} rulers count initiatives; {asked} ask the organisation and get a yes or a no, never "
            "a rate",
            shares=Quantity(sum(isinstance(a.cash, Share) for a in applied), "count"),
            asked=Quantity(len(asked), "count"),
        )


def _point(applied: Applied) -> float:
    return applied.own.point or 0.0 if applied.own else 0.0


def _key(applied: Sequence[Applied]) -> Iterator[Estimate]:
    for kind in ("success", "failure"):
        ends = spread(applied, kind) or ()
        yield from (a.own for a in ends if a.own is not None)


def _zombies(facts: Facts, applied: Sequence[Applied]) -> list[Fact]:
    """Claims whose honest ruler was applied; of the most misread ruler first."""
    used = {a.study.id for a in applied}
    found = [fact for fact in facts.rows("zombies") if fact.text("ruler_id") in used]
    return sorted(found, key=lambda f: (f.text("ruler_id") != "nanda-task-pilot-to-implemented", f.row))


def _zombie_row(fact: Fact) -> tuple[Message, Message, Message]:
    return fact.message("statement"), fact.message("what_is_wrong"), fact.message("what_the_source_says")
