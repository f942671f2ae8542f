"""What the measures, methods and parameters of the return mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param("wrong_verdicts", 0.05, say("Share of decisive verdicts that may be wrong.")),
    Param("least_weeks", 26, say("Weeks of use before which a verdict is too early.")),
    Param(
        "ramp_weeks",
        8,
        say("Weeks a unit needs to get used to it; too early while most units started more recently."),
    ),
    Param(
        "horizon_months",
        12,
        say("Months ahead for which present value continues the last twelve; 0 for none."),
    ),
    Param(
        "unassigned_share",
        1.0,
        say(
            "Share of the bills without an initiative that one initiative may turn out to own: 1 for all of"
            " them."
        ),
    ),
    Param(
        "people_costs",
        True,
        say("Whether an initiative in use without any cost of people counts as not fully priced."),
    ),
)

PARTLY = say("Counts only metrics with a worth and a measured effect; the others are named beside it.")

MEASURES = (
    Measure(
        "cost_year",
        say("Full cost, last twelve months"),
        "sum of billed_cost over its bills + sum of amount over its costs, in the book's currency",
        say("A floor where something is used that nobody priced; own labour counts only if costs has it."),
    ),
    Measure(
        "cost_to_date",
        say("Full cost to date"),
        "the same, over all rows up to the date of the book",
        say("Costs from before the first row of the book are not in it."),
    ),
    Measure(
        "cost_reach_year",
        say("Bills without an initiative that may be its own, last twelve months"),
        "unassigned_share * sum of usage and purchases on bills without initiative_id since it began",
        say("The same money is within reach of every initiative: never add it up over them."),
    ),
    Measure(
        "cost_after_end",
        say("Cost after the end"),
        "sum of bills and costs of months after the one in which it was stopped, winding down left out",
        say("A bill that came late looks like use that went on."),
    ),
    Measure(
        "worth_of_unit",
        say("Worth of an improvement of one unit in one case"),
        "value_per_unit, between value_low and value_high",
        say("Declared, not measured: every amount of benefit is as good as this."),
    ),
    Measure(
        "value_year",
        say("Improvement in money, last twelve months"),
        "improvement_year * value_per_unit, both with their ends",
        say("What the owner declared a unit to be worth; cash only if its cash class says so."),
    ),
    Measure(
        "hard_benefit_year",
        say("Cash benefit, last twelve months"),
        "sum of improvement_year * value_per_unit over metrics that are booked, released or avoided",
        PARTLY,
    ),
    Measure(
        "soft_benefit_year",
        say("Benefit that is not cash, last twelve months"),
        "the same over metrics that are redeployed or unconverted",
        say("Hours and capacity at their declared worth: 0 in the cash line, never added to cash."),
    ),
    *(
        Measure(
            f"benefit_year_{name}",
            label,
            f"sum of improvement_year * value_per_unit over metrics with cash class {name}",
            PARTLY,
        )
        for name, label in (
            ("booked", say("Benefit that should show in the ledger, last twelve months")),
            ("released", say("Benefit as released budget, last twelve months")),
            ("avoided", say("Benefit as avoided cost, last twelve months")),
            ("redeployed", say("Benefit as redeployed capacity, last twelve months")),
            ("unconverted", say("Benefit as unconverted hours, last twelve months")),
        )
    ),
    Measure(
        "measured",
        say("Cash benefit measured to date"),
        "sum of improvement_to_date * value_per_unit over metrics that are booked, released or avoided",
        PARTLY,
    ),
    Measure(
        "soft_benefit_to_date",
        say("Benefit that is not cash, to date"),
        "the same over metrics that are redeployed or unconverted",
        say("Hours and capacity at their declared worth: 0 in the cash line, never added to cash."),
    ),
    Measure(
        "net_cash_year",
        say("Net cash, last twelve months"),
        "cash benefit - full cost, ends combined outward",
        say("Cost of building falls into the year it is paid: a young initiative starts below zero."),
    ),
    Measure(
        "net_cash_to_date",
        say("Net cash to date"),
        "the same, over all time up to the date of the book",
        say("Nothing is projected: benefits still to come are not in it."),
    ),
    Measure(
        "roi_year",
        say("Return on cost, last twelve months"),
        "cash benefit / full cost - 1",
        say("No benefit at all shows as a loss of the whole cost; a small cost makes large returns."),
    ),
    Measure(
        "roi_to_date",
        say("Return on cost to date"),
        "the same, over all time up to the date of the book",
        say("Holds the cost of building in full and only the benefit so far."),
    ),
    Measure(
        "payback_months",
        say("Payback from the first cost"),
        "months until the running total of cash benefit - full cost is no longer negative",
        say(
            "Beyond the date of the book it continues the last twelve months; a floor where luck alone pays"
            " back."
        ),
    ),
    Measure(
        "npv",
        say("Net present value with the months ahead"),
        "sum over months m of (benefit - cost) / (1 + hurdle_rate)^(m / 12), m = 0 at the first cost",
        say(
            "The months ahead are the last twelve continued without what is spent once; they are not a plan."
        ),
    ),
    Measure(
        "npv_to_date",
        say("Net present value to date"),
        "the same, over months up to the date of the book",
        say("Holds no benefit that is still to come."),
    ),
    Measure(
        "break_even_effect",
        say("Improvement in one case at which it breaks even"),
        "(full cost - cash benefit of its other metrics) / (value_per_unit * treated cases)",
        say("Positive is better, in the metric's unit; at the cost and the cases of the last twelve months."),
    ),
    Measure(
        "soft_to_break_even",
        say("Share of its hours that must become cash to break even"),
        "(full cost - cash benefit) / benefit that is not cash",
        say("Above the whole it would not pay even if every hour became cash."),
    ),
    Measure(
        "claimed",
        say("Claimed as cash to date"),
        "sum of amount over benefits that are booked, released or avoided",
        say("What somebody says: opinion until it is measured or booked."),
    ),
    Measure(
        "claimed_soft",
        say("Claimed as hours or capacity to date"),
        "sum of amount over benefits that are redeployed or unconverted",
        say("0 in the cash line."),
    ),
    Measure(
        "booked",
        say("In the ledger to date"),
        "- sum of ledger lines of the accounts that its claims name, since the first day claimed for",
        say("Shows that money moved, not why; a range where several initiatives claim the same account."),
    ),
    Measure(
        "not_booked",
        say("Claimed in an account and not in the ledger"),
        "claimed as cash with a ledger_account - booked",
        say("A saving posted late, or elsewhere, looks like one that never came."),
    ),
    Measure(
        "measurable",
        say("Of the five things a verdict needs"),
        "metric + baseline + counterfactual + owner + date, each 0 or 1",
        say("What is there, not how good it is."),
    ),
    *(
        Measure(
            f"initiatives_{name}",
            label,
            "number of initiatives with the verdict",
            say("See the reason of each."),
        )
        for name, label in (
            ("pays", say("Initiatives that pay")),
            ("does_not_pay", say("Initiatives that do not pay")),
            ("too_early", say("Initiatives too early to judge")),
            ("cannot_tell", say("Initiatives that cannot be told")),
        )
    ),
)

METHODS = (
    Method("sum", say("Exact sum of rows"), "exact decimal arithmetic"),
    Method("count", say("Count of rows"), "exact"),
    Method("class", say("Worth and cash class as declared"), "the user's own table of metrics"),
    Method(
        "effect_times_worth",
        say("Measured effect times declared worth; ends combined outward"),
        "interval arithmetic, Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, SIAM;"
        " several"
        " metrics at joint level, Dunn (1961), Multiple comparisons among means, JASA 56(293)",
    ),
    Method(
        "outer",
        say("Benefit and cost; ends combined outward"),
        "interval arithmetic, Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, SIAM",
    ),
    Method(
        "discounted",
        say("Net present value at the hurdle rate"),
        "Fisher (1930), The Theory of Interest",
    ),
    Method(
        "running_total",
        say("First month from which the running total stays above zero"),
        "exact sums by month; benefits spread evenly within and before the last twelve months",
    ),
    Method("ledger", say("Sum of the ledger lines of an account"), "exact decimal arithmetic"),
)
