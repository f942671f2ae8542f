"""One event with two dates: the first version went live in September, and since its start in June."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.verdict import fails, holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome


@dataclass(frozen=True, slots=True)
class _Event:
    """What happened to what, and the figure that dates it."""

    verb: str
    thing: frozenset[str]
    object: frozenset[str]
    """What stands behind the verb: whom the contract was signed with, what was launched."""
    passive: bool
    claim: Claim

    def same(self, other: _Event) -> bool:
        """Tell whether both speak of the same thing: the same words, or the end of a longer name.

        Behind a verb that takes an object the object must be the same too; a thing that went live, or was
        signed, may be spoken of with more words in one place.
        """
        if self.object != other.object and not (self.passive and other.passive):
            return False
        if self.object and other.object and self.object != other.object:
            return False
        if self.thing == other.thing:
            return True
        if len(self.thing) != 1 or len(other.thing) != 1:
            return False
        one, another = min(self.thing), min(other.thing)
        return (
            min(len(one), len(another)) >= 4
            and not one.isascii()
            and (one.endswith(another) or another.endswith(one))
        )


_KEPT = 20
"""How many things of one verb are kept for comparison."""


def dates(reading: Reading) -> Iterator[Outcome]:
    """Fire where the same verb is told of the same thing with two dates that do not meet.

    The thing is what stands in the clause beside verb and date, and must be the same words in both places.
    Abstains where a clause has several dates or verbs, where the thing is not named, and from what happens
    more than once (a report, a visit).
    """
    first: dict[str, list[_Event]] = {}
    for event in _events(reading):
        listed = first.setdefault(event.verb, [])
        known = next((one for one in listed if one.same(event)), None)
        if known is not None:
            yield from _compared(known.claim, event.claim)
        elif len(listed) < _KEPT:
            listed.append(event)


def _events(reading: Reading) -> Iterator[_Event]:
    for sentence in reading.sentences:
        dated = tuple(c for c in sentence.claims if c.kind is Kind.DATE and c.when is not None)
        for claim in dated:
            event = _event(reading, claim, dated)
            if event is not None:
                yield event


def _compared(one: Claim, other: Claim) -> Iterator[Outcome]:
    if one.when is None or other.when is None:
        return
    if one.when.meets(other.when):
        message = say("one event: {one} and {other} agree", one=one.text, other=other.text)
        yield from holds(message, one, other)
    else:
        message = say("one event: {one} in one place, {other} in another", one=one.text, other=other.text)
        yield from fails("TXT202", message, one, other)


def _event(reading: Reading, claim: Claim, dated: tuple[Claim, ...]) -> _Event | None:
    text = reading.document.text
    start, end = _clause(text, claim)
    if any(c is not claim and start <= c.span.start < end for c in dated):
        return None
    if not _any_verb().search(text, start, end):
        return None
    words = f"{text[start : claim.span.start]} \N{WHITE SQUARE} {text[claim.span.end : end]}"
    for verb, pattern in _verbs().items():
        found = list(pattern.finditer(words))
        if len(found) == 1:
            thing = _thing(words, found[0]) or _thing_before(text, claim, start, words[: found[0].start()])
            if not thing and verb in _raw()["self"] and _compiled_self().search(words):
                thing = frozenset({"self"})
            if not thing:
                return None
            behind = _named(words[found[0].end() :])
            return _Event(verb, thing, behind, _passive(verb, words, found[0]), claim)
    return None


def _passive(verb: str, words: str, found: re.Match[str]) -> bool:
    """Tell whether the thing before a verb is what it happened to, not who did it."""
    told = words[max(found.start() - 14, 0) : found.end()]
    return re.search(_raw()["passive"], told, re.IGNORECASE) is not None or verb in _raw()["intransitive"]


def _thing_before(text: str, claim: Claim, start: int, before: str) -> frozenset[str]:
    """Return the thing of the clause before one that begins with its verb: the office, opened in May."""
    if before.strip() or start <= claim.sentence.start:
        return frozenset()
    cut = _raw()["cuts"]
    first = max((i + 1 for i in range(claim.sentence.start, start - 1) if text[i] in cut), default=None)
    return _named(text[claim.sentence.start if first is None else first : start - 1])


def _clause(text: str, claim: Claim) -> tuple[int, int]:
    """Return where the words between two marks of punctuation around a figure start and end."""
    cut, last = _raw()["cuts"], claim.sentence.end or len(text)
    start = max(
        (i + 1 for i in range(claim.sentence.start, claim.span.start) if text[i] in cut), default=None
    )
    end = min((i for i in range(claim.span.end, last) if text[i] in cut), default=last)
    return claim.sentence.start if start is None else start, end


def _thing(words: str, verb: re.Match[str]) -> frozenset[str]:
    """Return the words that name what happened: those before the verb, without those of grammar."""
    return _named(words[: verb.start()])


def _named(words: str) -> frozenset[str]:
    before = words.lower()
    latin = {w for w in re.findall(r"[a-z][a-z'-]+", before) if w not in _raw()["grammar"]}
    chinese = re.sub(_raw()["grammar_zh"], "", "".join(re.findall(r"[\u4e00-\u9fff\u3400-\u4dbf]+", before)))
    return frozenset({*latin, *({chinese} if len(chinese) >= 2 else ())})


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("specie.text.rules") / "patterns" / "events.toml").read_text("utf-8"))


@cache
def _any_verb() -> re.Pattern[str]:
    return re.compile("|".join(_raw()["verbs"].values()), re.IGNORECASE)


@cache
def _compiled_self() -> re.Pattern[str]:
    """Return the words by which a text speaks of whoever it is about."""
    return re.compile(_raw()["self_words"], re.IGNORECASE)


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _raw()["verbs"].items()}
