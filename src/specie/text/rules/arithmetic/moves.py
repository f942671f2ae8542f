"""A told change against the only two values near it that can be its ends, in whatever words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.links.scene import telling as falling
from specie.text.rules.arithmetic.change import Told, judged
from specie.text.rules.interval import Interval, derived, point, positive
from specie.text.rules.patterns import Match
from specie.text.rules.scope import comparable, level, of_sentence, ratios, sentence_after, sentence_before
from specie.text.rules.telling import ending, telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_SEGMENT = re.compile(r"[;；]|(?<![a-z])(?:while|whereas|but)(?![a-z])|，而")
_ONE = point(1)
_LEAST = Decimal("0.05")
_THING = re.compile(r"[a-z]{4,}|[\u4e00-\u9fff]{2}")
_PERIOD = re.compile(
    r"(?<![\d.])(?:1[0-2]|[1-9]) ?月|第[一二三四]季|上半年|下半年|(?:19|20)\d\d|(?<![a-z])(?:q[1-4]|january|february|march|april"  # noqa: E501
    r"|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)(?![a-z])"
)


def moves(reading: Reading) -> Iterator[Outcome]:
    """Fire where the two values that a change is told between give another change.

    The ends are the two comparable values of its part of the sentence, or one there and the only one of the
    sentence before; the words must set them against one another (from, than, earlier, 去年, 較), or their
    dates must differ. Abstains from yearly rates, where any two values nearby give the change, where the
    ends measure different things, and where more than two could be meant.
    """
    for sentence in reading.sentences:
        changes = [c for c in sentence.claims if _is_change(reading, c)]
        for at, change in enumerate(changes):
            before = changes[at - 1].span.end if at else sentence.span.start
            behind = changes[at + 1].span.start if at + 1 < len(changes) else sentence.span.end
            ends = _ends(reading, sentence, change, before, behind)
            if ends is None and len(changes) == 1:
                ends = _ends(reading, sentence, change, sentence.span.start, sentence.span.end, whole=True)
                ends = ends or _below(reading, sentence, change)
            if ends is not None and not _explained(reading, change, ends):
                yield from _told(reading, ends, change)
            elif ends is not None:
                yield from _held(reading, change, ends)


def _is_change(reading: Reading, claim: Claim) -> bool:
    text = reading.folded
    if claim.value is None or claim.kind not in (Kind.RATE, Kind.SHARE, Kind.MULTIPLE):
        return False
    if telling("change", "never").match(text, claim.span.end):
        return False
    inside = claim.sentence.start, claim.sentence.end
    if telling("change", "yearly").search(text, *inside) or telling("change", "each").search(text, *inside):
        return False
    return claim.about.role == "change" or _told_as_change(text, claim) or _set_against(text, claim)


def _told_as_change(text: str, claim: Claim) -> bool:
    """Tell whether a verb of change, with "by" or without, or a plus sign stands right before a figure."""
    if claim.kind is Kind.MULTIPLE and telling("change", "as_many").match(text, claim.span.end):
        return True
    before = text[max(claim.sentence.start, claim.span.start - 50) : claim.span.start]
    return ending("change", "before").search(before) is not None


def _set_against(text: str, claim: Claim) -> bool:
    before = text[max(claim.sentence.start, claim.span.start - 40) : claim.span.start]
    if ending("difference", "noun").search(before):
        return True
    found = telling("change", "against").match(text, claim.span.end)
    return claim.kind is not Kind.MULTIPLE and found is not None and bool(found.group().strip())


def _ends(
    reading: Reading, sentence: Sentence, change: Claim, before: int, behind: int, *, whole: bool = False
) -> tuple[Claim, Claim] | None:
    start, end = _bounds(sentence) if whole else _segment(reading, sentence, change)
    start, end = max(start, before), min(end, behind)
    near = [c for c in sentence.claims if start <= c.span.start < end and _may_end(c, change)]
    behind_it = _against(reading, change, near)
    if behind_it is not None:
        other = _last_before(change, behind_it, near) or _last_of(
            sentence_before(reading, change), behind_it, change
        )
        return _pair(behind_it, other)
    pair = _only_two(near, change)
    if pair and _set_apart(reading, sentence, pair, change):
        return _pair(*_ordered(pair))
    mine = [c for c in near if c.span.end <= change.span.start]
    if mine and not pair:
        return _over_sentences(reading, mine[-1], change)
    return None


def _only_two(near: Sequence[Claim], change: Claim) -> tuple[Claim, Claim] | None:
    """Return the two values that can only be set against one another, nearest to the change where several can."""  # noqa: E501
    found = [
        (one, other)
        for at, one in enumerate(near)
        for other in near[at + 1 :]
        if _same_size(one, other) and not any(_same_size(one, c) for c in near if c not in (one, other))
    ]
    return min(found, key=lambda pair: _gap(pair, change)) if found else None


def _gap(pair: tuple[Claim, Claim], change: Claim) -> int:
    return min(abs(c.span.start - change.span.start) for c in pair)


def _same_size(one: Claim, other: Claim) -> bool:
    """Tell whether two values are comparable and may be of one thing: a count without unit is none of two."""
    rooms = positive(one), positive(other)
    if not comparable(one, other) or rooms[0] is None or rooms[1] is None:
        return False
    if one.unit == other.unit or one.kind is not Kind.COUNT:
        return True
    ratio = (one.value or 0) / (other.value or 1)
    return _LEAST < ratio < 1 / _LEAST


def _segment(reading: Reading, sentence: Sentence, change: Claim) -> tuple[int, int]:
    cuts = [m.start() for m in _SEGMENT.finditer(reading.folded, *_bounds(sentence))]
    start = max((cut for cut in cuts if cut < change.span.start), default=sentence.span.start)
    return start, min((cut for cut in cuts if cut >= change.span.end), default=sentence.span.end)


def _bounds(sentence: Sentence) -> tuple[int, int]:
    return sentence.span.start, sentence.span.end


def _may_end(claim: Claim, change: Claim) -> bool:
    """Tell whether a figure may be an end of a change: a level, or a share where points are told."""
    if claim is change or claim.about.role in ("change", "over", "part"):
        return False
    if change.unit == "pp":
        return (
            claim.unit == "fraction" and claim.kind in (Kind.SHARE, Kind.RATE) and positive(claim) is not None
        )
    return level(claim) and not (claim.kind is Kind.DURATION and claim.about.role == "over")


def _against(reading: Reading, change: Claim, near: Sequence[Claim]) -> Claim | None:
    """Return the value that stands right behind "more than", "above", "on"."""
    text = reading.folded
    found = telling("change", "against").match(text, change.span.end)
    if found is None or not found.group().strip():
        return None
    later = next((c for c in near if c.span.start >= change.span.end), None)
    if later is None or re.search(r"[,;:，；：。]", text[found.end() : later.span.start]):
        return None
    return later if later.span.start - found.end() <= 40 else None


def _last_before(change: Claim, end: Claim, near: Sequence[Claim]) -> Claim | None:
    return next((c for c in reversed(near) if c.span.end <= change.span.start and comparable(c, end)), None)


def _last_of(earlier: Sequence[Claim], end: Claim, change: Claim) -> Claim | None:
    """Return the only value of the sentence before that may be set against an end."""
    found = [c for c in earlier if _may_end(c, change) and _same_size(c, end)]
    last = [c for c in found if c.about.role == "to"]
    return found[0] if len(found) == 1 else last[0] if len(last) == 1 else None


def _set_apart(reading: Reading, sentence: Sentence, near: Sequence[Claim], change: Claim) -> bool:
    """Tell whether the words or the dates make one of two values an earlier or another one."""
    one, other = near
    if {"from", "to"} & {one.about.role, other.about.role}:
        return True
    dates = one.about.when, other.about.when
    if None not in dates and dates[0] != dates[1]:
        return True
    text = reading.folded
    if _PERIOD.search(text, sentence.span.start, one.span.start) and _PERIOD.search(
        text, one.span.end, other.span.start
    ):
        return True
    last = max(other.span.end, change.span.end)
    close = min(last + 30, sentence.span.end)
    return telling("change", "earlier").search(text, sentence.span.start, close) is not None


def _ordered(near: Sequence[Claim]) -> tuple[Claim, Claim]:
    """Put the value that was before first: by its part, by its date, else by its place."""
    one, other = near
    if other.about.role == "from" or one.about.role == "to":
        return other, one
    dates = one.about.when, other.about.when
    if (
        one.about.role != "from"
        and dates[0] is not None
        and dates[1] is not None
        and dates[1].last < dates[0].first
    ):
        return other, one
    return one, other


def _over_sentences(reading: Reading, end: Claim, change: Claim) -> tuple[Claim, Claim] | None:
    """Take the start from the sentence before: before it was 1,500. Now it is 1,950, an increase of 45 %."""
    if change.about.role != "change" or end.about.role == "from":
        return None
    earlier = sentence_before(reading, change)
    start = _last_of(earlier, end, change)
    if start is None or (start.about.role != "to" and any(c.about.role == "change" for c in earlier)):
        return None
    text = reading.folded
    worded = telling("change", "earlier").search(text, start.sentence.start, end.span.start)
    dates = start.about.when, end.about.when
    apart = None not in dates and dates[0] != dates[1]
    return _pair(start, end) if worded or apart else None


def _below(reading: Reading, headline: Sentence, change: Claim) -> tuple[Claim, Claim] | None:
    """Take the ends of a change that a headline tells from the line below it, where both speak of one thing."""  # noqa: E501
    text = reading.folded
    end = headline.span.end
    if any(_may_end(c, change) for c in headline.claims) or "\n" not in text[end - 1 : end + 4]:
        return None
    behind = reading.inside(end, end + 200)
    line = [c for c in behind if c.sentence == behind[0].sentence and _may_end(c, change)] if behind else []
    if len(line) != 2 or not comparable(*line):
        return None
    below = text[line[0].sentence.start : line[0].sentence.end]
    said = set(_THING.findall(text[headline.span.start : headline.span.end])) & set(_THING.findall(below))
    periods = _PERIOD.search(below[: line[0].span.start - line[0].sentence.start + 1]) and _PERIOD.search(
        text, line[0].span.end, line[1].span.end + 24
    )
    return _pair(*_ordered(line)) if said and periods else None


def _pair(start: Claim, end: Claim | None) -> tuple[Claim, Claim] | None:
    """Return two ends that may be of one thing; None where they measure differently."""
    if end is None or not comparable(start, end):
        return None
    measures = {start.about.measure, end.about.measure} - {""}
    bases = {start.about.basis, end.about.basis} - {""}
    whose = {c.about.subjects for c in (start, end)} - {()}
    return (start, end) if len(measures) <= 1 and len(bases) <= 1 and len(whose) <= 1 else None


def _explained(reading: Reading, change: Claim, ends: tuple[Claim, Claim]) -> bool:
    """Tell whether any two comparable values of this sentence and the one before give the change."""
    after = sentence_after(reading, change)
    near = [*of_sentence(reading, change), *sentence_before(reading, change)]
    near += [] if any(c.about.role == "change" for c in after) else after
    if change.unit == "pp":
        shares = [c for c in near if _may_end(c, change)]
        return any(_differ(one, other, change) for one in shares for other in shares if one is not other)
    said = derived(change)
    if said is None:
        return True
    way = _direction(reading, change)
    pairs = ratios(c for c in {*near, *ends} if _may_end(c, change))
    sure = {c.about.role for c in ends} & {"from", "to"}
    return any(
        _gives(ratio, said.size(), change)
        for b, a, ratio in pairs
        if _goes(ratio, way) and not (sure and (b, a) == ends)
    )


def _direction(reading: Reading, change: Claim) -> int:
    """Return whether the words beside a change tell of a fall (-1), of a rise (1), or of neither (0)."""
    text, span = reading.folded, change.span
    behind = re.split(r"[,，.。;；]", text[span.end : min(span.end + 16, change.sentence.end)])[0]
    before = re.split(r"[,，.。;；]", text[max(change.sentence.start, span.start - 30) : span.start])[-1]
    words = f"{before} {behind}"
    if falling("roles", "falls").search(words) or telling("change", "less").search(words):
        return -1
    return 1 if telling("change", "more").search(words) else 0


def _goes(ratio: Interval, way: int) -> bool:
    return way == 0 or (ratio.low <= 1 if way < 0 else ratio.high >= 1)


def _gives(ratio: Interval, said: Interval, change: Claim) -> bool:
    growth = ratio.shifted(-_ONE.low).size()
    return growth.meets(said) or (change.kind is Kind.MULTIPLE and ratio.meets(said))


def _differ(one: Claim, other: Claim, change: Claim) -> bool:
    rooms, said = (positive(one), positive(other)), derived(change)
    if rooms[0] is None or rooms[1] is None or said is None:
        return True
    return rooms[0].minus(rooms[1]).size().meets(said.size())


def _told(reading: Reading, ends: tuple[Claim, Claim], change: Claim) -> Iterator[Outcome]:
    start, end = positive(ends[0]), positive(ends[1])
    said = derived(change)
    if start is not None and end is not None and said is not None:
        sure = {c.about.role for c in ends} & {"from", "to"}
        words = {-1: {"down": ""}, 0: {}, 1: {"up": ""}}[_direction(reading, change) if sure else 0]
        match = Match({"from": ends[0], "to": ends[1], "change": change}, words, 0, 0)
        yield from judged(Told(match, start, end, said.size(), exact=False))


def _held(reading: Reading, change: Claim, ends: tuple[Claim, Claim]) -> Iterator[Outcome]:
    """Say that the change follows, where it is the ends themselves that give it."""
    said, rooms = derived(change), (positive(ends[0]), positive(ends[1]))
    if said is None or rooms[0] is None or rooms[1] is None:
        return
    ratio, way = rooms[1].over(rooms[0]), _direction(reading, change)
    if change.unit == "pp" or (_gives(ratio, said.size(), change) and _goes(ratio, way)):
        match = Match({"from": ends[0], "to": ends[1], "change": change}, {}, 0, 0)
        yield from judged(Told(match, rooms[0], rooms[1], said.size(), exact=False))
