"""One ladder per kind of result: the portfolio and the study under each ruler, never across kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Answer, Share
from specie.model import Figure, Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.model import Cell, Estimate, Message

OWN, CLAIMED, STUDY = Term("yours"), Term("yours, as claimed"), Term("the study")


def all_figures(applied: Sequence[Applied]) -> tuple[Figure, ...]:
    """Ladders of initiatives by kind of result, then of the organisation; a lone ruler is in its table."""
    return (*_ladders(applied), *_answer_ladders(applied))


def _ladders(applied: Sequence[Applied]) -> Iterator[Figure]:
    shares = [a for a in applied if isinstance(a.cash, Share) and a.own is not None]
    for kind in sorted({a.study.result_of for a in shares}):
        group = sorted((a for a in shares if a.study.result_of == kind), key=_rate)
        if len(group) < 2:
            continue
        yield _figure(
            f"initiatives-{kind}",
            say("Share of initiatives, {kind}: yours and the study's", kind=Term(kind)),
            [rung for one in group for rung in _rungs(one)],
            say(
                "{rulers} rulers of {kind}; your portfolio reads from {low} to {high}",
                rulers=Quantity(len(group), "count"),
                kind=Term(kind),
                low=Quantity(_rate(group[0]), "fraction", 0),
                high=Quantity(_rate(group[-1]), "fraction", 0),
            ),
            say(
                "Each ruler counts something else of something else: compare within a ruler, not down the "
                "page."
            ),
        )


def _rate(applied: Applied) -> float:
    return applied.own.point or 0.0 if applied.own else 0.0


def _rungs(applied: Applied) -> Iterator[dict[str, Cell]]:
    label = say("{ruler}: {counts}", ruler=applied.study.ref, counts=applied.rule.counts)
    yield from _rung(label, applied.own, OWN)
    yield from _rung(label, applied.own_claimed, CLAIMED)
    yield from _rung(label, applied.study.estimate, STUDY)
    if applied.study.estimate is None:
        yield {"ruler": label, "share": applied.study.result, "low": None, "high": None, "whose": STUDY}


def _rung(label: Cell, estimate: Estimate | None, whose: Term) -> Iterator[dict[str, Cell]]:
    if estimate is not None:
        yield {
            "ruler": label,
            "share": estimate.point,
            "low": estimate.low,
            "high": estimate.high,
            "whose": whose,
        }


def _answer_ladders(applied: Sequence[Applied]) -> Iterator[Figure]:
    """The studies' shares of organisations or people, coloured by what the one organisation answers."""
    asked = [a for a in applied if isinstance(a.cash, Answer)]
    for unit in sorted({a.study.unit for a in asked}):
        for kind in sorted({a.study.result_of for a in asked if a.study.unit == unit}):
            group = [a for a in asked if (a.study.unit, a.study.result_of) == (unit, kind)]
            if len(group) < 2:
                continue
            group.sort(key=lambda a: a.study.result)
            yield _figure(
                f"{unit}-{kind}",
                say("Studies by {unit}, {kind}: who says yes, and you", unit=Term(unit), kind=Term(kind)),
                [_answer_rung(a) for a in group],
                say(
                    "{rulers} rulers of {kind}; you say yes to {yes}",
                    rulers=Quantity(len(group), "count"),
                    kind=Term(kind),
                    yes=Quantity(sum(isinstance(a.cash, Answer) and a.cash.yes for a in group), "count"),
                ),
                say(
                    "The dot is the study's share of many; the colour is the one answer of your organisation."
                ),
            )


def _answer_rung(applied: Applied) -> dict[str, Cell]:
    low, high = applied.study.interval or (None, None)
    yes = isinstance(applied.cash, Answer) and applied.cash.yes
    return {
        "ruler": say("{ruler}: {counts}", ruler=applied.study.ref, counts=applied.rule.counts),
        "share": applied.study.result,
        "low": low,
        "high": high,
        "whose": Term("you say yes") if yes else Term("you say no"),
    }


def _figure(id_: str, title: Message, data: list[dict[str, Cell]], summary: Message, note: Message) -> Figure:
    return Figure(
        id_,
        "ladder",
        title,
        tuple(data),
        {"y": "ruler", "x": "share", "low": "low", "high": "high", "colour": "whose"},
        {
            "ruler": say("Ruler"),
            "share": say("Share"),
            "low": say("Low"),
            "high": say("High"),
            "whose": say("Whose"),
        },
        {"share": "fraction", "low": "fraction", "high": "fraction"},
        summary,
        note,
    )
