"""What a headline post-money value hides: the rights of each class of shares, and what each is worth."""

from specie.analyses.worth.terms.codes import CODES
from specie.model import Analysis, Measure, Method, Param, Question, Term, say

PAPER = (
    "Gornall, W., Strebulaev, I. A. (2020). Squaring venture capital valuations with reality. Journal of "
    "Financial Economics 135(1), 120-143. doi:10.1016/j.jfineco.2018.04.015"
)

ANALYSIS = Analysis(
    id="worth/terms",
    question=Question.WORTH,
    title=say("What the headline price hides"),
    summary=say("Fair value of the firm and of each class of shares, by the rights each class has"),
    version="1",
    place=2,
    run="specie.analyses.worth.terms.run:run",
    uses=("terms", "rounds", "financials", "vendors", "holdings"),
    facts=("companies", "rounds", "financials"),
    params=(
        Param("volatility", 0.9, say("Volatility of the firm's value a year")),
        Param("volatility_low", 0.5, say("Low end of the volatility")),
        Param("volatility_high", 1.2, say("High end of the volatility")),
        Param("exit_years", 4.0, say("Mean time to exit, in years")),
        Param("exit_years_low", 2.0, say("Low end of the mean time to exit, in years")),
        Param("exit_years_high", 8.0, say("High end of the mean time to exit, in years")),
        Param("risk_free", 0.025, say("Risk-free rate a year")),
        Param(
            "pool", 0.05, say("Part of all shares that are options not yet granted, where it is not known")
        ),
        Param(
            "least_prevalence",
            0.10,
            say("How frequent a set of terms must be in a published sample to count in the range"),
        ),
        Param(
            "term_years", 0.0, say("Term of the option-pricing method, in years; 0 is the mean time to exit")
        ),
        Param(
            "term_volatility", 0.0, say("Volatility of the option-pricing method; 0 is the volatility above")
        ),
        Param(
            "marketability_discount",
            0.0,
            say("Discount of holdings for lack of marketability; none unless you state one"),
        ),
        Param("paths", 20000, say("Exits drawn to check the closed form")),
    ),
    measures=(
        Measure(
            "headline_value",
            say("Headline post-money value"),
            "newest price x (shares + options granted and not granted)",
            say("It prices every share like the newest one, whatever its rights"),
        ),
        Measure(
            "fair_value",
            say("Fair value of the firm"),
            "the value at which the newest class is worth what was paid for it",
            say("A model value on the day of the round: it takes the newest price as fair for its class"),
        ),
        Measure(
            "headline_overvaluation",
            say("Headline above fair value"),
            "headline / fair value - 1",
            say("It says what the rights hide, not whether the price was wise"),
        ),
        Measure(
            "class_overvaluation",
            say("Newest price above the value of a share of the class"),
            "newest price / value of one share as common - 1",
            say("Older shares are worth less than the newest because they have fewer rights"),
        ),
        Measure(
            "class_fair_value",
            say("Fair value of a class"),
            "expected discounted payoff of the class over sale and IPO",
            say("A part of a value in a model, before discounts for size or marketability"),
        ),
        Measure(
            "share_fair_value",
            say("Fair value of one share of a class"),
            "value of the class / its shares",
            say("Options are valued as exercised at their strike, without vesting"),
        ),
        Measure(
            "option_pricing_equity",
            say("Equity by the option-pricing method"),
            "the equity at which the newest class is worth its price; one term, no IPO",
            say("Every class keeps its preference to the end, so the equity comes out lower"),
        ),
        Measure(
            "option_pricing_share",
            say("One share by the option-pricing method"),
            "calls on the equity between the breakpoints / shares of the class",
            say("Practice for tax valuations; before any discount for lack of marketability"),
        ),
        Measure(
            "holding_headline",
            say("Holding at the newest price"),
            "shares held, as common x newest price",
            say("What a headline makes of it, not what it would fetch"),
        ),
        Measure(
            "holding_fair_value",
            say("Holding at fair value"),
            "shares held x fair value of a share of its class",
            say("Spans all classes where the book does not say which one is held"),
        ),
    ),
    methods=(
        Method("newest_price", say("Newest price times all shares"), "no computation"),
        Method(
            "contingent_claims",
            say("Contingent claims with an exit at an exponential time, integrated in closed form"),
            PAPER,
        ),
        Method(
            "option_pricing",
            say("Option-pricing method with backsolve"),
            "American Institute of Certified Public Accountants (2013). Valuation of Privately-Held-Company "
            "Equity Securities Issued as Compensation; Black, F., Scholes, M. (1973), doi:10.1086/260062",
        ),
    ),
    codes=CODES,
)

TERMS = (
    Term("plain preference"), Term("senior preference"), Term("veto over a lower IPO"), Term("IPO ratchet"),
    Term("IPO ratchet with a premium"), Term("double preference"), Term("participating preference"),
    Term("newest preferred"), Term("common"), Term("preferred"), Term("option"), Term("pool"),
)  # fmt: skip
"""Words of the vocabulary that the rows and the sets of terms bring along."""
