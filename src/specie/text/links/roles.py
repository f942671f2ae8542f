"""The part that a figure plays in its statement: from, to, change, part, whole, over."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model.claim import Kind, Reach
from specie.text.links.scene import alike, telling

if TYPE_CHECKING:
    from specie.model.claim import Claim
    from specie.text.links.scene import Scene

_OF = re.compile(r"[ ](?:out )?of (?:(?:the|its|their|all|those|a total of|some|about) )*")
_OF_WHICH = re.compile(r",? (?:of (?:which|them|these|those)|including) ")
_AMONG = re.compile(
    r"[^，。；]{0,10}?(?:當中|之中|裡|中)[，,]?(?:只|僅|共|則|就)?有?[ ]?"
    r"|[^。；]{0,14}?其中[，,]?(?:的|有|約)*[ ]?"
)
_WORDED = re.compile(r"(?!.*(?:times|x)$)[A-Za-z]|翻|加倍|倍增|減半|腰斬|折半")
"""Doubled, tenfold and 翻倍 are changes in themselves; "three times" and 三倍 need a verb."""
_MULTIPLIED = re.compile("(?:doubl|tripl|quadrupl|quintupl|halv)(?:ed|es|ing)|翻倍|翻番|腰斬")
_RELATIVE = (Kind.RATE, Kind.MULTIPLE)
_TO_WITHOUT_MOVE = re.compile(r"(?:(?<![a-z])to|到|達到?|來到|至|成為|變成|站上|攀上)\Z")


def role(scene: Scene, claim: Claim) -> str:
    """Return the part of a figure; empty where the words beside it do not say."""
    if claim.kind in (Kind.DATE, Kind.DURATION):
        return _stretch(scene, claim)
    if _is_change(scene, claim):
        return "change"
    found = _end_of_move(scene, claim)
    return found or _part_or_whole(scene, claim)


def _stretch(scene: Scene, claim: Claim) -> str:
    if claim.kind is Kind.DATE:
        return "over" if claim.reach is Reach.RANGE else ""
    told = telling("roles", "over", right_before=True).search(scene.before(claim))
    behind = telling("roles", "over_after").match(scene.after(claim))
    return "over" if told or behind else ""


def _is_change(scene: Scene, claim: Claim) -> bool:
    if claim.kind is Kind.RATE and claim.unit == "pp":
        return True
    if claim.kind is Kind.MULTIPLE and _WORDED.match(claim.text):
        return True
    amount = claim.kind in (Kind.MONEY, Kind.COUNT)
    verbs = telling("roles", "change_amount" if amount else "change", right_before=True)
    if verbs.search(scene.before(claim)):
        return True
    return claim.kind in _RELATIVE and bool(telling("roles", "change_after").match(scene.after(claim)))


def _end_of_move(scene: Scene, claim: Claim) -> str:
    before = scene.undated(claim)
    if telling("roles", "from", right_before=True).search(before):
        return "from" if _partner(scene, claim) else ""
    found = telling("roles", "to", right_before=True).search(before)
    if found is None:
        return ""
    if _TO_WITHOUT_MOVE.match(found.group().strip()) and not _moved(scene, claim):
        return ""
    return "to"


def _partner(scene: Scene, claim: Claim) -> bool:
    """A start needs an end in the same sentence."""
    return any(c is not claim and alike(c, claim) for c in scene.claims)


def _moved(scene: Scene, claim: Claim) -> bool:
    """Tell whether something moved: a verb before the figure, or another figure that it moved from."""
    before = scene.before(claim)
    if telling("roles", "change").search(before) or _MULTIPLIED.search(before):
        return True
    other = scene.previous(claim)
    return other is not None and bool(
        telling("roles", "from", right_before=True).search(scene.undated(other))
    )


def _part_or_whole(scene: Scene, claim: Claim) -> str:
    for one, two in scene.neighbours(claim):
        if one.kind is not two.kind or one.unit != two.unit:
            continue
        between = scene.between(one, two)
        if _OF.fullmatch(between):
            return "part" if claim is one else "whole"
        if _AMONG.fullmatch(between) or _OF_WHICH.fullmatch(between):
            return "whole" if claim is one else "part"
    return ""
