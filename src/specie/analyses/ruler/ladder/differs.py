"""In plain words: what your reading under a ruler has that the study's does not, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.ruler.ladder.reading import Answer
from specie.model import Quantity, Term, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.ruler.ladder.apply import Applied
    from specie.model import Message

_KNOWN_BY = {
    "self-report": say("The study asks people; yours is read from records."),
    "prediction": say("The study foresees; yours is what happened."),
    "ledger": say("Both rest on records."),
    "telemetry": say("Both rest on records."),
    "administrative": say("Both rest on records."),
    "rct": say("The study measures against a control group; yours does not."),
}


def what_differs(applied: Applied) -> Message:
    """Return one to four sentences: how it is known, of what, within which time, and what is special."""
    first, *more = _sentences(applied)
    for sentence in more:
        first = say("{one} {two}", one=first, two=sentence)
    return first


def _sentences(applied: Applied) -> Iterator[Message]:
    yield _KNOWN_BY[applied.study.fact.text("outcome_kind")]
    if isinstance(applied.cash, Answer):
        yield say("It counts many ({unit}); you are one and say yes or no.", unit=Term(applied.study.unit))
    if applied.rule.differs is not None:
        yield applied.rule.differs
    yield _window(applied)


def _window(applied: Applied) -> Message:
    if applied.study.fact.number("window_months") is None:
        return say("It names no time window; yours runs to the date of the book.")
    return say("Its window is {months}.", months=Quantity(applied.months, "months"))
