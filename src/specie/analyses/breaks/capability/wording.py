"""Mixes, owners and lists put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.breaks.capability.words import WAYS
from specie.model import Quantity, listed, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.analyses.breaks.capability.mix import Choice
    from specie.model import Message, Ref

SHOWN = 4


def mix_words(choice: Choice) -> Message:
    """Say whom a mix trains, hires and contracts."""
    parts = [
        say("{way} {count}", way=WAYS[way], count=Quantity(choice.people(way), "count"))
        for way in choice.used
    ]
    return listed(parts)


def names(refs: Sequence[Ref]) -> Message:
    """List some things by name; the rest as a number."""
    if len(refs) <= SHOWN + 1:
        return listed(refs)
    return say("{some} and {count} more", some=listed(refs[:SHOWN]), count=len(refs) - SHOWN)
