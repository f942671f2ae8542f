"""Names of companies that no table holds, told by how a text speaks of them."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from specie.model import Ref
from specie.text.links.gazetteer import Name
from specie.text.links.scene import said, telling

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST = 200
"""A text with more names than this is a list or hostile; the longest ones count."""
_WORD = r"(?<![A-Za-z0-9])[A-Z][A-Za-z0-9&]{0,39}+(?:[-.][A-Za-z0-9]{1,40}+){0,3}"


def discovered(text: str, folded: str, known: Sequence[Name]) -> list[Name]:
    """Return the places of names that are spoken of as companies at least once and stand at least twice."""
    taken = sorted((name.start, name.end) for name in known)
    strong, weak = _english(text)
    names = {*strong, *weak, *_chinese(folded)}
    if not names:
        return []
    listed = sorted(names, key=lambda name: (-len(name), name))[:_MOST]
    pattern = re.compile("|".join(map(re.escape, listed)))
    found = [(hit.start(), hit.end(), hit.group()) for hit in pattern.finditer(text)]
    often = Counter(word for _, _, word in found)
    starts = {start for start, _ in taken}
    return [
        Name(start, end, Ref("company", word.lower().replace(" ", "-"), word))
        for start, end, word in found
        if (word in strong or often[word] >= 2) and start not in starts and _whole(text, start, end)
    ]


def _whole(text: str, start: int, end: int) -> bool:
    """A Latin name is not a part of a longer word."""
    if not text[start].isascii():
        return True
    return not (text[start - 1 : start].isalnum() and text[start - 1].isascii()) and not (
        text[end : end + 1].isascii() and text[end : end + 1].isalnum()
    )


def _english(text: str) -> tuple[set[str], set[str]]:
    """Return the names that a mark of a company follows (Inc., "'s revenue"), and those with only a verb."""
    people = {
        word for found in _person().finditer(text) for word in (found["name"] or found["named"] or "").split()
    }
    names: tuple[set[str], set[str]] = (set(), set())
    for found in _spoken().finditer(text):
        name = _without_article(found["name"])
        if name and not (set(name.split()) & people):
            names[0 if found["mark"][:1] in ",'’" else 1].add(name)
    return names


def _without_article(name: str) -> str:
    parts = name.split()
    while parts and parts[0] in _listed("not_names"):
        parts = parts[1:]
    while parts and parts[-1].rstrip(".") in _listed("forms"):
        parts = parts[:-1]
    return " ".join(parts)


def _chinese(folded: str) -> set[str]:
    return {
        found["name"].strip()
        for found in _spoken_chinese().finditer(folded)
        if len(found["name"].strip()) >= 2
        and not found["name"].isascii()
        and not telling("discovery", "not_chinese").search(found["name"])
    }


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(str(said("discovery", name)).split())


@cache
def _spoken() -> re.Pattern[str]:
    """A capitalised name of up to three words and what makes it one of a company."""
    return re.compile(rf"(?P<name>{_WORD}(?:[ ]{_WORD}){{0,2}})(?P<mark>{said('discovery', 'mark')})")


@cache
def _person() -> re.Pattern[str]:
    office = said("discovery", "office")
    return re.compile(
        rf"(?:said|says|Mr\.?|Ms\.?|Mrs\.?|Dr\.?) (?:{_WORD}[ ])?(?P<name>{_WORD})"
        rf"|(?P<named>{_WORD}(?:[ ]{_WORD}){{1,3}}), (?:its |the |a |an )?(?:{office})"
    )


@cache
def _spoken_chinese() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?<=[。！？：；\n」〕】#，])|^)[ ]{0,3}"
        r"(?P<name>[A-Za-z\u4e00-\u9fff][A-Za-z0-9 \u4e00-\u9fff]{1,9}?)"
        rf"(?={said('discovery', 'verbs')})",
        re.MULTILINE,
    )
