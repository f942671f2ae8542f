"""What a share, rate or multiple is of."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specie.model.claim import Kind, Span
from specie.text.links.scene import telling

if TYPE_CHECKING:
    from specie.model.claim import Claim
    from specie.text.links.scene import Scene

_KINDS = (Kind.SHARE, Kind.RATE)
_WIDTH = 120
_LEAD = re.compile("[ ]?[家位名個間的][ ]?")


def denominator(scene: Scene, claim: Claim) -> Span | None:
    """Return where the text says what a share, rate or multiple is of; None where it does not say."""
    if claim.kind is Kind.MULTIPLE:
        return multiplied(scene, claim)
    if claim.kind not in _KINDS or claim.unit != "fraction":
        return None
    return _of(scene, claim) or _chinese_behind(scene, claim) or _chinese_before(scene, claim)


def multiplied(scene: Scene, claim: Claim) -> Span | None:
    """Return what a multiple is of: 36 times REVENUE, 年化營收的 45 倍."""
    found = _group(claim, telling("denominators", "multiple_after").match(scene.after(claim)))
    if found is not None:
        return found
    before = scene.before(claim)
    told = telling("denominators", "multiple_before", right_before=True).search(before)
    return _place(claim, before, told) if told else None


def _place(claim: Claim, before: str, found: re.Match[str]) -> Span:
    """Place a run of words in the text, without the classifier that belongs to the number before it."""
    start = claim.span.start - len(before) + found.start("what")
    lead = _LEAD.match(found["what"])
    return Span(start + (lead.end() if lead else 0), start + len(found["what"]))


def _of(scene: Scene, claim: Claim) -> Span | None:
    found = _english().match(scene.after(claim, _WIDTH))
    return _group(claim, found)


def _chinese_behind(scene: Scene, claim: Claim) -> Span | None:
    found = _chinese().match(scene.after(claim))
    return _group(claim, found)


def _chinese_before(scene: Scene, claim: Claim) -> Span | None:
    before = scene.before(claim)
    for name in ("share_of", "before"):
        found = _ending(name).search(before)
        if found is not None:
            return _place(claim, before, found)
    return None


def _group(claim: Claim, found: re.Match[str] | None) -> Span | None:
    if found is None:
        return None
    name = next(name for name, value in found.groupdict().items() if value)
    return Span(claim.span.end + found.start(name), claim.span.end + found.end(name))


@cache
def _english() -> re.Pattern[str]:
    ends, counted = (telling("denominators", name).pattern for name in ("ends", "counted"))
    word = rf"(?!(?:{ends}|the|all|its|their|our)(?![a-z-]))(?:[0-9][0-9,.]*[0-9]|[a-z0-9$&'’.-]*[a-z0-9'’])"
    stop = rf"(?=[ ](?:{ends})(?![a-z])|[ ]?[,.;:()\"”—\x00]|[ ]?$|[ ](?:and|or)[ ])"
    lead = "(?:(?:the|all|its|their|our|these|those|an?)[ ])?"
    never = rf"(?!{ends}(?![a-z])|more|less|fewer|higher|lower|of|year|annual|growth|increase|decline)"
    return re.compile(
        r"(?:[ ](?:or more|or less|share|stake))?[ ](?:of|among)[ ]"
        rf"(?P<what>them(?![a-z])|{lead}(?:{word}[ ]){{0,7}}?{word}){stop}"
        rf"|[ ](?P<plain>{never}(?:{word}[ ]){{0,2}}?{counted})(?![a-z])"
    )


@cache
def _chinese() -> re.Pattern[str]:
    return re.compile(
        rf"(?:以上|以下|左右)?[ ]?的?[ ]?(?P<what>{telling('denominators', 'chinese').pattern})"
    )


@cache
def _ending(name: str) -> re.Pattern[str]:
    return re.compile(f"(?:{telling('denominators', name).pattern})\\Z")
