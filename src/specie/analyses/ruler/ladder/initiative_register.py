"""Rulers that count initiatives or money, with what they count, of what, and the tables they take."""

from __future__ import annotations

from specie.analyses.ruler.ladder import initiative_rules as initiative
from specie.analyses.ruler.ladder import spend_rules as spend
from specie.analyses.ruler.ladder.rule import Rule
from specie.model import say

_PILOTS = say("initiatives that began a pilot")
_ALL = say("all initiatives")
_PAID = say("initiatives with any cost")

INITIATIVE_RULES = (
    Rule(
        "sp451-projects-scrapped",
        say("stopped after the pilot began and before it was scaled"),
        _PILOTS,
        ("stages",),
        initiative.scrapped,
    ),
    Rule(
        "gartner-not-in-production",
        say("not in production on the date of the book, whatever its age"),
        _ALL,
        ("stages",),
        initiative.not_in_production,
    ),
    Rule(
        "gartner-poc-prediction-2024",
        say("stopped after the pilot began and before production"),
        _PILOTS,
        ("stages",),
        initiative.abandoned_after_pilot,
    ),
    Rule(
        "gartner-poc-revised",
        say("stopped after the pilot began and before production"),
        _PILOTS,
        ("stages",),
        initiative.abandoned_after_pilot,
    ),
    Rule(
        "nanda-external-partnership",
        say("reached production"),
        say("bought or partnered initiatives that began a pilot"),
        ("stages",),
        lambda portfolio, _claimed: initiative.deployed(portfolio, ("buy", "partner")),
    ),
    Rule(
        "nanda-internal-build",
        say("reached production"),
        say("initiatives built in house that began a pilot"),
        ("stages",),
        lambda portfolio, _claimed: initiative.deployed(portfolio, ("build",)),
    ),
    Rule(
        "nanda-pilots-millions",
        say("brought at least a million US dollars to date"),
        _PILOTS,
        ("stages", "benefits"),
        initiative.earns_a_million,
        money=True,
    ),
    Rule("ibm-ceo-scaled", say("scaled across the enterprise"), _ALL, ("stages",), initiative.scaled),
    Rule(
        "ibm-ceo-expected-roi",
        say("its metrics moved by at least the smallest effect registered before the spend"),
        say("initiatives with a registered plan and readings"),
        ("plans", "outcomes"),
        initiative.met_expectation,
    ),
    Rule(
        "teneo-more-than-cost",
        say("returned more than it cost to date"),
        _PAID,
        ("benefits", "spend"),
        initiative.more_than_cost,
        money=True,
    ),
    Rule(
        "gartner-2025-initiative-roi",
        say("returned more than it cost to date"),
        _PAID,
        ("benefits", "spend"),
        initiative.more_than_cost,
        money=True,
    ),
    Rule(
        "it-projects-abandoned-uk",
        say("stopped"),
        say("initiatives on which a pilot or spending began"),
        ("stages",),
        initiative.abandoned,
    ),
    Rule(
        "stanford-playbook-prior-failure",
        say("an earlier initiative of the same function had been stopped"),
        say("initiatives in production"),
        ("stages",),
        initiative.prior_failure,
    ),
    Rule(
        "stanford-playbook-nontechnical",
        say("not integration or security"),
        say("blocks named for initiatives that reached production"),
        ("stages",),
        initiative.nontechnical_blocks,
    ),
    Rule(
        "gartner-io-fail",
        say("stopped"),
        say("initiatives of the IT function"),
        ("stages",),
        initiative.failed_in_it,
    ),
)

SPEND_RULES = (
    Rule(
        "ibm-ibv-roi-level",
        say("benefits less cost, over cost"),
        say("all money spent on initiatives to date"),
        ("benefits", "spend"),
        spend.return_on_spending,
        money=True,
    ),
)
