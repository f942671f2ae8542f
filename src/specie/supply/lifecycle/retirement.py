"""One retirement: who serves which model, since when it is known, until when it runs, what comes after."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from specie.model import Message, Origin


class State(StrEnum):
    """Where a model stands on a day."""

    RETIRED = "retired"
    """Shut down on or before the day."""
    SCHEDULED = "scheduled"
    """Announced, with a day that is still to come."""
    UNDATED = "announced without a date"
    PROMISED = "promised"
    """Nothing announced; its provider says that it will not be shut down before a day still to come."""
    OPEN = "promise over"
    """Nothing announced, and the day before which it was not to be shut down has passed."""


class Match(StrEnum):
    """How the model that was asked for is named by the row that answers."""

    EXACT = "exact"
    ALIAS = "alias"
    """The row names the snapshot that the alias points to."""
    SNAPSHOT = "snapshot"
    """The row names the family of which a dated snapshot was asked for."""
    TUNED = "tuned"
    """The row names the model that a fine-tuned one was made from."""


@dataclass(frozen=True, slots=True)
class Retirement:
    """A row of the shipped table, or of the user's ``retirements``.

    ``announced`` is the day of the announcement (for Amazon Bedrock and Azure: the day from which the model
    is called legacy), ``shuts_down`` the day from which requests fail, ``not_before`` the day before which
    the provider promises that they will not. Each is None where it is not known.
    """

    provider: str
    model: str
    announced: date | None
    shuts_down: date | None
    not_before: date | None
    replacements: tuple[str, ...]
    origin: Origin
    aliases: tuple[str, ...] = ()
    name: str = ""
    """How the source writes it, where that differs from the id."""
    remark: Message | None = None
    via: str = ""
    own: bool = False
    """From the user's own table."""
    match: Match = Match.EXACT

    def state(self, on: date) -> State:
        """Say where the model stands on a day."""
        if self.shuts_down is not None:
            return State.RETIRED if self.shuts_down <= on else State.SCHEDULED
        if self.not_before is None:
            return State.UNDATED
        return State.PROMISED if self.not_before > on else State.OPEN

    def days_left(self, on: date) -> int | None:
        """Days until it is shut down, negative when that has passed; None where no day is known."""
        return None if self.shuts_down is None else (self.shuts_down - on).days

    @property
    def notice_days(self) -> int | None:
        """Days from the announcement to the shut-down; None where either is not known."""
        if self.announced is None or self.shuts_down is None:
            return None
        return (self.shuts_down - self.announced).days

    def known_on(self, on: date) -> bool:
        """Tell whether a reader could know it on a day: nothing is told before it was announced.

        Where the day of the announcement is not recorded, it is known from the day of the copy that was
        read, or from the shut-down itself where that came first. The user's own rows are always known.
        """
        if self.own:
            return True
        days = [day for day in (self.shuts_down, self.origin.as_of) if day is not None]
        since = self.announced or (min(days) if days else None)
        return since is None or since <= on
