"""A company that is not valued, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.companies.record import Company
    from specie.model import Message

CONTRADICTION, MISSING, NOT_VALID = "WOR404", "WOR405", "WOR410"


@dataclass(frozen=True, slots=True)
class Refused:
    """``code`` is the finding it becomes; ``own`` says that the user wrote terms down."""

    company: Company
    code: str
    why: Message
    action: Message
    own: bool
