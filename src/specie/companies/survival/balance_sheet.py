"""Altman's Z'' of a firm from the figures that are known of one balance sheet, and the zone it falls in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from specie.companies.basis import LAST_DAYS
from specie.companies.outlook.start import Known, balance
from specie.companies.record import weaker
from specie.companies.survival.chance import Lack
from specie.kernel.credit.altman import Scale, Zone, z_double_prime
from specie.kernel.growth import Bounds, subtract_bounds
from specie.model import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.companies.ledger import Ledger
    from specie.companies.record import Company, Reported
    from specie.model import Grade, Message, Origin

BALANCE_SHEET = "balance sheet"
ZONES = {Zone.DISTRESS: "distress", Zone.GREY: "grey zone", Zone.SAFE: "safe zone"}
ITEMS = ("working_capital", "retained_earnings", "operating_income", "equity", "total_assets",
         "total_liabilities")  # fmt: skip
"""What the score is made of, in the order of the kernel."""
YEAR_APART = 200
"""A year's result may end this many days from the balance sheet."""


@dataclass(frozen=True, slots=True)
class Health:
    """A score within bounds, and the zones at its ends; the same where the zone is certain."""

    low: float
    high: float
    zones: tuple[str, str]
    scale: Scale
    grade: Grade
    origins: tuple[Origin, ...]
    rests: Message
    figures: tuple[Reported, ...]

    @property
    def certain(self) -> bool:
        """Both ends lie in one zone."""
        return self.zones[0] == self.zones[1]


def by_balance_sheet(ledger: Ledger, company: Company, scale: Scale) -> Health | Lack:
    """Score the newest balance sheet of the last year; name the items that are missing."""
    found = {
        "working_capital": _made(ledger, company, "working_capital", "current_assets", "current_liabilities"),
        "retained_earnings": balance(ledger, company, "retained_earnings"),
        "operating_income": _year_result(ledger, company),
        "equity": _made(ledger, company, "equity", "total_assets", "total_liabilities"),
        "total_assets": balance(ledger, company, "total_assets"),
        "total_liabilities": _made(ledger, company, "total_liabilities", "total_assets", "equity"),
    }
    missing = [name for name in ITEMS if found[name] is None]
    if missing:
        return Lack(BALANCE_SHEET, say("missing of the last year: {items}", items=", ".join(missing)))
    known = [item for name in ITEMS if (item := found[name]) is not None]
    return _scored(known, scale)


def _scored(known: Sequence[Known], scale: Scale) -> Health | Lack:
    ends = [_ends(item) for item in known]
    if not np.all(np.isfinite([e for pair in ends for e in pair])):
        return Lack(BALANCE_SHEET, say("an item is known as a floor or a ceiling only"))
    if min(ends[4]) <= 0 or min(ends[5]) <= 0:
        return Lack(BALANCE_SHEET, say("total assets and total liabilities must be above zero"))
    corners = np.array(list(product(*ends))).T
    score = z_double_prime(*corners, scale=scale)
    values = score.value
    low, high = int(np.argmin(values)), int(np.argmax(values))
    figures = tuple(dict.fromkeys(f for item in known for f in item.figures))
    return Health(
        float(values[low]),
        float(values[high]),
        (ZONES[Zone(int(score.zone[low]))], ZONES[Zone(int(score.zone[high]))]),
        scale,
        weaker(*(item.grade for item in known)),
        tuple(dict.fromkeys(o for item in known for o in item.origins)),
        say("balance sheet of {date}", date=known[4].figures[0].end.shown),
        figures,
    )


def _ends(item: Known) -> tuple[float, ...]:
    return tuple(dict.fromkeys((float(item.bounds.low), float(item.bounds.high))))


def _made(ledger: Ledger, company: Company, item: str, whole: str, part: str) -> Known | None:
    """Return an item as stated, else one figure less another of the same day."""
    stated = balance(ledger, company, item)
    if stated is not None:
        return stated
    first, second = balance(ledger, company, whole), balance(ledger, company, part)
    if first is None or second is None or first.newest != second.newest:
        return None
    return Known(
        subtract_bounds(first.bounds, second.bounds),
        weaker(first.grade, second.grade),
        (*first.origins, *second.origins),
        first.text,
        first.newest,
        (*first.figures, *second.figures),
    )


def _year_result(ledger: Ledger, company: Company) -> Known | None:
    """Return earnings before interest and tax of the newest full year."""
    years = [
        f
        for f in ledger.others
        if f.company == company.id
        and f.metric in ("operating_income", "ebit")
        and f.period == "year"
        and f.basis != "guidance"
        and 0 <= (ledger.as_of - f.end.end).days <= LAST_DAYS + YEAR_APART
    ]
    if not years:
        return None
    newest = max(f.end.end for f in years)
    taken = tuple(f for f in years if f.end.end == newest)
    bounds = Bounds(min(f.bounds.low for f in taken), max(f.bounds.high for f in taken))
    origins = tuple(dict.fromkeys(f.vouch.origin for f in taken))
    text = say("as stated for {date}", date=taken[0].end.shown)
    return Known(bounds, weaker(*(f.grade for f in taken)), origins, text, newest, taken)
