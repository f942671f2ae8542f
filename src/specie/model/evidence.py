"""How good the evidence is and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grade(StrEnum):
    """The evidence grade every estimate carries.

    Effects are graded by design (A to E), company facts by who vouches for them, sums and statistics of the
    user's own rows by how they were made.
    """

    A = "A"
    """Randomised."""
    B = "B"
    """Staggered roll-out or difference-in-differences."""
    C = "C"
    """Matched, synthetic control or interrupted series."""
    D = "D"
    """Before and after only."""
    E = "E"
    """Opinion, self-report."""
    FILED = "filed"
    """In accounts filed with an authority."""
    COMPANY = "company"
    """A statement of the company itself."""
    PRESS = "press"
    """Press or another relay."""
    RUMOUR = "rumour"
    """Unconfirmed."""
    BOOKED = "booked"
    """An exact sum of rows in the user's own tables."""
    RECORDED = "recorded"
    """A statistic of the user's own records (dates, stages, links), not of money."""
    MODELLED = "modelled"
    """A forecast or scenario: as good as its stated assumptions."""


class Bound(StrEnum):
    """Whether a figure is the value itself, a ceiling or a floor."""

    EXACT = "="
    AT_MOST = "<="
    AT_LEAST = ">="


class CashClass(StrEnum):
    """What became of a benefit; only ``booked`` and ``released`` are cash."""

    BOOKED = "booked"
    RELEASED = "released"
    AVOIDED = "avoided"
    REDEPLOYED = "redeployed"
    UNCONVERTED = "unconverted"


class Verdict(StrEnum):
    """The answer to "does it pay?"; the last two are honest answers, not failures."""

    PAYS = "pays"
    DOES_NOT_PAY = "does not pay"
    TOO_EARLY = "too early"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a number was read.

    ``place`` is a file of the book, a shipped fact table or a URL; ``rows`` says which rows of it
    (``2-481`` or ``480 rows``); ``digest`` is the SHA-256 of the file; ``as_of`` the date of the source.
    """

    place: str
    rows: str = ""
    digest: str = ""
    as_of: date | None = None
    url: str = ""
