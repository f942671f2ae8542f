"""What the price of a company needs to come true, and what part of it stated assumptions support."""

from specie.analyses.worth.intrinsic.codes import CODES
from specie.model import Analysis, Measure, Method, Param, Question, Term, say

PAPERS = "Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 11, 12, 22"
OVERRIDE = say(
    "In place of the declared assumption, for every company: one value, low:high or low:likeliest:high"
)

ANALYSIS = Analysis(
    id="worth/intrinsic",
    question=Question.WORTH,
    title=say("What prices need, and what is supported"),
    summary=say(
        "Range of value under stated assumptions, the part of the price it leaves open, and the growth, "
        "margin and "
        "years the price needs beside what firms of that size have done"
    ),
    version="1",
    place=4,
    run="specie.analyses.worth.intrinsic.run:run",
    uses=("vendors", "holdings", "rounds", "financials", "assumptions", "base_rates"),
    facts=("companies", "rounds", "financials", "market"),
    params=(
        Param("paths", 10_000, say("Draws for each company the book points to; others get a tenth")),
        Param("rare", 0.05, say("Share of firms of a size below which a growth is called rare")),
        Param("sales_growth", "", OVERRIDE),
        Param("target_margin", "", OVERRIDE),
        Param("cost_of_capital", "", OVERRIDE),
        Param("sales_to_capital", "", OVERRIDE),
        Param("failure_chance", "", OVERRIDE),
    ),
    measures=(
        Measure(
            "supported_value",
            say("Value under one view of growth"),
            "present value of free cash flow + cash - debt, failure counted; quantiles over draws of all "
            "drivers",
            say("As good as its assumptions: the range is theirs, not the market's"),
        ),
        Measure(
            "value_per_share",
            say("Value of one share under one view"),
            "(value of all shares + options x strike) / (shares + options) where that exceeds the strike",
            say("Takes every share alike, whatever rights it carries"),
        ),
        Measure(
            "supported_range",
            say("Supported range"),
            "from the lowest to the highest end of the ranges of all views",
            say("Views of growth that exclude each other stand in one range: read them one by one"),
        ),
        Measure(
            "unsupported_share",
            say("Bubble share of the price under one view"),
            "max(0, 1 - value / price), over the range of value and the bounds of the price",
            say("A part of a price that assumptions do not support may still come true"),
        ),
        Measure(
            "unsupported_range",
            say("Bubble share of the price, all views"),
            "max(0, 1 - value / price) from the most to the least favourable view",
            say("Not a forecast of a fall: prices may stay above or below value for years"),
        ),
        Measure(
            "growth_needed",
            say("Growth a year the price needs"),
            "growth, held for five years and then fading, at which the model returns the price",
            say("Holds at the stated margin and capital; more margin or more years need less"),
        ),
        Measure(
            "firms_that_did",
            say("Firms of that size that grew so fast"),
            "share with at least that growth of sales after inflation over five years, between printed "
            "shares",
            say("Large listed firms of the past; few of them were as young"),
        ),
        Measure(
            "driver_share",
            say("Share of the spread that one driver explains"),
            "Var(E[value | driver]) / Var(value)",
            say("Drivers depend on each other: shares need not add up to one"),
        ),
        Measure(
            "money_needed",
            say("Money to be found before it carries itself"),
            "deepest point of cumulated free cash flow",
            say("Before interest and not discounted; growth that pays later needs more first"),
        ),
    ),
    methods=(
        Method(
            "monte_carlo", say("Cash flows with all drivers drawn together (Gaussian copula)"),
            f"{PAPERS}; Nelsen, R. B. (2006). An Introduction to Copulas. Springer",
        ),
        Method(
            "treasury_stock", say("Options exercised at the value of the share"),
            "Damodaran, A. (2012). Investment Valuation, 3rd ed. Wiley, ch. 16",
        ),
        Method("span_of_views", say("From the lowest to the highest view"), "no computation"),
        Method(
            "reverse_cash_flow", say("The forward model, solved for growth"),
            "Rappaport, A., & Mauboussin, M. (2001). Expectations Investing. Harvard Business School Press",
        ),
        Method(
            "base_rates", say("Between printed shares of firms of one size"),
            "Mauboussin, M., Callahan, D., & Majd, D. (2016). The Base Rate Book. Credit Suisse",
        ),
        Method(
            "variance_share", say("Share of variance, from the draws"),
            "Saltelli, A., et al. (2008). Global Sensitivity Analysis: The Primer. Wiley. "
            "doi:10.1002/9780470725184",
        ),
    ),
    codes=CODES,
)  # fmt: skip

TERMS = (
    Term("as firms of its size grew"), Term("as its market is forecast"), Term("as it plans itself"),
    Term("as you assume"), Term("fact"), Term("declared"), Term("assumed"), Term("your own"), Term("revenue"),
    Term("sales_growth"), Term("growth_years"), Term("start_margin"), Term("target_margin"),
    Term("margin_years"), Term("sales_to_capital"), Term("scale_effect"), Term("cost_of_capital"),
    Term("stable_cost_of_capital"), Term("terminal_growth"), Term("stable_return"), Term("failure_chance"),
    Term("recovery"), Term("cash"), Term("debt"), Term("minority"), Term("losses"), Term("tax"), Term("lag"),
    Term("shares"), Term("options"), Term("strike"), Term("operating margin"),
    Term("growth above risk-free"), Term("growth above cost of capital"), Term("growth above return"),
    Term("rate below zero"), Term("failure not a probability"), Term("no revenue"),
    Term("growth below -100 %"), Term("years not above zero"), Term("capital not above zero"),
    Term("scale effect below zero"), Term("not a number"),
)  # fmt: skip
"""Words of the vocabulary that the model and its tables bring along."""

VIEWS = {
    "history": Term("as firms of its size grew"),
    "forecast": Term("as its market is forecast"),
    "plan": Term("as it plans itself"),
    "own": Term("as you assume"),
}
"""What readers call the views of growth."""
