"""Amounts that are told as all parts of a whole, over sentences and lists, in whatever words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from specie.model import Quantity, say
from specie.model.claim import Kind, Reach
from specie.text.rules.interval import Interval
from specie.text.rules.scope import comparable, level, room
from specie.text.rules.telling import ending, telling
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading, Sentence
    from specie.text.rules.verdict import Outcome

_MOST = 8
_BULLET = re.compile(r"(?m)^[ ]{0,6}(?:[-*•·・－●○■◆▪]|\d{1,2}[.)、]|[一二三四五六七八九][、.])")


def sums(reading: Reading) -> Iterator[Outcome]:
    """Fire where parts that are told as the whole of an amount named before them do not add up to it.

    The words must say that they are all of it: a last part called the rest (其餘), parts introduced by
    "comprise", "consist of", 分別為, 構成 and closed by the sentence, or a list under a total that says so.
    Abstains where any run of the amounts adds up to any larger one nearby, where a part is bounded by words
    (up to, over), and from "including".
    """
    for at, sentence in enumerate(reading.sentences):
        if telling("sum", "closing").search(reading.folded, sentence.span.start, sentence.span.end):
            yield from _rest(reading, at)
        if telling("sum", "opening").search(reading.folded, sentence.span.start, sentence.span.end):
            yield from _opened(reading, at)
        yield from _closed(reading, sentence)
    yield from _lists(reading)


def _closed(reading: Reading, sentence: Sentence) -> Iterator[Outcome]:
    """The last amount is told as what those before it make: together, 合計, 共."""
    levels = _levels(sentence)
    text, span = reading.folded, sentence.span
    if len(levels) < 3 or telling("sum", "never_total").search(text, span.start, span.end):
        return
    for at in range(2, len(levels)):
        whole = levels[at]
        lead = text[max(span.start, whole.span.start - 30) : whole.span.start]
        if ending("sum", "before_total").search(lead) or telling("sum", "after_total").match(
            text, whole.span.end
        ):
            parts = [c for c in levels[:at] if comparable(c, whole)]
            if len(parts) >= 2 and (whole.value or 0) > max(c.value or 0 for c in parts):
                yield from _judged(reading, [whole, *parts], [])


def _levels(sentence: Sentence) -> list[Claim]:
    return [c for c in sentence.claims if level(c) and c.kind is not Kind.DURATION and _plain(c)]


def _plain(claim: Claim) -> bool:
    return claim.reach in (Reach.EXACT, Reach.ABOUT) and claim.about.role not in ("change", "from")


def _rest(reading: Reading, at: int) -> Iterator[Outcome]:
    """The last amount of a sentence is called the rest of what was named before."""
    sentence = reading.sentences[at]
    found = [
        m.end()
        for m in telling("sum", "closing").finditer(reading.folded, sentence.span.start, sentence.span.end)
    ]
    levels = _levels(sentence)
    last = next((c for c in levels if 0 <= c.span.start - found[-1] <= 24), None)
    if last is None:
        return
    listed = [c for c in levels if comparable(c, last) and c.span.start <= last.span.start]
    earlier = _before(reading, at, last)
    yield from _judged(reading, listed, earlier)


def _before(reading: Reading, at: int, like: Claim) -> list[Claim]:
    """Return the amounts of the two sentences before, of the same paragraph, that the parts may be of."""
    start, _ = reading.paragraph(like)
    near = [s for s in reading.sentences[max(0, at - 2) : at] if s.span.start >= start]
    return [c for s in near for c in _levels(s) if comparable(c, like)]


def _opened(reading: Reading, at: int) -> Iterator[Outcome]:
    """A whole stands before "comprise", 分別為, 構成 and the parts behind it, to the end of the sentence."""
    sentence = reading.sentences[at]
    found = telling("sum", "opening").search(reading.folded, sentence.span.start, sentence.span.end)
    levels = _levels(sentence)
    if found is None or not levels or "including" in reading.folded[sentence.span.start : sentence.span.end]:
        return
    levels = [c for c in levels if comparable(c, levels[-1])]
    parts = [c for c in levels if c.span.start >= found.start()]
    wholes = [c for c in levels if c.span.end <= found.start()]
    if not parts and len(wholes) >= 3:
        wholes, parts = wholes[:1], wholes[1:]
    if len(parts) < 2 or any(not comparable(parts[0], c) for c in parts):
        return
    told = telling("sum", "all").search(reading.folded, sentence.span.start, _end_of_next(reading, at))
    number = re.search(
        r"(?<![a-z])(two|three|four|five|six)(?![a-z])|([二兩三四五六])[項筆類個部大]", found.group()
    )
    counted = number is not None and _count(number) == len(parts)
    if told or counted or _EXHAUSTIVE.search(found.group()):
        if not wholes:
            wholes = _before(reading, at, parts[0])[-1:]
        yield from _judged(reading, [*[w for w in wholes if comparable(w, parts[0])], *parts], [])


_EXHAUSTIVE = re.compile("compris|consist|split|divided|broken|breaks? down|made up|分別|構成|組成|分成|拆成")
_NUMBERS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "二": 2,
    "兩": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
}


def _count(number: re.Match[str]) -> int:
    return _NUMBERS[number[1] or number[2]]


def _end_of_next(reading: Reading, at: int) -> int:
    """Where the next sentence ends, which may say that there are no others."""
    text = reading.document.text
    end = reading.sentences[at].span.end
    _, last = reading.paragraph(reading.sentences[at].claims[0])
    return min(end + 60, last, len(text))


def _lists(reading: Reading) -> Iterator[Outcome]:
    """A list whose first item is called the total, and whose others are told to be all of it."""
    text = reading.folded
    items = [s for s in reading.sentences if _BULLET.match(text, _line(text, s.span.start))]
    for at, item in enumerate(items):
        heads = _levels(item)[:1]
        if not heads or not re.search(
            r"(?<![a-z])total|合計|總[額計共]|共", text[item.span.start : heads[0].span.end + 20]
        ):
            continue
        parts: list[Claim] = []
        for other in items[at + 1 :]:
            if text[item.span.end : other.span.start].count("\n\n"):
                break
            levels = [c for c in _levels(other) if comparable(c, heads[0])]
            if len(levels) != 1:
                break
            parts += levels
        if not 2 <= len(parts) <= _MOST:
            continue
        end = text.find("\n\n", parts[-1].span.end)
        if telling("sum", "all").search(text, parts[-1].span.end, end if end >= 0 else len(text)):
            yield from _judged(reading, [heads[0], *parts], [])


def _line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _judged(reading: Reading, listed: Sequence[Claim], earlier: Sequence[Claim]) -> Iterator[Outcome]:
    """Compare a whole, the first of a list or an earlier amount, with the parts that follow."""
    if not 2 <= len(listed) <= _MOST:
        return
    found = _agreeing(listed, earlier)
    if found is not None:
        whole, parts = found
        yield from holds(say("the parts add up to {whole}", whole=whole.text), *parts, whole)
        return
    whole, parts = (listed[0], listed[1:])
    if len(parts) < 2 or (whole.value or 0) <= max(c.value or 0 for c in parts):
        larger = [c for c in earlier if (c.value or 0) > max(p.value or 0 for p in listed)]
        if not larger:
            return
        whole, parts = larger[-1], listed
    total = sum((c.value or Decimal(0) for c in parts), Decimal(0))
    if len(parts) < 2 or not whole.value or not Decimal("0.5") < total / whole.value < 2:
        return
    if _elsewhere(reading, listed):
        return
    unit = whole.unit if whole.kind is Kind.MONEY else "index"
    message = say("the parts add up to {sum}, not to {whole}", sum=Quantity(total, unit), whole=whole.text)
    yield from fails("TXT104", message, *parts, whole)


def _agreeing(listed: Sequence[Claim], earlier: Sequence[Claim]) -> tuple[Claim, Sequence[Claim]] | None:
    """Return a whole and the run of amounts that adds up to it, wherever it stands."""
    for whole in (*earlier, listed[0], listed[-1]):
        others = [c for c in listed if c is not whole]
        for start in range(len(others)):
            for end in range(start + 2, len(others) + 1):
                if _total(others[start:end]).meets(_of(whole)):
                    return whole, others[start:end]
    return None


def _elsewhere(reading: Reading, listed: Sequence[Claim]) -> bool:
    """Tell whether the amounts, or all but the first, add up to a figure anywhere in the text."""
    totals = [_total(listed), *([_total(listed[1:])] if len(listed) > 2 else [])]
    same = (c for c in reading.claims if level(c) and comparable(c, listed[0]) and c not in listed)
    return any(total.meets(_of(c)) for c in same for total in totals)


def _of(whole: Claim) -> Interval:
    return room(whole)


def _total(parts: Sequence[Claim]) -> Interval:
    """Return what parts may add up to: their roundings seldom all go one way, and are added as errors are."""
    rooms = [room(part) for part in parts]
    middle = sum(((one.low + one.high) / 2 for one in rooms), Decimal(0))
    reach = sum(((one.high - one.low) ** 2 for one in rooms), Decimal(0)).sqrt() / 2
    return Interval(middle - reach, middle + reach)
