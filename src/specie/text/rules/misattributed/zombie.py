"""The statements of the fact table of zombies, found in a text by figure, subject and words."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from specie.model import Quantity, say
from specie.model.claim import Kind, Span
from specie.text.rules.patterns import lowered
from specie.text.rules.verdict import fails

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.facts import Fact, Facts
    from specie.model import Message, Origin
    from specie.model.claim import Claim
    from specie.text.rules.patterns import lowered
    from specie.text.rules.reading import Reading, Sentence
from specie.text.rules.verdict import Outcome

_NEAR = Decimal("0.005")
_SMALL = {ord(letter): letter.lower() for letter in ascii_uppercase}


@dataclass(frozen=True, slots=True)
class Wording:
    """How one statement is told: its values, the words that must all be there, and those that must not."""

    id: str
    figures: tuple[Decimal, ...]
    currency: str
    every: tuple[str, ...]
    none: tuple[re.Pattern[str], ...]


def zombie(reading: Reading) -> Iterator[Outcome]:
    """Fire where a sentence holds the figure, the subject and the words of a misattributed statistic.

    Abstains where the sentence, or the next one, takes the statement apart, and where words stand there that
    belong to what the source does say.
    """
    met: set[tuple[str, Span]] = set()
    for wording, sentence, claims in _told(reading):
        fact = reading.facts.one("zombies", wording.id)
        if fact is None or (wording.id, sentence.span) in met or _taken_apart(reading, sentence):
            continue
        met.add((wording.id, sentence.span))
        places = claims or (sentence.span,)
        yield from fails("TXT501", _message(fact), *places, hint=_hint(reading.facts, fact),
                         origins=_origins(reading.facts, fact))  # fmt: skip


def _told(reading: Reading) -> Iterator[tuple[Wording, Sentence, tuple[Claim, ...]]]:
    for sentence, wording, claims in (*_by_figure(reading), *_by_words(reading)):
        if _worded(wording, sentence, claims):
            yield wording, sentence, claims


def _by_figure(reading: Reading) -> Iterator[tuple[Sentence, Wording, tuple[Claim, ...]]]:
    """Yield the sentences that print a figure of a statement."""
    for sentence in reading.sentences:
        found: dict[Wording, list[Claim]] = {}
        for claim in sentence.claims:
            for wording in _of_value(claim):
                found.setdefault(wording, []).append(claim)
        for wording, claims in found.items():
            yield sentence, wording, tuple(claims)


def _of_value(claim: Claim) -> Iterator[Wording]:
    """Yield the statements of which a figure prints a value."""
    if claim.value is None or claim.kind in (Kind.DATE, Kind.DURATION):
        return
    values, told = _values()
    slack = abs(claim.value) * _NEAR
    for at in range(bisect_left(values, claim.value - slack), bisect_right(values, claim.value + slack)):
        if not told[at].currency or told[at].currency == claim.unit:
            yield told[at]


def _by_words(reading: Reading) -> Iterator[tuple[Sentence, Wording, tuple[Claim, ...]]]:
    """Yield the sentences that hold the first words of a statement that has no figure of its own."""
    starts = [sentence.span.start for sentence in reading.sentences]
    text = reading.document.text.translate(_SMALL)
    for wording in (w for w in wordings() if not w.figures):
        for found in re.compile(lowered(wording.every[0])).finditer(text):
            at = bisect_right(starts, found.start()) - 1
            if at >= 0 and found.start() < reading.sentences[at].span.end:
                yield reading.sentences[at], wording, ()


@cache
def _values() -> tuple[tuple[Decimal, ...], tuple[Wording, ...]]:
    """Return every value of every statement in order, and beside it the statement."""
    pairs = sorted(((value, at) for at, w in enumerate(wordings()) for value in w.figures))
    return tuple(value for value, _ in pairs), tuple(wordings()[at] for _, at in pairs)


def _worded(wording: Wording, sentence: Sentence, claims: tuple[Claim, ...]) -> bool:
    if any(pattern.search(sentence.text) for pattern in wording.none):
        return False
    return all(_found(pattern, sentence, claims) for pattern in wording.every)


def _found(pattern: str, sentence: Sentence, claims: tuple[Claim, ...]) -> bool:
    if "<F>" not in pattern:
        return _compiled(pattern).search(sentence.text) is not None
    return any(_compiled(pattern.replace("<F>", re.escape(c.text))).search(sentence.text) for c in claims)


def _taken_apart(reading: Reading, sentence: Sentence) -> bool:
    raw = _raw()
    after = reading.document.text[sentence.span.end : sentence.span.end + 160].split("\n\n")[0]
    if _compiled(raw["strong"]).search(after):
        return True
    if not _compiled(raw["follows"]).search(after):
        after = ""
    return any(_compiled(p).search(text) for p in raw["debunked"] for text in (sentence.text, after))


def _message(fact: Fact) -> Message:
    return say(
        "{statement}: {wrong} What the source says: {source}",
        statement=fact.message("statement"),
        wrong=fact.message("what_is_wrong"),
        source=fact.message("what_the_source_says"),
    )


def _hint(facts: Facts, fact: Fact) -> Message | None:
    ruler = facts.one("rulers", fact.text("ruler_id")) if fact.text("ruler_id") else None
    result = ruler.number("result") if ruler is not None else None
    if ruler is None or result is None:
        return say("Leave it out: there is no figure of this kind with a source.")
    return say(
        "An honest ruler: {publisher}, {population}: {numerator} {result}",
        publisher=ruler.text("publisher"),
        population=ruler.message("population"),
        numerator=ruler.message("numerator_definition"),
        result=Quantity(result, "fraction"),
    )


def _origins(facts: Facts, fact: Fact) -> tuple[Origin, ...]:
    ruler = facts.one("rulers", fact.text("ruler_id")) if fact.text("ruler_id") else None
    return (fact.origin,) if ruler is None else (fact.origin, ruler.origin)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "zombies.toml").read_text("utf-8"))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def wordings() -> tuple[Wording, ...]:
    """Return every wording that is looked for."""
    return tuple(
        Wording(
            raw["id"],
            tuple(Decimal(str(value)) for value in raw.get("figures", ())),
            raw.get("currency", ""),
            tuple(raw["all"]),
            tuple(_compiled(pattern) for pattern in raw.get("none", ())),
        )
        for raw in _raw()["zombie"]
    )
