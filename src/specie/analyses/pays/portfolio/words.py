"""What the measures and methods of the portfolio mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, say

LUCK = say("Taken from the portfolio's own spread of returns: few or odd initiatives make it rough.")

MEASURES = (
    Measure(
        "money_in_year",
        say("All AI money in, last twelve months"),
        "sum of all bills and costs, also those of no initiative",
        say("Only what is in the bills and costs given."),
    ),
    Measure(
        "cost_unmeasured_year",
        say("Cost of initiatives without a measured benefit"),
        "sum of the cost of initiatives of which no cash benefit is known",
        say("Unknown is not zero: some of them may pay well."),
    ),
    Measure(
        "hard_benefit_measured_year",
        say("All measured cash benefit, last twelve months"),
        "sum of cash benefits; chance as squares, every worth at its own end",
        say("Holds only what was measured."),
    ),
    Measure(
        "organisation_return_year",
        say("Return of all AI money, last twelve months"),
        "all measured cash benefit - all AI money in",
        say("Money of initiatives that nobody measures counts in full, their benefit as none."),
    ),
    Measure(
        "organisation_roi_year",
        say("Return of all AI money, per money spent"),
        "return of all AI money / all AI money in",
        say("Holds the cost of building what will pay later."),
    ),
    Measure(
        "organisation_return_declared_year",
        say("Return of all AI money, every worth as declared"),
        "the same, with chance in the effects alone",
        say("As certain as the declared worths are: compare it with the wider range."),
    ),
    Measure(
        "worth_for_zero",
        say("Times the declared worths at which the whole breaks even"),
        "all AI money in / all measured cash benefit at the declared worths",
        say("All worths moved together; one of them may move on its own."),
    ),
    Measure(
        "missing_benefit_year",
        say("Benefit nobody measured that would make the whole break even"),
        "all AI money in - all measured cash benefit",
        say("A question to the owners, not an estimate of what they have."),
    ),
    Measure(
        "mean_return_year",
        say("Mean return on cost of the initiatives compared"),
        "sum of y / (s^2 + v) over sum of 1 / (s^2 + v), y the return, s its error, v the spread of returns",
        say("Each initiative counts once whatever its size: it is not the return of the whole."),
    ),
    Measure(
        "shrunken_net_year",
        say("Net cash of a year, luck taken out"),
        "cost * E[return | its own estimate, the spread of all returns]",
        LUCK,
    ),
    Measure(
        "shrunken_return_year",
        say("Return on cost, luck taken out"),
        "shrunken net / full cost",
        LUCK,
    ),
    Measure(
        "winners_as_measured",
        say("Sum of those that look best, as measured"),
        "sum of measured net over initiatives where it is above zero",
        say("Too high on average: those on top are there partly by luck. Compare it with the shrunken sum."),
    ),
    Measure(
        "winners_shrunken",
        say("Sum of those that look best, luck taken out"),
        "sum of shrunken net over the same initiatives",
        LUCK,
    ),
    Measure(
        "paying_share",
        say("Share of initiatives that truly pay, as an interval"),
        "least and greatest number not refuted by the p-values of all / initiatives in use",
        say("An interval and never a point: what was not judged may be either."),
    ),
    *(
        Measure(
            f"share_{name}",
            label,
            "initiatives with the verdict / initiatives with any verdict",
            say("A verdict says what is proven, not what is true: see the interval of the true share."),
        )
        for name, label in (
            ("pays", say("Share of initiatives proven to pay")),
            ("does_not_pay", say("Share of initiatives proven not to pay")),
            ("too_early", say("Share of initiatives too early to judge")),
            ("cannot_tell", say("Share of initiatives that cannot be told")),
        )
    ),
    *(
        Measure(
            f"money_share_{name}",
            label,
            "cost of initiatives with the verdict / all AI money in",
            say("The rest belongs to no initiative."),
        )
        for name, label in (
            ("pays", say("Share of the money in initiatives proven to pay")),
            ("does_not_pay", say("Share of the money in initiatives proven not to pay")),
            ("too_early", say("Share of the money in initiatives too early to judge")),
            ("cannot_tell", say("Share of the money in initiatives that cannot be told")),
        )
    ),
    Measure(
        "group_spend_year",
        say("Spending of the group, last twelve months"),
        "sum of all bills and costs of its initiatives",
        say("Shared platforms and money without an initiative are in no group."),
    ),
    Measure(
        "group_net_year",
        say("Net cash of the group, luck taken out"),
        "sum of shrunken cash benefits - spending of the group",
        say("Initiatives without a measured benefit count with their cost alone."),
    ),
    Measure(
        "group_return_year",
        say("Return on spending of the group, luck taken out"),
        "net cash of the group / its spending",
        say("Groups differ in what they do: a better return elsewhere may not be had by moving money."),
    ),
    Measure(
        "recoverable_year",
        say("Money recovered in a year by what does not pay"),
        "- sum of (shrunken net + what was spent only once) over initiatives that do not pay and still run",
        say("Assumes that next year would be like the last; winding down costs extra."),
    ),
    Measure(
        "misallocation_year",
        say("Misallocated money of a year, between bounds"),
        "from the money recovered to that plus what it earns where money has paid, growth capped",
        say("The upper bound takes past averages for what more money would earn."),
    ),
    Measure(
        "cost_of_being_wrong",
        say("What a perfect answer is worth a year"),
        "max over worth and cost in their ranges of min(E[max(net, 0)], E[max(-net, 0)])",
        say("A ceiling for the price of a better experiment; no experiment answers perfectly."),
    ),
    Measure(
        "expected_net_year",
        say("Expected net cash of a year"),
        "its shrunken net, or the typical return at its cost where it has none of its own",
        say("For initiatives nobody measured it says what is typical, nothing about this one."),
    ),
    Measure(
        "lost_by_waiting",
        say("Net cash lost while waiting for approval"),
        "days in approval * shrunken net of a year / 365",
        say("Assumes that it would have started the sooner and run as it did; some waiting is due care."),
    ),
    Measure(
        "saved_by_waiting",
        say("Net cash saved by waiting for approval"),
        "the same, over initiatives that lose money",
        say("Refusing them would have saved all of it."),
    ),
    Measure(
        "benefit_by_sort_year",
        say("Cash benefit by new business and efficiency"),
        "sum of shrunken cash benefits by the ledger accounts that are claimed",
        say("As good as the accounts that you named; who claims no account is in neither."),
    ),
)

METHODS = (
    Method("sum", say("Exact sum of rows"), "exact decimal arithmetic"),
    Method("count", say("Ratio of counts"), "exact"),
    Method("share", say("Ratio of exact sums"), "exact"),
    Method(
        "mover",
        say("Sum of estimates; errors added as squares, worths end by end"),
        "Zou and Donner (2008), https://doi.org/10.1002/sim.3095",
    ),
    Method(
        "mover_shrunken",
        say("Sum of shrunken estimates; errors added as squares, worths end by end"),
        "Zou and Donner (2008), https://doi.org/10.1002/sim.3095; Armstrong, Kolesar and Plagborg-Moller"
        " (2022), https://doi.org/10.3982/ECTA18597",
    ),
    Method(
        "shrunken",
        say("Empirical-Bayes mean (smoothing by roughening) with a robust interval"),
        "Armstrong, Kolesar and Plagborg-Moller (2022), https://doi.org/10.3982/ECTA18597; Laird and Louis"
        " (1991), Smoothing the non-parametric estimate of a prior distribution by roughening,"
        " Computational Statistics and Data Analysis 12(1), 27-37",
    ),
    Method(
        "typical",
        say("Distribution of the returns of measured initiatives, times the cost"),
        "Laird and Louis (1991), Computational Statistics and Data Analysis 12(1), 27-37; reference class:"
        " Kahneman and Tversky (1979), Intuitive prediction, TIMS Studies in Management Science 12, 313-327",
    ),
    Method(
        "moments",
        say("Mean and spread of the true returns by moments"),
        "DerSimonian and Kacker (2007), https://doi.org/10.1016/j.cct.2006.04.004",
    ),
    Method(
        "meinshausen_rice",
        say("Bounds on the number of true effects, from above and below"),
        "Meinshausen and Rice (2006), https://doi.org/10.1214/009053605000000741; Goeman and Solari (2011),"
        " https://doi.org/10.1214/11-STS356",
    ),
    Method(
        "reallocation",
        say("Best mix within a cap on growth, best shrunken return first"),
        "greedy solution of a continuous knapsack, Dantzig (1957), https://doi.org/10.1287/opre.5.2.266",
    ),
    Method(
        "perfect_information",
        say("Expected value of perfect information"),
        "Raiffa and Schlaifer (1961), Applied Statistical Decision Theory, Harvard",
    ),
    Method("days_times_value", say("Days times the shrunken net of a day"), "exact days, shrunken value"),
)
