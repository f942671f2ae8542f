"""Measures, methods and codes of this analysis, and the words it brings along."""

from __future__ import annotations

from specie.model import Code, Measure, Method, Severity, Term, say

MEASURES = (
    Measure(
        "rival_spread",
        say("Greatest over least reading"),
        "max / min",
        say("Readings under other definitions may both be right: the spread is of words, not of errors"),
    ),
    Measure(
        "recomputed_growth",
        say("Growth a year by the printed points"),
        "(last / first)^(1 / years) - 1",
        say("Only the first and the last point count, however the path runs between them"),
    ),
    Measure(
        "brier_score",
        say("Brier score"),
        "mean of (chance - outcome)^2",
        say("Depends on how hard the events are: compare forecasters of the same events only"),
    ),
    Measure(
        "reliability",
        say("Lost by wrong chances"),
        "sum of n_k (mean chance_k - share_k)^2 / n",
        say("With few forecasts a bin it is above zero by chance alone"),
    ),
    Measure(
        "resolution",
        say("Won by telling cases apart"),
        "sum of n_k (share_k - base rate)^2 / n",
        say("With few forecasts a bin it is above zero by chance alone"),
    ),
    Measure(
        "uncertainty",
        say("Score of the base rate alone"),
        "base rate (1 - base rate)",
        say("The base rate is known only afterwards"),
    ),
    Measure(
        "skill",
        say("Better than the base rate by"),
        "1 - Brier score / score of the base rate",
        say("The base rate is known only afterwards: below zero is less bad than it looks"),
    ),
    Measure(
        "log_score",
        say("Log score"),
        "mean of -ln(chance given to what happened)",
        say("One sure forecast that was wrong outweighs everything"),
    ),
    Measure(
        "range_held",
        say("Share of ranges that held"),
        "k / n",
        say("A very wide range always holds: read it with the interval score"),
    ),
    Measure(
        "interval_score",
        say("Interval score"),
        "((high - low) + 2 / alpha x what it misses by) / outcome",
        say("Depends on how hard the values are: compare forecasters of the same values only"),
    ),
    Measure(
        "forecast_error",
        say("Forecast over outcome, less one"),
        "mean of (forecast - outcome) / outcome",
        say("Too high and too low cancel out"),
    ),
)

METHODS = (
    Method("greatest_over_least", say("Greatest over least of the printed figures"), "no model"),
    Method("compound_growth", say("Compound growth between two points"), "arithmetic"),
    Method("sums", say("Means of printed figures"), "no model"),
    Method(
        "brier",
        say("Brier score with an interval for a bounded mean"),
        "Brier, G. W. (1950). Monthly Weather Review 78(1), 1-3. "
        "doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2. Interval: Gaffke, N. (2005). "
        "Statistica Neerlandica 59(1), 57-75",
    ),
    Method(
        "murphy",
        say("Parts of the Brier score"),
        "Murphy, A. H. (1973). Journal of Applied Meteorology 12(4), 595-600. "
        "doi:10.1175/1520-0450(1973)012<0595:ANVPOT>2.0.CO;2",
    ),
    Method(
        "log_score",
        say("Logarithmic score"),
        "Good, I. J. (1952). Journal of the Royal Statistical Society B 14(1), 107-114",
    ),
    Method(
        "clopper_pearson",
        say("Exact binomial interval"),
        "Clopper, C. J. and Pearson, E. S. (1934). Biometrika 26(4), 404-413. doi:10.1093/biomet/26.4.404",
    ),
    Method(
        "interval_score",
        say("Interval score"),
        "Gneiting, T. and Raftery, A. E. (2007). JASA 102(477), 359-378. doi:10.1198/016214506000001437",
    ),
)

CODES = (
    Code(
        "RUL201",
        say("Rival readings"),
        say("Readings of one statement lie far apart and cannot all hold under one definition"),
        say("Quote each with its source and its definition"),
        Severity.WATCH,
    ),
    Code(
        "RUL202",
        say("One source"),
        say("No second independent source agrees with the claim; relays and one speaker twice count once"),
        say("Look for a second source, or say that there is one"),
        Severity.NOTE,
    ),
    Code(
        "RUL203",
        say("The source has a stake"),
        say("The publisher is the subject, or money or a contract ties the two together"),
        say("Weigh it as a statement of a party"),
        Severity.WATCH,
    ),
    Code(
        "RUL204",
        say("A claim without its ruler"),
        say("A figure without denominator or definition can mean anything"),
        say("Ask of what, counted how and since when"),
        Severity.WATCH,
    ),
    Code(
        "RUL205",
        say("A rumour"),
        say("Nobody has confirmed it"),
        say("Build no number on it"),
        Severity.NOTE,
    ),
    Code(
        "RUL206",
        say("Stated interest"),
        say("The publisher gains when the claim is believed"),
        say("Read the interest beside the claim"),
        Severity.NOTE,
    ),
    Code(
        "RUL207",
        say("Stale claims"),
        say("Nothing newer was written down for longer than the limit"),
        say("Look for a newer version"),
        Severity.NOTE,
    ),
    Code(
        "RUL208",
        say("Printed growth does not add up"),
        say("The growth a year that is printed is not that of the printed points"),
        say("Quote neither before it is explained"),
        Severity.WATCH,
    ),
    Code(
        "RUL209",
        say("Forecasts without outcome"),
        say("Their time is over and nobody wrote down what came true"),
        say("Fill in the outcome"),
        Severity.NOTE,
    ),
    Code(
        "RUL210",
        say("Chances that do not mean what they say"),
        say("What happened is hardly possible if the given chances were right (test by Spiegelhalter)"),
        say("Read the chances off the calibration table"),
        Severity.WATCH,
    ),
    Code(
        "RUL211",
        say("No better than the base rate"),
        say("Saying the base rate every time would have scored better"),
        say("Plan with the base rate"),
        Severity.NOTE,
    ),
    Code(
        "RUL212",
        say("Ranges too narrow"),
        say("Fewer ranges held than were said to, by more than chance alone"),
        say("Widen the ranges"),
        Severity.WATCH,
    ),
    Code(
        "RUL213",
        say("A warning is due"),
        say("The time that the speaker named is over"),
        say("Write down whether it came true"),
        Severity.NOTE,
    ),
)

TERMS = (
    Term("other definitions"),
    Term("other dates of one source"),
    Term("other sources"),
    Term("one source, two figures"),
    Term("scored"),
    Term("compared"),
    Term("due, outcome not recorded"),
    Term("not yet due"),
    Term("came true"),
    Term("did not come true"),
    Term("without a date"),
    Term("yes"),
    Term("no"),
    Term("backlog"),
    Term("capex"),
    Term("cash"),
    Term("cash_burn"),
    Term("compute_commitments"),
    Term("cost_of_revenue"),
    Term("equity_method_loss_openai"),
    Term("free_cash_flow"),
    Term("gross_margin"),
    Term("interest_expense"),
    Term("largest_customer_share"),
    Term("market_cap"),
    Term("net_dollar_retention"),
    Term("net_income"),
    Term("operating_income"),
    Term("operating_margin"),
    Term("private_ai_stakes_carrying_value"),
    Term("product_run_rate_coding"),
    Term("research_and_development"),
    Term("revenue_ai"),
    Term("revenue_data_center"),
    Term("top3_customer_share"),
    Term("total_debt"),
)
"""Words of the vocabulary that this analysis brings along, those of the shipped accounts among them."""
