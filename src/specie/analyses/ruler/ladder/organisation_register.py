"""Rulers that ask an organisation or a person, with what makes it say yes and the tables it takes."""

from __future__ import annotations

from specie.analyses.ruler.ladder import organisation_rules as organisation
from specie.analyses.ruler.ladder.rule import Rule
from specie.model import Quantity, say

_FIRM = say("the one organisation of the book")
_EFFECT = ("benefits",)
_RETURN = ("benefits", "spend")

ORGANISATION_RULES = (
    Rule(
        "sp451-abandoned-most",
        say("stopped more than half of its initiatives before production"),
        _FIRM,
        ("stages",),
        organisation.abandoned_most,
    ),
    Rule(
        "deloitte7-40pct-pilots",
        say("moved at least {share} of its pilots into production", share=Quantity(0.4, "fraction")),
        _FIRM,
        ("stages",),
        organisation.pilots_in_production,
    ),
    Rule(
        "deloitte-emea-payback-year",
        say("more than half of the initiatives a year in production had paid back by then"),
        _FIRM,
        ("stages", *_RETURN),
        organisation.typical_payback,
        money=True,
    ),
    Rule(
        "google-cloud-one-use-case",
        say("at least one initiative returned more than it cost"),
        _FIRM,
        _RETURN,
        organisation.one_returns,
        money=True,
    ),
    Rule(
        "google-cloud-within-year",
        say("at least one initiative had paid back a year after production began"),
        _FIRM,
        ("stages", *_RETURN),
        organisation.returns_in_a_year,
        money=True,
    ),
    Rule(
        "mckinsey2025-any-ebit",
        say("any benefit shows at all"),
        _FIRM,
        _EFFECT,
        organisation.any_effect,
        money=True,
    ),
    Rule(
        "mckinsey2026-any-ebit",
        say("any benefit shows at all"),
        _FIRM,
        _EFFECT,
        organisation.any_effect,
        money=True,
    ),
    Rule(
        "mckinsey2026-scaling",
        say("at least one initiative is scaled"),
        _FIRM,
        ("stages",),
        organisation.any_scaled,
    ),
    Rule(
        "forrester-ebitda-lift",
        say("benefits of twelve months exceed the AI spending of twelve months"),
        _FIRM,
        _RETURN,
        organisation.lifts_earnings,
        money=True,
    ),
    Rule(
        "forrester-ties-to-pl",
        say("at least one benefit is found in the ledger account it names"),
        _FIRM,
        ("benefits", "ledger"),
        organisation.ties_to_ledger,
    ),
    Rule(
        "gartner-cfo-roi",
        say("benefits to date exceed cost to date"),
        _FIRM,
        _RETURN,
        organisation.returns_overall,
        money=True,
    ),
    Rule(
        "idc-microsoft-any-roi",
        say("benefits to date exceed cost to date"),
        _FIRM,
        _RETURN,
        organisation.returns_overall,
        money=True,
    ),
    Rule(
        "pwc29-neither",
        say("no benefit shows in twelve months"),
        _FIRM,
        _EFFECT,
        organisation.no_effect_last_year,
        money=True,
    ),
    Rule(
        "nanda-org-zero-return",
        say("no benefit shows at all"),
        _FIRM,
        _EFFECT,
        organisation.no_effect,
        money=True,
    ),
    Rule(
        "nanda-task-piloted",
        say("piloted a tool for one task"),
        _FIRM,
        ("stages",),
        organisation.task_piloted,
    ),
    Rule(
        "nanda-task-implemented",
        say("a tool for one task shows a benefit six months or more after production began"),
        _FIRM,
        ("stages", "benefits"),
        organisation.task_implemented,
        money=True,
    ),
    Rule(
        "nanda-task-pilot-to-implemented",
        say("a tool for one task went from pilot to production within six months"),
        _FIRM,
        ("stages",),
        organisation.task_pilot_to_production,
    ),
    Rule(
        "wharton-tracks-roi",
        say("keeps plans or benefits of at least one initiative"),
        _FIRM,
        (),
        organisation.tracks,
    ),
    Rule(
        "finops-cannot-quantify",
        say("has put no amount on any benefit"),
        _FIRM,
        (),
        organisation.cannot_quantify,
    ),
    Rule(
        "finops-forecast-10pct",
        say("spent within {share} of its newest closed AI budget", share=Quantity(0.1, "fraction")),
        _FIRM,
        ("budgets", "spend"),
        organisation.forecasts_cost,
    ),
    Rule(
        "a16z-three-models",
        say("uses models of three developers or more"),
        _FIRM,
        ("dependencies",),
        organisation.three_families,
    ),
)
