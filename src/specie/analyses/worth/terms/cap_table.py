"""All classes of one firm, ready to be valued: from the user's terms, or from rounds without any."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.terms.plausible import PLAIN, term_sets
from specie.analyses.worth.terms.rights import Rights, ShareClass
from specie.companies.record import weaker
from specie.kernel.growth import DAYS_PER_YEAR
from specie.kernel.terms.share_classes import dividends, share_classes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from specie.analyses.worth.terms.plausible import TermSet
    from specie.companies.record import Company
    from specie.companies.span import Span
    from specie.kernel.terms.share_classes import Dividends, ShareClasses
    from specie.model import Grade, Message, Origin


@dataclass(frozen=True, slots=True)
class CapTable:
    """Classes that are there at an exit, the pool that is not, and which class set the price."""

    company: Company
    classes: tuple[ShareClass, ...]
    pool: float
    newest: int
    own: bool
    """Written down by the user; else put together from rounds."""
    bound: str = "="
    """Whether the headline is the value itself, a floor or a ceiling."""
    notes: tuple[Message, ...] = ()
    """What was derived or adjusted."""

    @property
    def price(self) -> float:
        """What was paid for one common share of the newest class."""
        return self.newest_class.paid / self.newest_class.shares

    @property
    def newest_class(self) -> ShareClass:
        """The class that set the price."""
        return self.classes[self.newest]

    @property
    def shares(self) -> float:
        """All shares at an exit, as common."""
        return sum(c.shares for c in self.classes)

    @property
    def headline(self) -> float:
        """Newest price times every share, granted option and unissued option: the post-money value."""
        return self.price * (self.shares + self.pool)

    @property
    def on(self) -> Span:
        """When the newest class was issued: the day of the price and of the value."""
        return self.newest_class.issued

    @property
    def sets(self) -> tuple[TermSet, ...]:
        """Sets of terms that differ in what is not known of the newest class; one where all is known."""
        found: dict[Rights, TermSet] = {}
        for terms in term_sets():
            found.setdefault(terms.applied(self.newest_class.rights), terms)
        return tuple(found.values())

    @property
    def grade(self) -> Grade:
        """As good as the weakest row."""
        return weaker(*(c.grade for c in self.classes))

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Every row behind it."""
        return tuple(dict.fromkeys(c.origin for c in self.classes))


def share_classes_of(table: CapTable, terms: TermSet, without: str = "") -> ShareClasses:
    """Fill what is not known with a set of terms, and everything unknown of older classes with plain ones.

    ``without`` names a right of the newest class that is taken away, to see what it is worth.
    """
    plain = _by_id()[PLAIN]
    rights = [plain.applied(c.rights) for c in table.classes]
    rights[table.newest] = terms.applied(table.newest_class.rights)
    if without:
        rights[table.newest] = replace(rights[table.newest], **{without: _PLAIN_VALUES[without]})
    return share_classes(
        [c.shares for c in table.classes],
        [c.paid for c in table.classes],
        [r.multiple or 0.0 for r in rights],
        rank=_ranks(rights, table.newest, lift=without != "rank"),
        participating=[bool(r.participating) for r in rights],
        cap=[np.inf if r.cap is None or not r.participating else r.cap for r in rights],
        ratchet=[r.ratchet or 0.0 for r in rights],
        must_convert=[_limit(table, c, r) for c, r in zip(table.classes, rights, strict=True)],
        strike=[c.strike for c in table.classes],
        dividends=_dividends(table, rights),
    )


_PLAIN_VALUES: Mapping[str, float | bool] = {
    "multiple": 1.0, "participating": False, "ratchet": 0.0, "qualified": 0.0, "rank": 1, "dividend": 0.0,
}  # fmt: skip


def _by_id() -> dict[str, TermSet]:
    return {terms.id: terms for terms in term_sets()}


def _ranks(rights: list[Rights], newest: int, *, lift: bool) -> list[int]:
    """Ranks from 1; a newest class that is senior by assumption stands at 0, before all others."""
    ranks = [1 if r.rank is None else r.rank for r in rights]
    if not lift:
        ranks = [1] * len(ranks)
    least = min(ranks[newest], *ranks)
    return [rank - least + 1 for rank in ranks]


def _limit(table: CapTable, share_class: ShareClass, rights: Rights) -> float:
    """Value of the firm from which the class must convert: its least IPO price on all shares at the exit."""
    if not rights.qualified or share_class.a_share is None:
        return 0.0
    return rights.qualified * share_class.a_share * table.shares


def _dividends(table: CapTable, rights: list[Rights]) -> Dividends:
    age = [max((table.on.start - c.issued.start).days, 0) / DAYS_PER_YEAR for c in table.classes]
    return dividends(
        [(r.dividend or 0.0) if c.paid > 0 else 0.0 for c, r in zip(table.classes, rights, strict=True)],
        compounds=[r.compounds for r in rights],
        kept=[r.dividend_kept for r in rights],
        age=age,
    )
