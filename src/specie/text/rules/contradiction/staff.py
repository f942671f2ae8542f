"""One company with two sizes of its whole staff: 460 people in all, and a workforce of 640."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Span
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


def staff(reading: Reading) -> Iterator[Outcome]:
    """Fire where two sentences give the whole staff of one month, or of now, and the numbers differ.

    The words must say that all are meant. Abstains from plans, from growth (from 140 to 210), from parts of
    the staff, and where the text names two companies or more.
    """
    if len(reading.named) > 1:
        return
    first: dict[int, tuple[int, Span]] = {}
    for number, month, span in sorted(_told(reading), key=lambda one: one[2]):
        known = first.setdefault(month, (number, span))
        if known[1] != span and _apart(reading, known[1], span):
            yield from _compared(known, (number, span))


def _compared(one: tuple[int, Span], other: tuple[int, Span]) -> Iterator[Outcome]:
    if one[0] == other[0]:
        yield from holds(say("the whole staff: {count} in both places", count=one[0]), one[1], other[1])
    else:
        message = say("the whole staff: {one} in one place, {other} in another", one=one[0], other=other[0])
        yield from fails("TXT201", message, one[1], other[1])


def _told(reading: Reading) -> Iterator[tuple[int, int, Span]]:
    """Yield every number of the whole staff with its month (0: now) and its place."""
    text = reading.document.text
    edges = sorted({0, len(text), *reading.document.breaks, *(m.end() for m in _edge().finditer(text))})
    for pattern in _patterns("all"):
        for found in pattern.finditer(text):
            at = bisect_right(edges, found.start("n"))
            clause = text[edges[at - 1] : _clause_end(text, found.end(), edges[min(at, len(edges) - 1)])]
            month = None if any(p.search(clause) for p in _patterns("other")) else _month(clause)
            if month is not None:
                number = int(found["n"].replace(",", ""))
                yield number, month, Span(found.start("n"), found.end("n"))


def _clause_end(text: str, start: int, end: int) -> int:
    """Return where the clause of a number ends: plans and parts behind a comma are of something else."""
    return min(
        (at for mark in ("，", ", ", "；", "; ") if (at := text.find(mark, start, end)) >= 0), default=end
    )


def _apart(reading: Reading, one: Span, other: Span) -> bool:
    """Tell whether two places are not in one sentence."""
    return _edge().search(reading.document.text, one.end, other.start) is not None


def _month(clause: str) -> int | None:
    """Return the month that a clause names, 0 where it names none, None for several."""
    names = {_raw()["months"][m[1][:3].lower()] for m in _month_word().finditer(clause)}
    names |= {int(m[1]) for m in re.finditer(r"(?<!\d)(1[0-2]|[1-9]) ?月(?!個)", clause)}
    return (names.pop() if names else 0) if len(names) <= 1 else None


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "staff.toml").read_text("utf-8"))


@cache
def _patterns(name: str) -> tuple[re.Pattern[str], ...]:
    number = r"(?P<n>\d{1,3}(?:,\d{3})+|\d{2,6})(?![\d.,]*\d|\s*(?:%|percent|million))"
    return tuple(re.compile(p.replace("<N>", number), re.IGNORECASE) for p in _raw()[name])


@cache
def _month_word() -> re.Pattern[str]:
    return re.compile(rf"\b({_raw()['month_names']})\b")


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(r"[.!?](?=\s)|[。！？]|\n\s*\n")
