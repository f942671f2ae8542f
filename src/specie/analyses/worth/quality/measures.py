"""What the metrics mean, how they are made, and who published the methods."""

from __future__ import annotations

from specie.model import Measure, Method, say

MEASURES = (
    Measure(
        "gross_margin",
        say("Gross margin"),
        "as stated, else 1 - cost of revenue / revenue of the same period",
        say("Whether free users and model training are a cost of revenue differs from report to report"),
    ),
    Measure(
        "operating_margin",
        say("Operating margin"),
        "as stated, else operating result / revenue of the same period, else bounded by the net result",
        say("Some reports leave out pay in shares; one quarter is not a year"),
    ),
    Measure(
        "rule_of_40",
        say("Rule of 40"),
        "revenue / revenue a year earlier - 1 + margin of the same period (operating, else cash, else net)",
        say("Made for software firms of some size: in a firm that triples its sales growth hides any loss"),
    ),
    Measure(
        "burn_multiple",
        say("Burn multiple"),
        "cash burned in a period / (yearly sales at its end - yearly sales at its start)",
        say("Leased equipment and pay in shares burn no cash; run-rates may come from different people"),
    ),
    Measure(
        "cac_payback",
        say("Payback of sales cost"),
        "12 x sales and marketing of a period / (new yearly sales x gross margin)",
        say("Sales that were lost are netted; users who come without selling make it look short"),
    ),
    Measure(
        "net_revenue_retention",
        say("Net revenue retention"),
        "revenue now of the customers of a year ago / their revenue then, as the source defines it",
        say("Short windows made yearly, or only large customers, give very high figures"),
    ),
    Measure(
        "gross_revenue_retention",
        say("Gross revenue retention"),
        "as net revenue retention, without expansion: at most 1",
        say("Seldom published by firms where it is low"),
    ),
    Measure(
        "largest_customer",
        say("Largest customer"),
        "revenue from the largest customer / revenue; from the share of the three largest: a third of it to "
        "all",
        say("A reseller counts as one customer although many stand behind it"),
    ),
    Measure(
        "adoption_growth",
        say("Growth of users or customers a year"),
        "(newest count / first count)^(1 / years) - 1",
        say("Users who pay nothing are counted like the rest"),
    ),
    Measure(
        "market_share",
        say("Share of a market"),
        "as published, least to greatest over the definitions of the newest year",
        say("Most studies are surveys by firms that hold a stake"),
    ),
    Measure(
        "research_return",
        say("New sales per dollar of research"),
        "(revenue - revenue a year earlier) / research and development of the year before, else of the year",
        say("Research pays over many years; sales grow for other reasons as well"),
    ),
    Measure(
        "days_between_bests",
        say("Days between best models"),
        "median of days from one release to the next that beats all earlier ones of the company, by "
        "benchmark",
        say("A benchmark that is solved stops showing progress; scores are noisy"),
    ),
    Measure(
        "frontier_odds",
        say("Odds against the best other model"),
        "10^((Elo - best other Elo) / 400), or the ratio of odds of shares of tasks solved",
        say("Only companies in your table of benchmarks count as others"),
    ),
    Measure(
        "vendor_excess",
        say("Vendor's score over the independent one"),
        "odds by the vendor's own score / odds by the independent score, same model and benchmark",
        say("Vendors may run more attempts or other settings than a leaderboard"),
    ),
    Measure(
        "moat",
        say("Moat fields with evidence"),
        "fields supported from outside / all fields, with what is open counted either way",
        say("A count of fields, not of their strength"),
    ),
    Measure(
        "team",
        say("Evidence for the team"),
        "rows that speak for it / rows on founders, key people, hiring and attrition",
        say("Departures are reported more often than people who stay"),
    ),
    Measure(
        "technical_value",
        say("Technical value"),
        "criteria met / all criteria without a price: return on research, speed, odds, claims, moat, team, "
        "adoption",
        say("Criteria count alike; it ranks evidence, not worth in money"),
    ),
    Measure(
        "commercial_path",
        say("Commercial path"),
        "steps met / eight steps from something on sale to living on sales",
        say("A step that is met may be lost again; steps count alike"),
    ),
)

METHODS = (
    Method("as_stated", say("As the source states it"), "no computation"),
    Method(
        "interval_arithmetic",
        say("Bounds carried through the formula"),
        "Feld, B. (2015). The Rule of 40%; Sacks, D. (2020). The Burn Multiple; Moore, R. E. (1966). "
        "Interval Analysis. Prentice-Hall",
    ),
    Method(
        "compound_growth",
        say("Compound growth between two counts"),
        "Moore, R. E. (1966). Interval Analysis. Prentice-Hall",
    ),
    Method(
        "share_bounds",
        say("Least and greatest share where some of it is not known"),
        "Manski, C. F. (2003). Partial Identification of Probability Distributions. doi:10.1007/b97478",
    ),
    Method(
        "median", say("Median of each benchmark, from least to greatest"), "no computation beyond the median"
    ),
    Method(
        "odds_ratio",
        say("Odds read off ratings or shares"),
        "Elo, A. E. (1978). The Rating of Chessplayers, Past and Present. Arco; Bradley, R. A. and Terry, "
        "M. E. (1952). Rank Analysis of Incomplete Block Designs. Biometrika 39(3/4), 324-345",
    ),
)
