"""One percentage for two different bases: 38 % of the insurers, then 38 % of the pilots."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind, Reach
from specie.text.rules.verdict import fails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class _Based:
    """A share with the class of what it is a share of, and the words of what is said of them."""

    claim: Claim
    base: str
    said: frozenset[str]


def bases(reading: Reading) -> Iterator[Outcome]:
    """Fire where one printed share is told of two kinds of things (firms, projects, people, money) alike.

    Both must say the same of them: at least one word of substance in common. Abstains from round halves,
    thirds and quarters, from shares without a base, and where either place gives a count that the share
    comes from.
    """
    first: dict[tuple[object, str], dict[str, _Based]] = {}
    for claim in reading.claims:
        based = _based(reading, claim)
        if based is None:
            continue
        other = None
        for word in based.said:
            known = first.setdefault((claim.value, word), {})
            other = other or next((one for base, one in known.items() if base != based.base), None)
            known.setdefault(based.base, based)
        if other is not None and not _has_its_own(reading, claim):
            message = say(
                "{share} is told of two bases; what holds of one is not known of the other", share=claim.text
            )
            yield from fails("TXT204", message, other.claim, claim)


def _has_its_own(reading: Reading, claim: Claim) -> bool:
    """Tell whether the later place counts or dates for itself: it is another statistic then."""
    figures = reading.inside(claim.sentence.start, claim.sentence.end)
    return any(c.kind in (Kind.COUNT, Kind.DATE) for c in figures)


def _based(reading: Reading, claim: Claim) -> _Based | None:
    if claim.kind is not Kind.SHARE or claim.value is None or claim.reach is not Reach.EXACT:
        return None
    if (claim.value * 20) % 1 == 0 and claim.value * 100 % 10 == 0:
        return None
    sentence = reading.sentence(claim)
    at = claim.span.start - claim.sentence.start
    base = _base(sentence, at, at + len(claim.text))
    return _Based(claim, base, _said(sentence)) if base else None


def _base(sentence: str, start: int, end: int) -> str:
    """Return the class of what a share is of: named behind it, or before it; empty where it is not."""
    behind = _compiled(_raw()["behind"]).match(sentence[end : end + 60])
    if behind:
        return _class(behind["of"] or behind["of2"])
    before = _compiled(_raw()["before"]).search(sentence[:start])
    return _class(before["of"] or before["of2"]) if before else ""


def _class(words: str) -> str:
    found = {name for name, pattern in _raw()["classes"].items() if _compiled(pattern).search(words)}
    return found.pop() if len(found) == 1 else ""


def _said(sentence: str) -> frozenset[str]:
    """Return the words of a sentence that say what is done or met, by their stems."""
    return frozenset(name for name, p in _raw()["said"].items() if _compiled(p).search(sentence))


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "bases.toml").read_text("utf-8"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
