"""A told share against the part it is told of and the only whole near it, in whatever words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.rules.arithmetic.parted import parted
from specie.text.rules.interval import Interval, derived
from specie.text.rules.scope import comparable, level, like, of_sentence, ratios, room, so_far
from specie.text.rules.telling import telling

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_BREAK = re.compile(r"[;；。]|(?<![a-z])(?:while|whereas|but|and)(?![a-z])|，而")
_AFTER = re.compile(
    r"[ ]?(?:of [^,;:，；：。]{1,40})?[,，（(][ ]?(?:or |that is |i\.e\. |即|也就是|約|共|有|or about |about )*"  # noqa: E501
)
_APPOSED = re.compile(r"[,，。);；.]|[ ]of (?:all|them|these|those|the total|the lot)")
_AFTER_CUT = re.compile(r"[,，。;；(（]")
_WHOLE_LEAD = re.compile(r"(?<![a-z])among (?:the |its |those |these )?\Z")
_OTHER = re.compile(
    r"(?<![a-z])(?:it|this|that share|figure|rate|share|they) (?:was|is|were|are|stood)(?![a-z])"
)
_RATE = re.compile("率|比例|比重")
_OF = re.compile("[占佔](?P<of>[^，。,（(約達為了近逾]{2,8})")
_TAIL = re.compile(r"(?:[,，(:-]|(?<![a-z])(?:is|was|makes|equals|represents))[^,，(:-]*\Z")
_LEAD = re.compile(r"(?:of (?:these|those|them|which|whom)|其中|當中)[^,，。]{0,8},?[ ]?\Z")
_OF_THESE = re.compile(r"[ ]?(?:of (?:these|those|them|which)|其中)")
_FAR, _NEAR = 160, 12
_SET = re.compile(
    r"(?<![a-z])(?:out )?of (?:the |these |those |its |our |all )*\Z|(?:全部|合計|總計|在)[ ]?\Z|[共總][^，。]{0,8}\Z|(?:中|裡)(?:有|，)?\Z"  # noqa: E501
)


def portions(reading: Reading) -> Iterator[Outcome]:
    """Fire where no two figures of the paragraph give a share that is told of a part beside it.

    The part must stand right before the share (96 of them, or 9.5 %; 3,840 通，占 30 %) or right behind it
    (one in five, thirty-six households), and a whole that it can be a part of must be named: in the words
    "of ..." themselves, as "of the 1,280", with 其中 or 共, or as the only larger figure of its kind.
    Abstains from changes, where the share is said to be of something that no figure here counts, and where
    any two comparable figures of the paragraph give the share.
    """
    for sentence in reading.sentences:
        for share in sentence.claims:
            if _is_share(reading, share):
                part = _part(reading, sentence, share)
                whole = _whole(reading, share, part) if part is not None else None
                if part is not None and whole is not None:
                    yield from _judged(reading, part, whole, share)


def _is_share(reading: Reading, claim: Claim) -> bool:
    if claim.unit != "fraction" or claim.value is None or not 0 < claim.value < 1:
        return False
    if (
        claim.about.role == "change"
        or claim.about.measure in ("stake", "tax")
        or "margin" in claim.about.measure
    ):
        return False
    text = reading.folded
    if telling("change", "each").search(text, claim.sentence.start, claim.span.start):
        return False
    if telling("change", "never").match(text, claim.span.end):
        return bool(re.match(r"[ ]?of(?![a-z])", text[claim.span.end : claim.span.end + 4]))
    found = telling("change", "against").match(text, claim.span.end)
    return found is None or not found.group().strip()


def _part(reading: Reading, sentence: Sentence, share: Claim) -> Claim | None:
    text, at = reading.folded, sentence.claims.index(share)
    before = [c for c in sentence.claims[:at] if level(c)]
    before = [c for c in before if c.kind is not Kind.DURATION] or before
    if before and _told_of(text, before[-1], share) and _next_to(sentence, before[-1], share):
        of = before[-1].about.role == "whole" and len(before) > 1 and before[-2].about.role == "part"
        return before[-2] if of else before[-1]
    behind = next((c for c in sentence.claims[at + 1 :] if level(c)), None)
    if (
        behind is not None
        and sentence.claims[at + 1] is behind
        and _AFTER.fullmatch(text, share.span.end, behind.span.start)
    ):
        close = text[behind.span.end : behind.span.end + 1]
        return behind if close in (",", "，", ")", ")") else None
    return None


def _next_to(sentence: Sentence, part: Claim, share: Claim) -> bool:
    """Tell whether no other share stands between a part and its share."""
    between = [c for c in sentence.claims if part.span.end <= c.span.start < share.span.start]
    return not any(c.kind in (Kind.SHARE, Kind.RATE, Kind.MULTIPLE) for c in between)


def _told_of(text: str, part: Claim, share: Claim) -> bool:
    """Tell whether the words between a part and a share make the one the share of the other."""
    between = text[part.span.end : share.span.start]
    lead = text[max(part.sentence.start, part.span.start - 14) : part.span.start]
    if _WHOLE_LEAD.search(lead) or _OTHER.search(between):
        return False
    if _BREAK.search(between) or len(between) > 70:
        return False
    tail = _TAIL.search(between)
    said = telling("share", "told").fullmatch(tail.group()) if tail is not None else None
    if tail is None or said is None:
        return False
    if part.kind is Kind.MONEY and _RATE.search(tail.group()):
        return False
    bare = not tail.group().strip(" ,，")
    return not bare or _APPOSED.match(text, share.span.end) is not None


def _whole(reading: Reading, share: Claim, part: Claim) -> Claim | None:
    """Return what the share is of, where a figure counts it; None where another thing is meant."""
    larger = [c for c in like(part, so_far(reading, share)) if (c.value or 0) > (part.value or 0)]
    pointed = _pointed_at(reading, larger, part)
    if pointed is not None:
        return pointed
    named, told = _told_whole(reading, larger, share)
    if told:
        return named[-1] if len({c.value for c in named}) == 1 else None
    sets = [c for c in named if c.span.start < part.span.start and _is_set(reading, c)]
    if sets:
        return sets[-1]
    if len(named) != 1 or not _close(named[0], part, share) or _part_itself(reading, named[0]):
        return None
    total = share.about.denominator is not None
    return None if not total and re.search("[;；]", _between(reading, named[0], part)) else named[0]


def _pointed_at(reading: Reading, larger: Sequence[Claim], part: Claim) -> Claim | None:
    """Return the amount right before a part of which the words say that it is a part: 57 of these, of which 57."""  # noqa: E501
    before = [c for c in larger if c.span.end <= part.span.start]
    if not before:
        return None
    text = reading.folded
    lead = text[max(part.sentence.start, part.span.start - 24) : part.span.start]
    behind = text[part.span.end : part.span.end + 24]
    told = _LEAD.search(lead) or _OF_THESE.match(behind) or part.about.role == "part"
    return before[-1] if told and part.span.start - before[-1].span.end < _FAR else None


def _told_whole(reading: Reading, larger: Sequence[Claim], share: Claim) -> tuple[list[Claim], bool]:
    """Return the amounts that the words "of ..." behind a share may mean, and whether they name them."""
    where = share.about.denominator
    inside = [c for c in larger if where is not None and c.span.meets(where)]
    if inside:
        return inside, True
    words = reading.folded[where.start : where.end] if where is not None else _taken_of(reading, share)
    if not words:
        return list(larger), False
    if telling("share", "whole").search(words):
        return list(larger), False
    named = [c for c in larger if _named_by(reading, c, words)]
    return named, bool(named)


def _between(reading: Reading, one: Claim, other: Claim) -> str:
    return reading.folded[one.span.end : other.span.start]


def _taken_of(reading: Reading, share: Claim) -> str:
    """Return what stands between 占 and a share; empty where nothing does."""
    found = list(
        _OF.finditer(reading.folded, max(share.sentence.start, share.span.start - 14), share.span.start)
    )
    return found[-1]["of"] if found else ""


def _part_itself(reading: Reading, claim: Claim) -> bool:
    """Tell whether a share stands beside a figure, which is then a part of something too."""
    listed = of_sentence(reading, claim)
    at = listed.index(claim)
    beside = (*listed[max(0, at - 1) : at], *listed[at + 1 : at + 2])
    return any(_touches(c, claim) for c in beside if c.unit == "fraction" and c.kind is Kind.SHARE)


def _touches(one: Claim, other: Claim) -> bool:
    return max(one.span.start, other.span.start) - min(one.span.end, other.span.end) < _NEAR


def _is_set(reading: Reading, claim: Claim) -> bool:
    """Tell whether a figure is told as what parts are taken of: of the 1,280; 共 9,600 通，其中."""
    text = reading.folded
    if _SET.search(text[max(claim.sentence.start, claim.span.start - 16) : claim.span.start]):
        return True
    return (
        re.match(
            r"[^，。,.]{0,14}[，,](?:其中|of (?:which|whom|them)|including)",
            text[claim.span.end : claim.span.end + 40],
        )
        is not None
    )


def _named_by(reading: Reading, whole: Claim, words: str) -> bool:
    """Tell whether the words of a denominator name what a figure counts or measures."""
    if whole.unit and len(whole.unit) > 1 and whole.unit in words:
        return True
    heads = re.findall(r"[a-z]{4,}|[\u4e00-\u9fff]{2}", words)
    start = max(whole.sentence.start, whole.span.start - 24)
    before = _AFTER_CUT.split(reading.folded[start : whole.span.start])[-1]
    behind = _AFTER_CUT.split(reading.folded[whole.span.end : whole.span.end + 20])[0]
    return bool(heads) and heads[-1] in f"{before} {behind}"


def _close(whole: Claim, part: Claim, share: Claim) -> bool:
    """Tell whether a whole stands before the share in its sentence, or counts the same things as the part."""
    if whole.span.start > share.span.start:
        return False
    return whole.sentence == share.sentence or (
        whole.unit == part.unit and whole.kind is Kind.COUNT and part.unit != ""
    )


def _judged(reading: Reading, part: Claim, whole: Claim, share: Claim) -> Iterator[Outcome]:
    said = derived(share)
    if said is None or not comparable(part, whole):
        return
    agrees = room(part).over(room(whole)).meets(said)
    if agrees or not _explained(reading, share, [c for c in so_far(reading, share) if level(c)]):
        yield from parted(part, whole, share, agrees=agrees)


def _explained(reading: Reading, share: Claim, near: Sequence[Claim]) -> bool:
    said = derived(share)
    here = of_sentence(reading, share)
    pairs = [(one, other, ratio) for one, other, ratio in ratios(near) if one in here or other in here]
    if said is None:
        return True
    rest = (
        telling("share", "rest").search(reading.folded, share.sentence.start, share.sentence.end) is not None
    )
    return any(_gives(ratio, said, rest=rest) for _, _, ratio in pairs)


def _gives(ratio: Interval, said: Interval, *, rest: bool) -> bool:
    """Tell whether a quotient, or where a rest is spoken of what is left of one, may be the share."""
    return ratio.meets(said) or (rest and Interval(1 - ratio.high, 1 - ratio.low).meets(said))
