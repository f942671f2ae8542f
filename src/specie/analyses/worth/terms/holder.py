"""What the user's own positions are worth by class, beside what the headline makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from specie.analyses.worth.terms.estimates import key, origins
from specie.companies.evidence import between
from specie.companies.record import weaker
from specie.kernel.growth import Bounds
from specie.kernel.terms.option_pricing import marketable
from specie.model import Grade, Origin, Quantity, exact, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.terms.appraisal import Appraisal
    from specie.analyses.worth.terms.model import Model
    from specie.analyses.worth.terms.rights import ShareClass
    from specie.analyses.worth.terms.survey import Survey
    from specie.book import Book
    from specie.model import Estimate, Message, Term


@dataclass(frozen=True, slots=True)
class Position:
    """One holding of a firm that was valued."""

    id: str
    appraisal: Appraisal
    quantity: float
    series: str
    places: tuple[int, ...]
    """Classes it may be of: one, or all where the book does not say which."""
    headline: Estimate
    fair: Estimate

    @property
    def certain(self) -> bool:
        """Whether the class is known."""
        return len(self.places) == 1


@dataclass(frozen=True, slots=True)
class Unvalued:
    """A holding whose class is in no table of terms."""

    id: str
    company: str
    series: str


def positions(book: Book, survey: Survey, model: Model) -> tuple[tuple[Position, ...], tuple[Unvalued, ...]]:
    """Value every holding of a firm whose share counts are known; name the others."""
    valued: list[Position] = []
    without: list[Unvalued] = []
    for row in book.select((files("specie.analyses.worth.terms") / "holdings.sql").read_text("utf-8")):
        appraisal = survey.of(row["company_id"])
        series = (row["share_class"] or "").strip()
        if appraisal is None or not appraisal.table.own:
            without.append(Unvalued(row["holding_id"], row["company_id"], series))
            continue
        origin = Origin(row["_file"], f"row {row['_row']}")
        made = _position(row["holding_id"], appraisal, float(row["quantity"]), series, origin, model)
        if made is not None:
            valued.append(made)
    return tuple(valued), tuple(without)


def _position(
    id_: str, appraisal: Appraisal, quantity: float, series: str, origin: Origin, model: Model
) -> Position | None:
    table = appraisal.table
    named = [i for i, c in enumerate(table.classes) if _is(c, series)] if series else []
    places = tuple(named) if len(named) == 1 else tuple(range(len(table.classes)))
    if not quantity > 0:
        return None
    ratio = table.classes[places[0]].ratio if len(places) == 1 else 1.0
    headline = exact(
        "holding_headline", table.company.ref, id_, quantity * ratio * table.price, "USD", "newest_price",
        (origin, table.newest_class.origin), grade=table.grade,
        denominator=say("{quantity} shares at the newest price", quantity=Quantity(quantity, "count")),
    )  # fmt: skip
    fair = _fair(id_, appraisal, quantity * ratio, places, origin, model)
    return None if fair is None else Position(id_, appraisal, quantity, series, places, headline, fair)


def _fair(
    id_: str, appraisal: Appraisal, quantity: float, places: tuple[int, ...], origin: Origin, model: Model
) -> Estimate | None:
    every = [appraisal.a_share(place) for place in places]
    low, high = min(float(b.low) for b in every), max(float(b.high) for b in every)
    stated = appraisal.stated_share(places[0]) if len(places) == 1 else None
    ends = marketable(np.array([low, high]) * quantity, model.discount)
    table = appraisal.table
    return between(
        "holding_fair_value",
        table.company.ref,
        id_,
        Bounds(np.float64(ends[0]), np.float64(ends[1])),
        None if stated is None else float(marketable(stated * quantity, model.discount)),
        unit="USD",
        method="contingent_claims",
        grade=weaker(Grade.MODELLED, table.grade),
        origins=(origin, *origins(appraisal)),
        denominator=say("{quantity} shares at their fair value", quantity=Quantity(quantity, "count")),
        assumptions=(*model.assumptions, *_discounted(model)),
    )


def _discounted(model: Model) -> Iterator[Message]:
    if model.discount > 0:
        yield say(
            "a discount of {discount} for lack of marketability, as you stated",
            discount=Quantity(model.discount, "fraction"),
        )


def _is(share_class: ShareClass, series: str) -> bool:
    return series.casefold() in (key(share_class.name).strip().casefold(), share_class.kind)


def class_name(position: Position) -> Term | str | Message:
    """The class a position is of, or that it is not known."""
    if position.certain:
        return position.appraisal.table.classes[position.places[0]].name
    return say("not stated: all classes considered")
