"""Two totals per company: technical value without a look at prices, and the commercial path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.analyses.worth.quality.economics import newest_sales
from specie.analyses.worth.quality.given import newest, weakest
from specie.analyses.worth.quality.own_rows import PATH
from specie.analyses.worth.quality.reading import MET, NOT_MET, TECHNICAL
from specie.companies.evidence import between
from specie.model import Estimate, Quantity, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from specie.analyses.worth.quality.view import Judged

OF_PATH = ("gross_margin", "net_revenue_retention", "largest_customer", "burn_multiple", "operating_margin")
"""Metrics that settle steps of the commercial path."""
OPEN_MET = say("what is not known or undecided may be met or not")


def totals(judged: Judged) -> Iterator[Estimate]:
    """Yield the totals of which anything is decided."""
    technical, path = technical_value(judged), commercial_path(judged)
    yield from (e for e in (technical, path) if e is not None)


def technical_value(judged: Judged) -> Estimate | None:
    """Share of the technical criteria that are met; none of them looks at a price."""
    used = [r.estimate for m in TECHNICAL if (r := judged.readings[m]).estimate is not None]
    if judged.technical is None or not used:
        return None
    return between(
        "technical_value",
        judged.company.ref,
        judged.known.as_of.isoformat(),
        judged.technical,
        None,
        unit="fraction",
        method="share_bounds",
        grade=weakest(*(e.grade for e in used)),
        origins=tuple(dict.fromkeys(o for e in used for o in e.origins)),
        denominator=say(
            "of {criteria} criteria, {decided} of them decided",
            criteria=Quantity(len(TECHNICAL), "count"),
            decided=Quantity(sum(judged.readings[m].standing in (MET, NOT_MET) for m in TECHNICAL), "count"),
        ),
        assumptions=(OPEN_MET,),
        open_low=-1.0,
    )


def commercial_path(judged: Judged) -> Estimate | None:
    """Share of the steps of the commercial path that are met."""
    used = [e for m in OF_PATH if (e := judged.readings[m].estimate) is not None]
    sales, known = newest_sales(judged.known), judged.known
    proofs = [p for p in known.proofs if p.field in PATH]
    cash = newest(known.figures("cash"))
    rows = (*sales, *cash)
    origins = [
        *(o for e in used for o in e.origins),
        *(x.vouch.origin for x in rows),
        *(p.origin for p in proofs),
    ]
    grades = [*(e.grade for e in used), *(x.grade for x in rows), *(p.grade for p in proofs)]
    if judged.path is None or not origins:
        return None
    return between(
        "commercial_path",
        judged.company.ref,
        judged.known.as_of.isoformat(),
        judged.path,
        None,
        unit="fraction",
        method="share_bounds",
        grade=weakest(*grades),
        origins=tuple(dict.fromkeys(origins)),
        denominator=say(
            "of {steps} steps, {decided} of them decided",
            steps=Quantity(len(judged.checks), "count"),
            decided=Quantity(sum(c.standing in (MET, NOT_MET) for c in judged.checks), "count"),
        ),
        assumptions=(OPEN_MET,),
        open_low=-1.0,
    )
