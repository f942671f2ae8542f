"""One share told of two populations: 64 % of our staff above, 160 of 250 engineers, 64 %, below."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind, Reach
from specie.text.rules.scope import level
from specie.text.rules.verdict import fails

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_MOST = 12
_WORD = re.compile(r"[a-z][a-z'-]+|[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class _Based:
    """A share with the words of what it is of."""

    claim: Claim
    words: tuple[str, ...]
    counted: bool
    """Whether the sentence counts the part or the whole for itself."""

    @property
    def head(self) -> str:
        return _stem(self.words[-1]) if self.words else ""


def populations(reading: Reading) -> Iterator[Outcome]:
    """Fire where a share of one population is told again as a share of another one.

    The second telling must restate the first: as a headline, behind "in other words" or 也就是說, or with a
    population that has the first in its name (warehouses, warehouse workers), or it must widen it (全市, all,
    nationwide). Abstains where both places count for themselves, where the text says that the shares happen
    to be the same, and where what the share is of is not named.
    """
    shares: dict[Decimal, list[_Based]] = {}
    for claim in reading.claims:
        if (
            claim.kind is Kind.SHARE
            and claim.value is not None
            and claim.reach is Reach.EXACT
            and 0 < claim.value < 1
        ):
            shares.setdefault(claim.value, []).append(_based(reading, claim))
    for listed in shares.values():
        if 2 <= len(listed) <= _MOST:
            yield from _pairs(reading, listed)


def _pairs(reading: Reading, listed: Sequence[_Based]) -> Iterator[Outcome]:
    for at, one in enumerate(listed):
        for other in listed[at + 1 :]:
            if one.words and other.words and _moved(reading, one, other):
                message = say(
                    "{share} is told of two bases; what holds of one is not known of the other",
                    share=one.claim.text,
                )
                yield from fails("TXT204", message, one.claim, other.claim)
                return


def _based(reading: Reading, claim: Claim) -> _Based:
    here = reading.inside(claim.sentence.start, claim.sentence.end)
    counts = [c for c in here if c.kind is Kind.COUNT and level(c) and c.value != claim.value]
    return _Based(claim, _words(reading, claim, counts), bool(counts))


def _words(reading: Reading, claim: Claim, counts: Sequence[Claim]) -> tuple[str, ...]:
    """Return what a share is of: the words behind "of", before 的, or the noun that its whole counts."""
    where = claim.about.denominator
    text = reading.folded
    told = text[where.start : where.end] if where is not None else ""
    if not told or pattern("pointing").fullmatch(told.strip()):
        told = next((f" {c.unit}" for c in reversed(counts) if len(c.unit) > 1), "")
        earlier = [
            c for c in reading.inside(max(0, claim.sentence.start - 200), claim.span.start) if level(c)
        ]
        told = told or next(
            (f" {c.unit}" for c in reversed(earlier) if len(c.unit) > 1 and c.unit.isascii()), ""
        )
    lead = text[max(claim.sentence.start, claim.span.start - 6) : claim.span.start]
    wide = pattern("wide").search(lead)
    words = tuple(w for w in _WORD.findall(told) if w not in raw()["grammar"])
    return (wide.group(), *words) if wide and words else words


def _stem(word: str) -> str:
    return word.removesuffix("s") if word.isascii() else word[-2:]


def _moved(reading: Reading, one: _Based, other: _Based) -> bool:
    """Tell whether the two populations differ and the one telling restates the other."""
    if one.counted and other.counted and one.claim.sentence != other.claim.sentence:
        return False
    wider = _wide(one) != _wide(other)
    if one.head == other.head and not wider:
        return False
    if pattern("alike").search(reading.folded, other.claim.sentence.start, other.claim.sentence.end):
        return False
    if _heading(reading, one) != _heading(reading, other):
        return _same_words(reading, one, other)
    if pattern("restated").search(_lead(reading, other)):
        return True
    return one.head != other.head and _kin(one, other)


def _wide(based: _Based) -> bool:
    return pattern("wide").search(" ".join(based.words)) is not None


def _kin(one: _Based, other: _Based) -> bool:
    """Tell whether one population is named after the other: warehouses and warehouse workers."""
    heads = {one.head, other.head}
    rest = {_stem(w) for w in (*one.words[:-1], *other.words[:-1])}
    return bool(heads & rest)


def _heading(reading: Reading, based: _Based) -> bool:
    text = reading.document.text
    start = text.rfind("\n", 0, based.claim.span.start) + 1
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
    return line.startswith("#") or (start == 0 and "\n" in text and not line.rstrip().endswith((".", "。")))


def _same_words(reading: Reading, one: _Based, other: _Based) -> bool:
    """Tell whether both sentences say the same of their population: a verb or noun in common."""
    said = [
        {_stem(w) for w in _content(reading.folded[b.claim.span.end : b.claim.sentence.end])}
        for b in (one, other)
    ]
    return bool((said[0] & said[1]) - {one.head, other.head})


def _content(words: str) -> list[str]:
    found: list[str] = []
    for word in _WORD.findall(words):
        if word.isascii():
            found += [word] if len(word) >= 3 and word not in raw()["grammar"] else []
        else:
            found += [word[i : i + 2] for i in range(len(word) - 1)]
    return found


def _lead(reading: Reading, based: _Based) -> str:
    start = based.claim.sentence.start
    return reading.folded[start : min(start + 40, based.claim.span.start)]


def pattern(name: str) -> re.Pattern[str]:
    """Return one pattern of the words of populations."""
    return _compiled(str(raw()[name]).replace("\n", ""))


@cache
def _compiled(text: str) -> re.Pattern[str]:
    return re.compile(text)


@cache
def raw() -> dict[str, Any]:
    """Return the words of populations."""
    return tomllib.loads((files("specie.text.rules") / "patterns" / "populations.toml").read_text("utf-8"))
