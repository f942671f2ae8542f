"""Every rule of every family, over one document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model.claim import Alarm, Check, Kind, Standing
from specie.text.rules.arithmetic import ARITHMETIC
from specie.text.rules.contradiction import CONTRADICTION
from specie.text.rules.facts import FACTS
from specie.text.rules.misattributed import MISATTRIBUTED
from specie.text.rules.reading import reading_of
from specie.text.rules.ruler import RULER
from specie.text.rules.tables import TABLES
from specie.text.rules.unchecked import unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from specie.book import Book
    from specie.facts import Facts
    from specie.model.claim import Claim, Document, Span
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

RULES: tuple[Callable[[Reading], Iterator[Outcome]], ...] = (
    *ARITHMETIC,
    *CONTRADICTION,
    *TABLES,
    *FACTS,
    *RULER,
    *MISATTRIBUTED,
)


_DOUBTS = frozenset({"TXT107", "TXT108"})
_PAGE = 64
_WORKED_OUT = frozenset({"TXT101", "TXT106", "TXT110", "TXT111"})
_DERIVED = frozenset({Kind.RATE, Kind.SHARE, Kind.MULTIPLE})
_RIVALS = frozenset({"TXT201", "TXT204", "TXT205"})


def check(
    document: Document, claims: tuple[Claim, ...], facts: Facts, book: Book | None = None
) -> tuple[tuple[Alarm, ...], tuple[Check, ...]]:
    """Run every rule; alarms and checks in the order of the text, each said once."""
    reading = reading_of(document, claims, facts, book)
    told = list(dict.fromkeys(outcome for rule in RULES for outcome in rule(reading)))
    told += unchecked(reading, told)
    derived = frozenset(c.span for c in reading.claims if c.kind in _DERIVED)
    told = _once(_settled(_explained(told), derived))
    alarms = [one for one in told if isinstance(one, Alarm)]
    checks = [one for one in told if isinstance(one, Check)]
    return (
        tuple(sorted(alarms, key=lambda one: (one.spans, one.code))),
        tuple(sorted(checks, key=lambda one: one.spans)),
    )


def _explained(told: list[Outcome]) -> list[Outcome]:
    """Leave out what better knowledge explains.

    A doubt about a stake goes where one of its figures is known to be wrong; a contradiction goes where both
    figures are known to be published: rival reports and vintages stand side by side in the facts.
    """
    wrong = {span for one in told if isinstance(one, Alarm) and one.code[:4] == "TXT3" for span in one.spans}
    known = {
        span
        for one in told
        if isinstance(one, Check) and one.standing is Standing.HOLDS and one.origins
        for span in one.spans
    }
    gone = {
        (one.spans, one.message)
        for one in told
        if isinstance(one, Alarm)
        and (
            (one.code in _DOUBTS and not wrong.isdisjoint(one.spans))
            or (one.code in _RIVALS and known.issuperset(one.spans))
        )
    }
    return [one for one in told if (one.spans, one.message) not in gone]


def _once(told: list[Outcome]) -> list[Outcome]:
    """Leave out an alarm that says of the same figures what one before it said."""
    kept: list[Outcome] = []
    said: dict[tuple[str, int], list[tuple[Span, ...]]] = {}
    for one in told:
        if isinstance(one, Alarm) and one.code[3] in "12":
            places = [
                (one.code, at // _PAGE + by) for at in {s.start for s in one.spans} for by in (-1, 0, 1)
            ]
            near = {other for place in places for other in said.get(place, ())}
            if any(_shared(one.spans, other) >= min(2, len(one.spans)) for other in near):
                continue
            for span in one.spans:
                said.setdefault((one.code, span.start // _PAGE), []).append(one.spans)
        kept.append(one)
    return kept


def _shared(some: tuple[Span, ...], others: tuple[Span, ...]) -> int:
    return sum(any(one.meets(other) for other in others) for one in some)


def _settled(told: list[Outcome], derived: frozenset[Span]) -> list[Outcome]:
    """Leave out an alarm about a change or share that other figures of the text are known to give.

    Where two readings of a sentence are possible and one of them holds, that is the one which was meant.
    """
    given = {
        span
        for one in told
        if isinstance(one, Check)
        and one.standing is Standing.HOLDS
        and not one.origins
        and len(one.spans) >= 3
        for span in one.spans
        if span in derived
    }
    gone = {
        (one.spans, one.message)
        for one in told
        if isinstance(one, Alarm)
        and one.code in _WORKED_OUT
        and len(mine := derived.intersection(one.spans)) == 1
        and mine <= given
    }
    return [one for one in told if (one.spans, one.message) not in gone]
