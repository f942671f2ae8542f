"""Why a shipped ruler is not applied: what it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.model import say

if TYPE_CHECKING:
    from specie.facts import Fact
    from specie.model import Message

SURVEY = say("asks people for an opinion, a habit or an intention: needs a survey of your own")
EXPERIMENT = say("a measured effect, not a count: needs outcomes with a comparison group")
ADOPTION = say("use of AI among firms or people: a firm that keeps this book says yes by keeping it")
VENDOR = say("shares of model spending by developer: see the concentration of suppliers")
ACCOUNTS = say("needs figures of the whole company: operating profit, revenue or the cost base by account")
UNDEFINED = say("the study does not publish a definition that could be applied")
DATES = say("needs the date, cost and scope that were planned")
TWICE = say("printed twice with two figures: the other row is the one that is applied")
EARLIER = say("an earlier wave of a study whose newest wave is applied")
SUBGROUP = say("a group chosen by the study; its whole sample is the row that is applied")
OUTSIDE = say("not about AI initiatives of a firm")
FORECAST = say("a forecast about spending, not an outcome")

_BY_ID = {
    "deloitte7-revenue-now": ACCOUNTS,
    "mckinsey2025-high": ACCOUNTS,
    "mckinsey2026-high": ACCOUNTS,
    "mckinsey2026-personal-productivity": SURVEY,
    "bcg2025-value-at-scale": UNDEFINED,
    "bcg2025-scaling": UNDEFINED,
    "bcg2025-little-value": UNDEFINED,
    "bcg2024-significant-value": UNDEFINED,
    "pwc29-both": ACCOUNTS,
    "pwc29-one": ACCOUNTS,
    "pwc29-cost-rose": ACCOUNTS,
    "gartner-2025-transformation": UNDEFINED,
    "gartner-cfo-productivity": SURVEY,
    "accenture-front-runners": UNDEFINED,
    "bain-0-10": ACCOUNTS,
    "bain-over-21": ACCOUNTS,
    "bain-over-30": ACCOUNTS,
    "nanda-llm-pilot-to-implemented-text": TWICE,
    "google-cloud-agent-leaders": SUBGROUP,
    "sp451-abandoned-most-prior-year": EARLIER,
    "sp451-no-strong-impact": SURVEY,
    "sp451-positive-revenue": ACCOUNTS,
    "wharton-perceived-roi": SURVEY,
    "wharton-perceived-roi-vp": SURVEY,
    "wharton-perceived-roi-mid": SURVEY,
    "it-projects-near-plan-uk": DATES,
    "startups-below-projected-roi": OUTSIDE,
}
_BY_RESULT = {
    "adoption": ADOPTION,
    "practice": SURVEY,
    "attitude": SURVEY,
    "shadow_use": SURVEY,
    "disclosure": OUTSIDE,
    "future_claim": OUTSIDE,
    "vendor_share": VENDOR,
    "deferral": FORECAST,
    "productivity_gain": EXPERIMENT,
    "zero_return": EXPERIMENT,
    "zero_effect": EXPERIMENT,
    "time_saved": EXPERIMENT,
    "time_change": EXPERIMENT,
    "earnings_effect": EXPERIMENT,
    "quality_change": EXPERIMENT,
}


def why_left_out(ruler: Fact) -> Message:
    """Return the reason by ruler, else by what its result measures."""
    return _BY_ID.get(ruler.text("ruler_id")) or _BY_RESULT.get(ruler.text("result_of"), UNDEFINED)
