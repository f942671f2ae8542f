"""Two values for one thing of one company at one time, in whatever words: 460 people in all, a workforce of 640."""  # noqa: E501

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from specie.model import Term, say
from specie.model.claim import Kind, Reach
from specie.text.rules.contradiction.disagree import compared
from specie.text.rules.interval import quoted
from specie.text.rules.scope import comparable, proper_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_KINDS: Final = frozenset({Kind.MONEY, Kind.COUNT, Kind.SHARE})
_CLAUSE: Final = re.compile(r"[,，。;；:：()\n]|(?<![a-z])(?:and|but|while|which|where)(?![a-z])")
_PERIOD: Final = re.compile(
    r"每股|第[一二三四]季|上半年|下半年|(?:first|second|third|fourth) (?:quarter|half)|last year(?!')|in the year"  # noqa: E501
)
_MOST: Final = 60
"""How many mentions of one thing are compared: a long text may speak of many companies."""


@dataclass(frozen=True, slots=True)
class _Mention:
    """A figure as a value of one thing: whose, what, on which basis."""

    claim: Claim
    whose: str
    names: frozenset[str]


def same(reading: Reading) -> Iterator[Outcome]:
    """Fire where two sentences give one thing of one company for one time two values that do not meet.

    The thing must be one of which there is one at a time (staff, dividend, purchase price, revenue of a
    year). Abstains from parts, changes, plans, averages, earlier values and other companies', where the
    dates differ or only one of two figures of a flow is dated, where a third value is told for the same
    thing, and where the text says that counts or definitions differ.
    """
    things: dict[tuple[str, str, Kind], list[_Mention]] = {}
    alone = _alone(reading)
    for claim in reading.claims:
        if _may_be(reading, claim, alone=alone):
            key = (claim.about.measure, claim.about.basis, claim.kind)
            things.setdefault(key, []).append(_mention(reading, claim))
    for listed in things.values():
        if 2 <= len(listed) <= _MOST:
            yield from _set_against(reading, listed)


def _alone(reading: Reading) -> bool:
    """Tell whether the text speaks of one company at most."""
    return len({ref.id for c in reading.claims for ref in c.about.subjects if ref.kind == "company"}) <= 1


def _may_be(reading: Reading, claim: Claim, *, alone: bool) -> bool:
    about = claim.about
    told = claim.kind in _KINDS and about.measure in raw()["single"] and claim.value is not None
    timeless = about.measure in raw()["timeless"]
    if not told or (about.horizon and not timeless) or about.role in ("change", "from", "part", "over"):
        return False
    if claim.reach not in (Reach.EXACT, Reach.ABOUT) or (
        not alone and len(about.subjects) != 1 and about.measure not in raw()["shared"]
    ):
        return False
    return not set_apart(reading, claim) and not _out_of_another(reading, claim)


def _out_of_another(reading: Reading, claim: Claim) -> bool:
    """Tell whether a figure stands behind "of the 430 million price" in its sentence: it is a part of that."""  # noqa: E501
    earlier = reading.inside(claim.sentence.start, claim.span.start)
    lead = (
        reading.folded[max(c.sentence.start, c.span.start - 9) : c.span.start]
        for c in earlier
        if c.kind is claim.kind
    )
    return any(re.search(r"(?<![a-z])of (?:the|its|this|that) ?\Z", words) for words in lead)


def set_apart(reading: Reading, claim: Claim) -> bool:
    """Tell whether the words of its clause make a figure another, a part, or an earlier or later one."""
    text = reading.folded
    before = text[max(claim.sentence.start, claim.span.start - 60) : claim.span.start]
    cut = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cut[-1] :] if cut else before
    clause = _PERIOD.sub("", clause)
    if pattern("before").search(clause) or pattern("behind").match(text, claim.span.end):
        return True
    return pattern("explained").search(text, claim.sentence.start, claim.sentence.end) is not None


def _mention(reading: Reading, claim: Claim) -> _Mention:
    owned = len(claim.about.subjects) == 1 and claim.about.measure not in raw()["shared"]
    whose = claim.about.subjects[0].id if owned else ""
    return _Mention(claim, whose, names(reading, claim))


def names(reading: Reading, claim: Claim) -> frozenset[str]:
    """Return the name that a sentence begins with, where the text has it as a name elsewhere."""
    text = reading.document.text[claim.sentence.start : claim.sentence.end].lstrip("#-*•·> ")
    first = re.match(r"[A-Z][A-Za-z]{2,}", text)
    return (
        frozenset({first[0]})
        if first is not None and first[0] in proper_names(reading.document.text)
        else frozenset()
    )


def _set_against(reading: Reading, listed: Sequence[_Mention]) -> Iterator[Outcome]:
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            if not _one_thing(one, other):
                continue
            first, second = one.claim, other.claim
            if _meet(first, second) or not _third(listed, one, other):
                yield from compared(first, second, _thing(one, other))


def _one_thing(one: _Mention, other: _Mention) -> bool:
    first, second = one.claim, other.claim
    if first.sentence == second.sentence or not comparable(first, second):
        return False
    if one.whose and other.whose and one.whose != other.whose:
        return False
    if not one.whose and not other.whose and one.names and other.names and not one.names & other.names:
        return False
    return _one_time(first, second)


def _one_time(first: Claim, second: Claim) -> bool:
    one, other = first.about.when, second.about.when
    if first.about.measure in raw()["timeless"]:
        return True
    if one is not None and other is not None:
        return one == other or (first.about.measure in raw()["lasting"] and one.meets(other))
    return first.about.measure in raw()["lasting"] or (
        one is None and other is None and first.kind is Kind.SHARE
    )


def _meet(first: Claim, second: Claim) -> bool:
    rooms = quoted(first), quoted(second)
    return rooms[0] is not None and rooms[1] is not None and rooms[0].meets(rooms[1])


def _third(listed: Sequence[_Mention], one: _Mention, other: _Mention) -> bool:
    """Tell whether a third value is told for the same thing, which makes several things of it."""
    rest = [m for m in listed if m not in (one, other) and _one_time(m.claim, one.claim)]
    return any(not _meet(m.claim, one.claim) and not _meet(m.claim, other.claim) for m in rest)


def _thing(one: _Mention, other: _Mention) -> Message | Term:
    claim = one.claim if one.whose else other.claim
    measure = Term(claim.about.measure)
    if claim.about.subjects:
        return say("{subject}, {measure}", subject=claim.about.subjects[0], measure=measure)
    return measure


def pattern(name: str) -> re.Pattern[str]:
    """Return one of the patterns that set figures apart."""
    return _compiled(str(raw()["not"][name]).replace("\n", ""))


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def raw() -> dict[str, Any]:
    """Return the words of this rule."""
    return tomllib.loads((files("specie.text.rules") / "patterns" / "same.toml").read_text("utf-8"))
