"""What the parameters, measures and methods of the stability analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, say

PARAMS = (
    Param("failure_limit", 0.05, say("Chance to fail within 12 months above which you act; assumed")),
    Param("customer_limit", 0.5, say("Share of revenue from one customer from which it is told; assumed")),
    Param("least_cash_months", 6.0, say("Months of cash a supplier should have, where the policy sets none")),
    Param(
        "burn_noise",
        "",
        say(
            "Part of a month's burn by which cash strays per root month, low:high; empty for what is declared"
        ),
    ),
    Param("stop", "fund-venture-2000", say("Row of the shocks whose loss of money makes the narrow window")),
    Param("altman_constant", 0.0, say("Constant added to Z'': 0, or 3.25 as for emerging markets")),
    Param("paths", 2000, say("Draws of cash for windows in which new money comes in")),
)

_NORMAL = say("As good as its inputs and assumptions: a range of what they leave possible, not a forecast")

FAILURE_LABELS: dict[str, Message] = {
    "failure_probability": say("Chance to fail"),
    "failure_open": say("Chance that cash runs out: window open"),
    "failure_narrow": say("Chance that cash runs out: window narrow"),
    "failure_closed": say("Chance that cash runs out: window closed"),
    "failure_base_rate": say("Chance to fail by its class"),
}

MEASURES = (
    Measure(
        "failure_probability",
        FAILURE_LABELS["failure_probability"],
        "1 where an insolvency is a fact; by the share price: P(assets < debt), Merton; else by cash and"
        " rounds: P(cash = 0), from the least"
        " of all windows to the greatest; else the rate of its class",
        _NORMAL,
    ),
    Measure(
        "failure_open",
        FAILURE_LABELS["failure_open"],
        "P(cash <= 0 by then) with rounds as its last three",
        say("A scenario, not an observation: rounds come as before"),
    ),
    Measure(
        "failure_narrow",
        FAILURE_LABELS["failure_narrow"],
        "as open, with the share of money gone that the row of the shocks says",
        say("A scenario, not an observation: what a past stop took, taken again"),
    ),
    Measure(
        "failure_closed",
        FAILURE_LABELS["failure_closed"],
        "P(cash <= 0 by then) without new money: first passage of a Brownian motion, exact",
        say("A scenario, not an observation: nobody gives and nobody lends"),
    ),
    Measure(
        "failure_base_rate",
        FAILURE_LABELS["failure_base_rate"],
        "1 - (1 - yearly rate)^years, over every class that fits",
        say("Says how often firms like it failed, nothing of this one"),
    ),
    Measure(
        "default_distance",
        say("Distance to default"),
        "(ln(assets / debt) + (growth - volatility^2 / 2)) / volatility, one year",
        say("In standard deviations; above four read it as far, not as a probability"),
    ),
    Measure(
        "altman_z",
        say("Altman's Z''"),
        "6.56 working capital/assets + 3.26 retained earnings/assets + 6.72 EBIT/assets + 1.05 equity"
        "/liabilities (+ constant)",
        say("Made on firms of another time; read it against the zones of its own constant only"),
    ),
    Measure(
        "cash_months",
        say("Months of cash"),
        "cash on the day of the book / monthly burn, without new money",
        say("Burn moves; a line of credit nobody told of does not count"),
    ),
    Measure(
        "cash_now",
        say("Cash on the day of the book"),
        "cash as told, less the burn since and with rounds since; else bounded by its rounds",
        say("Bounded by rounds it is wide: borrowed money and interest are not in it"),
    ),
    Measure(
        "burn_month",
        say("Cash burned a month"),
        "burn of the newest period / its months, widened by the plan for the year that runs",
        say("A quarter may hold a payment for a year"),
    ),
    Measure(
        "largest_customer",
        say("Share of the largest customer"),
        "as told, of revenue; else of firm contracts",
        say("Contracts of many years are no revenue of one"),
    ),
    Measure(
        "funders",
        say("Effective number of lead investors"),
        "10,000 / HHI of the money by who led it",
        say("Who leads sets the price; how much each paid is not known"),
    ),
    Measure(
        "strategic_share",
        say("Share led by those who trade with it"),
        "money of rounds led by suppliers or customers / all money",
        say("Such money may end with the trade"),
    ),
    Measure(
        "operating_margin",
        say("Operating margin"),
        "operating result / revenue of the same period",
        say("One period; the trend compares periods of one length a year apart"),
    ),
    Measure(
        "burn_multiple",
        say("Burn per new dollar of yearly sales"),
        "burn of a period / new yearly sales over it",
        say("Leased equipment and pay in shares burn no cash"),
    ),
)

METHODS = (
    Method(
        "merton",
        say("Both equations of Merton, solved"),
        "Merton (1974), https://doi.org/10.1111/j.1540-6261.1974.tb03058.x",
    ),
    Method(
        "merton_series",
        say("Merton's model iterated over daily prices"),
        "Vassalou and Xing (2004), https://doi.org/10.1111/j.1540-6261.2004.00650.x",
    ),
    Method(
        "first_passage",
        say("First passage of cash, in closed form"),
        "inverse Gaussian law: Giner and Smyth (2016), https://doi.org/10.32614/RJ-2016-024",
    ),
    Method(
        "cash_paths",
        say("Cash drawn at the dates of rounds, Brownian bridge in between"),
        "Metwally and Atiya (2002), https://doi.org/10.3905/jod.2002.319189",
    ),
    Method(
        "class_rate",
        say("Observed rate of the class"),
        "default rates by rating: Altman and Kishore (2000); closed start-ups: rows insolvency of the shocks",
    ),
    Method("event", say("An insolvency that is a fact"), "rows insolvency of the shocks"),
    Method(
        "altman",
        say("Altman's Z'' with the zones of its constant"),
        "Altman (2018), https://doi.org/10.3390/ijfs6030070",
    ),
    Method(
        "interval", say("Interval arithmetic on stated figures"), "Moore (1966), Interval Analysis, ch. 2"
    ),
    Method(
        "hhi_bounds",
        say("Sharp bounds over every way to allot the money"),
        "as worth/rounds; Manski (2003), https://doi.org/10.1007/b97478",
    ),
)
