"""One class of shares as it is known: what is written down, and what is not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Grade

if TYPE_CHECKING:
    from specie.companies.span import Span
    from specie.kernel.terms.anti_dilution import Protection
    from specie.model import Origin, Term

UNKNOWN = ("multiple", "rank", "participating", "ratchet", "qualified")
"""Rights of a newest class that move its price, by the names of their fields."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Rights of a preferred class; None is not known, never "no"."""

    multiple: float | None = None
    rank: int | None = None
    participating: bool | None = None
    cap: float | None = None
    """Multiple at which sharing ends; None is no cap."""
    ratchet: float | None = None
    qualified: float | None = None
    """Multiple of the price paid below which the class may refuse an IPO; inf is any, 0 none."""
    dividend: float | None = None
    compounds: bool = False
    dividend_kept: bool = False
    protection: Protection = "none"

    @property
    def unknown(self) -> tuple[str, ...]:
        """Which of the rights that move the price are not known."""
        return tuple(name for name in UNKNOWN if getattr(self, name) is None)


@dataclass(frozen=True, slots=True)
class ShareClass:
    """A class of shares, options granted, or the pool."""

    name: Term | str
    kind: str
    issued: Span
    """When its first row holds from."""
    shares: float
    """As common shares."""
    price: float | None
    """Paid for one share of the class, before conversion."""
    paid: float
    """For the whole class."""
    rights: Rights
    strike: float
    origin: Origin
    grade: Grade = Grade.MODELLED
    bound: str = "="

    @property
    def ratio(self) -> float:
        """Common shares for one share of the class."""
        return self.shares * self.price / self.paid if self.paid > 0 and self.price else 1.0

    @property
    def a_share(self) -> float | None:
        """Price paid for what is now one common share."""
        return self.paid / self.shares if self.paid > 0 and self.shares > 0 else None
