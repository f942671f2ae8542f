"""What is measured, how, and what the user may set."""

from __future__ import annotations

from specie.model import Measure, Method, Param, Term, say

RULERS = "teneo-more-than-cost,ibm-ceo-expected-roi,gartner-2025-initiative-roi"
"""Published rulers that count initiatives and ask for a return on their cost."""

PARAMS = (
    Param("cut_not_paying", "0.35:1", say("Chance that what does not pay is not renewed, low:high, assumed")),
    Param("cut_open", "0:0.25", say("Chance that what cannot be told yet is not renewed, low:high, assumed")),
    Param("cut_paying", "0:0", say("Chance that what pays is not renewed all the same, low:high, assumed")),
    Param("rulers", RULERS, say("Published rulers by which the customers of a supplier may behave, by id")),
    Param("paths", 1_000, say("Draws for each view of a supplier, the same now and in the scenario")),
)

MEASURES = (
    Measure(
        "not_paying_share",
        say("Share that does not pay"),
        "1 - share that pays, by your book or by a published ruler",
        say("Rulers count different things: read each with its unit and caution"),
    ),
    Measure(
        "money_at_risk",
        say("Your money at risk with a supplier"),
        "sum of money a year x chance that the initiative is not renewed",
        say("The chances are assumed; money billed through another supplier stands with the one that bills"),
    ),
    Measure(
        "own_share",
        say("Your money at risk over its revenue"),
        "money at risk / revenue a year",
        say("Says how little one customer moves a supplier, not how little a supplier moves a customer"),
    ),
    Measure(
        "lost_share",
        say("Share of its revenue that would go"),
        "share not renewed x share of revenue from enterprises",
        say("A scenario: its other customers need not behave like anybody"),
    ),
    Measure(
        "value_now",
        say("Supported range now"),
        "from the lowest to the highest view, as worth/intrinsic",
        say("As good as its assumptions"),
    ),
    Measure(
        "value_then",
        say("Supported range in the scenario"),
        "range now x (quantile in the scenario / quantile now), same draws, no draw above its value now",
        say("The difference to now is the effect of the scenario; the width of both is that of assumptions"),
    ),
    Measure(
        "value_lost",
        say("Part of its value that would go"),
        "1 - middle in the scenario / middle now, over views and ends",
        say("Compares suppliers under one behaviour; the interval is that of the assumptions"),
    ),
    Measure(
        "unsupported_then",
        say("Bubble share of the price in the scenario"),
        "max(0, 1 - value / price), over the range in the scenario and the bounds of the price",
        say("Not a forecast of a fall"),
    ),
    Measure(
        "runway_now",
        say("Runway now"),
        "cash / burn a month, from the day of the cash",
        say("Money that can still be raised is not in it"),
    ),
    Measure(
        "runway_then",
        say("Runway in the scenario"),
        "cash / (burn a month + lost gross profit a month)",
        say("Takes the loss at once and no saving that is not in the gross margin"),
    ),
)

METHODS = (
    Method(
        "expected_renewals", say("Money times the assumed chances, end by end"), "no computation beyond a sum"
    ),
    Method(
        "interval_product", say("Product of intervals"),
        "Moore, R. E. (1966). Interval Analysis. Prentice-Hall, ch. 2",
    ),
    Method("span_of_views", say("From the lowest to the highest view"), "no computation"),
    Method(
        "common_random_numbers", say("Cash flows revalued with the same draws"),
        "Glasserman, P. (2003). Monte Carlo Methods in Financial Engineering. Springer, ch. 4, 7",
    ),
    Method("cash_over_burn", say("Cash over burn"), "no computation beyond a ratio"),
    Method(
        "published_ruler", say("As the study printed it"), "the study of the ruler, named with it",
    ),
    Method(
        "identified_share", say("Interval of the true share, from pays/portfolio"),
        "Meinshausen, N., & Rice, J. (2006). Annals of Statistics 34(1), 373-393. "
        "doi:10.1214/009053605000000741",
    ),
)  # fmt: skip

TERMS = (
    Term("yours"), Term("its own"),
    Term("stopped"), Term("no verdict"), Term("cash"), Term("cash burn"),
    Term("your verdicts today"), Term("your share that truly pays"), Term("gates"), Term("now"),
    Term("in the scenario"),
    Term("money paid to suppliers"), Term("rate of the US dollar"), Term("price"), Term("supported range"),
    Term("runway"), Term("enterprise share"), Term("your side"),
)  # fmt: skip
"""Words of the vocabulary that the tables bring along."""
