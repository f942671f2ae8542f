"""The date for which a figure holds, and whether that lay ahead when the text was written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model.claim import Kind, Reach
from specie.text.links.scene import alike, telling

if TYPE_CHECKING:
    from specie.model.claim import Claim, Days
    from specie.text.links.scene import Scene

_DATELINE = re.compile(r"[ ]?[—〕】\])）]|[ ]-{1,2}[ ]")
_AHEAD = re.compile(r"[ ](?:by|in) 20[3-9]\d|的?(?:目標|預測值)")
_PLACE = re.compile(r"[A-Z]{3}|[（(〔【\[][^）)〕】\]]*\Z")
_STATED = re.compile(r"[^;；。!?！？]{0,60}")


def when(scene: Scene, claim: Claim, role: str, known: dict[int, str]) -> Days | None:
    """Return the date that governs a figure; None where none does or several might.

    ``known`` are the measures of the figures so far, by place: a date passes over one of another measure.
    """
    dates = [c for c in scene.claims if c.kind is Kind.DATE and c.when is not None and _is_own(scene, c)]
    for date in dates:
        if date.span.start > claim.span.start and telling("times", "behind").fullmatch(
            scene.between(claim, date)
        ):
            return date.when
    change = role == "change" or claim.kind is Kind.RATE
    before = None if change and len(dates) > 1 else _just_before(scene, claim, dates, known)
    if before is not None:
        return before.when
    only = dates[0] if len(dates) == 1 and dates[0].reach is not Reach.RANGE else None
    return only.when if only is not None and role != "from" and _governs(scene, only, claim, known) else None


def _is_own(scene: Scene, date: Claim) -> bool:
    """Tell a date that may hold for a figure from a dateline and from the start of a stretch."""
    return not _dateline(scene, date) and not _started(scene.before(date, 16))


def _started(before: str) -> bool:
    return re.search(rf"{telling('times', 'since').pattern}\Z", before) is not None


def _dateline(scene: Scene, date: Claim) -> bool:
    """The place and day at the head of a report are when it was written: BOSTON, Oct. 6, 2026 —."""
    head = scene.text[scene.span.start : date.span.start]
    if len(head) > 60 or not _DATELINE.match(scene.after(date)):
        return False
    return bool(_PLACE.search(head))


def _just_before(scene: Scene, claim: Claim, dates: list[Claim], known: dict[int, str]) -> Claim | None:
    """Return the nearest date before a figure, when no figure like it and no contrast stands between."""
    earlier = [date for date in dates if date.span.start < claim.span.start]
    if not earlier:
        return None
    date, words = earlier[-1], scene.between(earlier[-1], claim)
    if not _STATED.fullmatch(words) or telling("times", "contrast").search(words):
        return None
    mine = known.get(claim.span.start, "")
    inside = [c for c in scene.values if date.span.start < c.span.start < claim.span.start]
    if any(telling("roles", "from", right_before=True).search(scene.undated(c)) for c in inside):
        return None
    taken = any(alike(c, claim) and (not mine or known.get(c.span.start, "") in ("", mine)) for c in inside)
    return None if taken or _belongs_before(scene, date, claim) else date


def _belongs_before(scene: Scene, date: Claim, claim: Claim) -> bool:
    """Tell whether the date follows a figure like this one closely, and so is that one's."""
    return any(
        alike(c, claim)
        and c.span.start < date.span.start
        and telling("times", "behind").fullmatch(scene.between(c, date))
        for c in scene.claims
    )


def _governs(scene: Scene, date: Claim, claim: Claim, known: dict[int, str]) -> bool:
    """The only date of a sentence holds for all of it, unless it is another figure's own."""
    one, two = sorted((date, claim), key=lambda c: c.span)
    words = scene.between(one, two)
    if telling("times", "contrast").search(words) or re.search("[;；]", words):
        return False
    if claim.span.start < date.span.start and telling("forecast", "words").search(words):
        return False
    mine = known.get(claim.span.start, "")
    owners = [
        c
        for c in scene.values
        if c.span.start < date.span.start and telling("times", "behind").fullmatch(scene.between(c, date))
    ]
    return not any(
        alike(c, claim) and known.get(c.span.start, "") in ("", mine) for c in owners if c is not claim
    )


def horizon(scene: Scene, claim: Claim, days: Days | None, role: str) -> bool:
    """Tell whether a figure is a forecast, or of a time after the writing."""
    if scene.written is not None and days is not None:
        if days.first > scene.written.last:
            return True
        if days.last < scene.written.first:
            return False
    if role == "from" or claim.kind in (Kind.DATE, Kind.DURATION):
        return False
    return _foretold(scene, claim)


def _foretold(scene: Scene, claim: Claim) -> bool:
    """A word of forecast stands before the figure and no told figure of its kind between, or right behind."""
    if not scene.forecasts:
        return bool(_AHEAD.match(scene.after(claim, 20)))
    previous = scene.previous(claim)
    start = previous.span.end if previous and not _one_move(scene, previous, claim) else scene.span.start
    low = max(start, claim.span.start - 160)
    low = max(low, *(scene.folded.rfind(sign, low, claim.span.start) + 1 for sign in ";；"))
    told = [end for end in scene.forecasts if low < end <= claim.span.start]
    if told:
        return not telling("times", "held_against").search(scene.folded, told[-1], claim.span.start)
    return bool(_AHEAD.match(scene.after(claim, 20)))


def _one_move(scene: Scene, one: Claim, two: Claim) -> bool:
    return telling("times", "one_move").fullmatch(scene.between(one, two)) is not None
