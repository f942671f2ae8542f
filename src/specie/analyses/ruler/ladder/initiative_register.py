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
        passes=say("not stopped between pilot and wide use"),
        differs=say("The study asks each firm for an average of its own; yours is one firm."),
    ),
    Rule(
        "gartner-not-in-production",
        say("not in production by the date of the book"),
        _ALL,
        ("stages",),
        initiative.not_in_production,
        passes=say("in production at some time"),
        differs=say("The study publishes neither base nor age of the initiatives."),
    ),
    Rule(
        "gartner-poc-prediction-2024",
        say("stopped after the pilot began and before production"),
        _PILOTS,
        ("stages",),
        initiative.abandoned_after_pilot,
        differs=say(
            "It foresaw the end of 2025 and generative AI only; yours holds all AI to the date of the book."
        ),
        passes=say("not stopped between pilot and production (forecast of 2024)"),
    ),
    Rule(
        "gartner-poc-revised",
        say("stopped after the pilot began and before production"),
        _PILOTS,
        ("stages",),
        initiative.abandoned_after_pilot,
        differs=say("It looks back on generative AI only; yours holds all AI to the date of the book."),
        passes=say("not stopped between pilot and production (later figure)"),
    ),
    Rule(
        "nanda-external-partnership",
        say("reached production"),
        say("bought or partnered initiatives that began a pilot"),
        ("stages",),
        lambda portfolio, _claimed: initiative.deployed(portfolio, ("buy", "partner")),
        differs=say("The report names no base for this share."),
        passes=say("bought, reached production"),
    ),
    Rule(
        "nanda-internal-build",
        say("reached production"),
        say("initiatives built in house that began a pilot"),
        ("stages",),
        lambda portfolio, _claimed: initiative.deployed(portfolio, ("build",)),
        differs=say("The report names no base for this share."),
        passes=say("built in house, reached production"),
    ),
    Rule(
        "nanda-pilots-millions",
        say("brought at least a million US dollars to date"),
        _PILOTS,
        ("stages", "benefits"),
        initiative.earns_a_million,
        money=True,
        differs=say(
            "It says “millions in value”; here that is a million US dollars or more in benefits to date."
        ),
        passes=say("brought a million US dollars"),
    ),
    Rule(
        "ibm-ceo-scaled",
        say("scaled across the enterprise"),
        _ALL,
        ("stages",),
        initiative.scaled,
        differs=say("The study asks chief executives to estimate the share."),
        passes=say("scaled across the firm"),
    ),
    Rule(
        "ibm-ceo-expected-roi",
        say("its metrics moved by at least the smallest effect registered before the spend"),
        say("initiatives with a registered plan and readings"),
        ("plans", "outcomes"),
        initiative.met_expectation,
        differs=say(
            "The study asks whether the return was as expected; here every planned metric must have moved "
            "by what was registered."
        ),
        passes=say("met its registered plan"),
    ),
    Rule(
        "teneo-more-than-cost",
        say("returned more than it cost to date"),
        _PAID,
        ("benefits", "spend"),
        initiative.more_than_cost,
        money=True,
        differs=say(
            "The study asks for programmes as a whole and names no date; yours is each initiative to date."
        ),
        passes=say("returned more than it cost"),
    ),
    Rule(
        "gartner-2025-initiative-roi",
        say("returned more than it cost to date"),
        _PAID,
        ("benefits", "spend"),
        initiative.more_than_cost,
        money=True,
        differs=say("The study publishes no base and no test of return; here benefits exceed cost to date."),
        passes=say("returned more than it cost"),
    ),
    Rule(
        "it-projects-abandoned-uk",
        say("stopped"),
        say("initiatives on which a pilot or spending began"),
        ("stages",),
        initiative.abandoned,
        passes=say("not stopped"),
        differs=say("All kinds of IT projects, before generative AI: a base rate, not a peer."),
    ),
    Rule(
        "stanford-playbook-prior-failure",
        say("an earlier initiative of the same function had been stopped"),
        say("initiatives in production"),
        ("stages",),
        initiative.prior_failure,
        differs=say(
            "The study picked successes and asked for failed projects before them; here an earlier stop in "
            "the same function counts."
        ),
    ),
    Rule(
        "stanford-playbook-nontechnical",
        say("not integration or security"),
        say("blocks named for initiatives that reached production"),
        ("stages",),
        initiative.nontechnical_blocks,
        differs=say("The study asked for the hardest challenge; here every block named on the way counts."),
    ),
    Rule(
        "gartner-io-fail",
        say("stopped"),
        say("initiatives of the IT function"),
        ("stages",),
        initiative.failed_in_it,
        differs=say("The study asks leaders whether a use case failed outright; here it was stopped."),
        passes=say("not stopped (IT operations)"),
    ),
    Rule(
        "gartner-io-fully-succeed",
        say("its metrics moved by at least the smallest effect registered before the spend"),
        say("initiatives of the IT function with a registered plan and readings"),
        ("plans", "outcomes"),
        initiative.met_expectation_in_it,
        differs=say(
            "The study asks whether the hope of return was met; here every planned metric must have moved "
            "by what was registered."
        ),
        passes=say("met its registered plan (IT operations)"),
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
        differs=say(
            "The study asks for a realised return; yours is benefits less cost to date, and cost comes first."
        ),
    ),
)
