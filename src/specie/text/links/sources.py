"""Who states a figure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from specie.model.claim import Span
from specie.text.links.scene import listed, telling

if TYPE_CHECKING:
    from specie.text.links.scene import Scene

SAME_STUDY = re.compile(
    r"\s*[-*•]?\s*(?:it (?:also |further )?"
    r"(?:says?|said|finds?|found|estimates?|expects?|reports?|reported)(?![a-z])"
    r"|the (?:same )?(?:report|study|survey|paper|authors?|researchers|firm)(?![a-z])"
    r"|同一(?:份)?(?:調查|報告|研究)|該(?:報告|調查|研究|機構)|報告(?:也|並|還|指)|調查(?:也|並|還|顯|發))"
)
"""How a sentence begins that goes on with the study of the one before."""


def source(scene: Scene, earlier: Span | None) -> Span | None:
    """Return where a sentence names who states its figures; the earlier source where it goes on with it."""
    found = _worded(scene) or _named(scene)
    if (
        found is None
        and earlier is not None
        and SAME_STUDY.match(scene.folded, scene.span.start, scene.span.end)
    ):
        return earlier
    return found


def _worded(scene: Scene) -> Span | None:
    for pattern in _patterns():
        found = pattern.search(scene.folded, scene.span.start, scene.span.end)
        if found is not None:
            return Span(found.start("who"), found.end("who"))
    return None


def _named(scene: Scene) -> Span | None:
    """A known name right beside a word of saying."""
    for name in scene.names:
        if telling("sources", "says_after").match(scene.folded, name.end, scene.span.end):
            return Span(name.start, name.end)
        window = scene.folded[max(scene.span.start, name.start - 24) : name.start]
        if re.search(rf"(?:{telling('sources', 'says_before').pattern})\Z", window):
            return Span(name.start, name.end)
    return None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in listed("sources", "patterns"))
