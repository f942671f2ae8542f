"""What an analysis wants a person to act on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.model.estimate import Estimate
    from specie.model.message import Message
    from specie.model.ref import Ref, Role


class Severity(StrEnum):
    """How loud a finding is; ``rank`` orders them."""

    NOTE = "note"
    WATCH = "watch"
    ALARM = "alarm"

    @property
    def rank(self) -> int:
        """0 for a note, 1 for a watch, 2 for an alarm."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Finding:
    """A stable code with its subject, the evidence for it, and what to do about it."""

    code: str
    severity: Severity
    subject: Ref
    message: Message
    evidence: tuple[Estimate, ...] = ()
    action: Message | None = None
    role: Role | None = None
