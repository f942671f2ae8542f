"""A finding on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.model import Finding


@dataclass(frozen=True, slots=True)
class Warned:
    """A finding with the analysis that made it."""

    analysis: str
    finding: Finding
