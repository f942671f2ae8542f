"""One event with two dates, told by a verb here and by a noun there: went live in June, before the launch in July."""  # noqa: E501

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from specie.model import say
from specie.model.claim import Kind, Reach
from specie.text.rules.scope import proper_names
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_NEAR: Final = 70
_FAR: Final = 45
_MOST: Final = 40
"""How many mentions of one kind of event are compared."""
_DAY: Final = re.compile(r"\d{1,2}(?=\s*日)|(?<!\d)\d{1,2}(?!\d)")
_AS_OF: Final = re.compile(r"(?<![a-z])(?:end of|as of|as at|until|by|to|through|截至|至|底)[ ]?(?:the )?\Z")
_CUT: Final = re.compile(r"[;；。!?！？\n]|\.\s")
_WORDS: Final = re.compile(r"[a-z]{4,}")
_HAN: Final = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class _Event:
    """A date with the kind of event told beside it and the words of what it happened to."""

    claim: Claim
    kind: str
    things: frozenset[str]
    beside: frozenset[str]
    """The words right before and behind that of the event: what was launched, with whom it was signed."""
    names: frozenset[str]
    day: tuple[int, int] | None
    """Month and day, of a date whose year is not told."""


def happenings(reading: Reading) -> Iterator[Outcome]:
    """Fire where two sentences date one event differently: by days, or by a day and another month or year.

    Both must be of one kind of event and name a thing in common, or be of a kind that a text tells of once
    (a listing, a founding, a meeting), or one of them speaks of "the launch" where the text tells of one
    launch only. Abstains from sentences with several dates of events, from plans that were moved, from
    second and further ones, and where more than two dates are told.
    """
    kinds: dict[str, list[_Event]] = {}
    for claim in reading.claims:
        event = _event(reading, claim) if claim.kind is Kind.DATE else None
        if event is not None:
            kinds.setdefault(event.kind, []).append(event)
    for events in kinds.values():
        if 2 <= len(events) <= _MOST:
            yield from _compared(reading, events)


def _event(reading: Reading, claim: Claim) -> _Event | None:
    if claim.reach is Reach.RANGE or claim.unit not in ("day", "month", "year", "quarter"):
        return None
    text = reading.folded
    if _any_event().search(text, claim.sentence.start, claim.sentence.end) is None:
        return None
    start, end = _clause(text, claim)
    inner = _part(text, claim, start, end)
    found = _nearest(text, *inner, claim)
    if found is None:
        found, inner = _nearest(text, start, end, claim), (start, end)
    if found is None or pattern("rules", "other").search(text, *inner) or _dates(reading, *inner) > 1:
        return None
    if _AS_OF.search(text[max(start, claim.span.start - 16) : claim.span.start]):
        return None
    kind, place = found
    at = text.find(place, inner[0], inner[1])
    lead, tail = (
        text[max(inner[0], at - 24) : at],
        text[at + len(place) : min(inner[1], at + len(place) + 24)],
    )
    beside = _things(f"{' '.join(lead.split()[-4:])} {' '.join(tail.split()[:5])}", place)
    words = f"{text[start : claim.span.start]} {text[claim.span.end : end]}"
    day = _day(claim) if claim.when is None else None
    return (
        None
        if claim.when is None and day is None
        else _Event(claim, kind, _things(words, place), beside, _names(reading, start, end), day)
    )


def _clause(text: str, claim: Claim) -> tuple[int, int]:
    """Return the sentence around a date, at most so many letters to either side."""
    low = max(claim.sentence.start, claim.span.start - _NEAR)
    high = min(claim.sentence.end, claim.span.end + _NEAR)
    cuts = [m.end() for m in _CUT.finditer(text, low, claim.span.start)]
    ends = [m.start() for m in _CUT.finditer(text, claim.span.end, high)]
    return (cuts[-1] if cuts else low), (ends[0] if ends else high)


def _part(text: str, claim: Claim, start: int, end: int) -> tuple[int, int]:
    """Return the words between two commas around a date."""
    low = max(text.rfind(mark, start, claim.span.start) for mark in ",，、(")
    ends = [at for mark in ",，、)" if (at := text.find(mark, claim.span.end, end)) >= 0]
    return max(low + 1, start), min(ends, default=end)


def _dates(reading: Reading, start: int, end: int) -> int:
    return sum(c.kind is Kind.DATE for c in reading.inside(start, end))


def _nearest(text: str, start: int, end: int, claim: Claim) -> tuple[str, str] | None:
    """Return the kind of the event nearest to a date and its words; None for two kinds as near."""
    found = [
        (min(abs(m.start() - claim.span.end), abs(claim.span.start - m.end())), str(m.lastgroup), m.group())
        for m in _any_event().finditer(text, start, end)
    ]
    found = [one for one in found if one[0] <= _FAR]
    found = [one for one in found if one[1] != "start"] or found
    return min(found)[1:] if found else None


def _things(words: str, place: str) -> frozenset[str]:
    rules = raw()["rules"]
    latin = {
        w.removesuffix("s")
        for w in _WORDS.findall(words)
        if w not in rules["grammar"] and w not in place and w[:3] not in _MONTHS
    }
    chinese = re.sub(rules["grammar_zh"], " ", words.replace(place, " "))
    pairs = {run[i : i + 2] for run in _HAN.findall(chinese) for i in range(len(run) - 1)}
    return frozenset(latin | pairs)


def _names(reading: Reading, start: int, end: int) -> frozenset[str]:
    """Return the names of a clause: words that have a capital inside a sentence somewhere in the text."""
    known = proper_names(reading.document.text)
    words = re.findall(r"[A-Z][a-z][A-Za-z]+", reading.document.text[start:end])
    return frozenset(w for w in words if w in known and w.lower()[:3] not in _MONTHS)


def _day(claim: Claim) -> tuple[int, int] | None:
    """Return month and day of a date that names no year."""
    month = next((at for at, name in enumerate(_MONTHS, 1) if name in claim.text.lower()), 0)
    numbers = [int(n) for n in _DAY.findall(claim.text)]
    if month and numbers:
        return month, numbers[0]
    return (numbers[0], numbers[1]) if len(numbers) == 2 and "月" in claim.text else None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _compared(reading: Reading, events: Sequence[_Event]) -> Iterator[Outcome]:
    lone = len({_when(e) for e in events}) == 2
    for at, one in enumerate(events):
        for other in events[at + 1 :]:
            together = one.claim.sentence == other.claim.sentence and not re.search(
                "[;；]", reading.folded[one.claim.span.end : other.claim.span.start]
            )
            if together or not _same(reading, one, other, lone=lone):
                continue
            apart = _apart(one, other)
            names = one.claim.text, other.claim.text
            if apart is False:
                message = say("{one} and {other} agree", one=names[0], other=names[1])
                yield from holds(message, one.claim, other.claim)
            elif apart and not _third(events, one, other):
                message = say("one event is dated {one} and {other}", one=names[0], other=names[1])
                yield from fails("TXT202", message, one.claim, other.claim)


def _when(event: _Event) -> object:
    return event.claim.when or event.day


def _same(reading: Reading, one: _Event, other: _Event, *, lone: bool) -> bool:  # noqa: PLR0911
    subjects = {reading.companies(e.claim.sentence) for e in (one, other)} - {()}
    if len(subjects) == 2 and not set(next(iter(subjects))) & set(list(subjects)[1]):
        return False
    if one.names and other.names and not one.names & other.names:
        return False
    if one.kind in raw()["rules"]["whole"]:
        return lone or bool(one.things & other.things)
    shared = one.things & other.things
    if one.kind in raw()["rules"]["personal"]:
        return bool(shared)
    if lone and _definite(reading, one, other):
        return True
    least = min(len(one.beside), len(other.beside))
    if least and len(one.beside & other.beside) * 2 < least:
        return False
    return len(shared) >= 2 or (lone and bool(shared))


def _definite(reading: Reading, one: _Event, other: _Event) -> bool:
    """Tell whether one of two places speaks of "the" event with nothing else in its clause."""
    return any(
        re.search(r"(?<![a-z])(?:the|its|our|this|it|they) \Z", _lead(reading, event)) is not None
        or re.search(
            "這[份項場次座]|該[份項場次座]", reading.folded[slice(*_clause(reading.folded, event.claim))]
        )
        for event in (one, other)
    )


def _lead(reading: Reading, event: _Event) -> str:
    """Return the words before the event's own word."""
    text = reading.folded
    start, end = _clause(text, event.claim)
    found = list(pattern("events", event.kind).finditer(text, start, end))
    return text[start : found[-1].start()] if found else ""


def _apart(one: _Event, other: _Event) -> bool | None:
    """Tell whether two dates cannot be the same day; None where that is open."""
    first, second = one.claim.when, other.claim.when
    if first is not None and second is not None:
        return not first.meets(second)
    days = [day for e in (one, other) if (day := _fine(e)) is not None]
    return days[0] != days[1] if len(days) == 2 else None


def _fine(event: _Event) -> tuple[int, int] | None:
    """Return month and day of a date; None where it is not one day."""
    when = event.claim.when
    if when is None or when.first != when.last:
        return event.day
    return when.first.month, when.first.day


def _third(events: Sequence[_Event], one: _Event, other: _Event) -> bool:
    """Tell whether a third date is told of an event of the kind and of the same thing."""
    rest = [e for e in events if e not in (one, other)]
    return any(
        _apart(e, one) is not False
        and _apart(e, other) is not False
        and (e.things & one.things & other.things)
        for e in rest
    )


def pattern(table: str, name: str) -> re.Pattern[str]:
    """Return one pattern of the words of events."""
    return _compiled(str(raw()[table][name]).replace("\n", ""))


@cache
def _any_event() -> re.Pattern[str]:
    """Return one pattern for all events, each in a group of its name."""
    kinds = ((kind, str(words).replace("\n", "")) for kind, words in raw()["events"].items())
    return re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in kinds))


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def raw() -> dict[str, Any]:
    """Return the words of events."""
    return tomllib.loads((files("specie.text.rules") / "patterns" / "happenings.toml").read_text("utf-8"))
