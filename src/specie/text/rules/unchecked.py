"""What no rule could check, and why: silence is never a pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say
from specie.model.claim import Kind
from specie.text.rules.verdict import leaves, warns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from specie.model import Message
    from specie.model.claim import Claim
    from specie.text.rules.reading import Reading
    from specie.text.rules.verdict import Outcome

_BESIDE = frozenset({Kind.DATE, Kind.DURATION})
"""Figures that place others in time and are checked with them."""


def unchecked(reading: Reading, told: Iterable[Outcome]) -> Iterator[Outcome]:
    """Say of every figure that no check and no alarm is about why it was left, one check for each reason.

    Dates and lengths of time are left out: they are checked with the figures that they date.
    """
    spoken = {span for outcome in told for span in outcome.spans}
    figures = [c for c in reading.claims if c.kind not in _BESIDE]
    left = [c for c in figures if c.span not in spoken]
    reasons: dict[Message, list[Claim]] = {}
    for claim in left:
        reasons.setdefault(_reason(claim), []).append(claim)
    for reason, claims in reasons.items():
        yield from leaves(reason, *claims)
    if left:
        message = say(
            "{count} of {total} figures were compared with nothing", count=len(left), total=len(figures)
        )
        yield from warns("TXT901", message, *left)


def _reason(claim: Claim) -> Message:
    if claim.value is None:
        return say("not checked: its value could not be read without doubt")
    if claim.kind is Kind.MONEY and not claim.unit:
        return say("not checked: the text does not say in which currency")
    if not claim.about.subjects:
        return say("not checked: it is about no company, study or market that is known")
    if not claim.about.measure:
        return say("not checked: what is measured could not be read without doubt")
    return say("not checked: nothing is known of it that it could be compared with")
