"""What the parameters, measures and methods of the exit analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, Term, say
from specie.supply.failure_params import INSOLVENCY_PARAMS, WEEKS_PARAMS

PARAMS = (
    Param("stale_days", 365, say("Days after which a test or a rehearsal counts as out of date.")),
    *WEEKS_PARAMS,
    *INSOLVENCY_PARAMS,
    Param(
        "test_share",
        0.10,
        say("Assumption: share of the cost to move that testing a substitute costs, where no step tells it."),
    ),
    Param("tail_limit", 0.0, say("Most money that the failure of one supplier may cost; 0: your policy.")),
    Param("reserve", True, say("Whether money may be held ready; it costs the hurdle rate a year.")),
    Param("other_day", "", say("Second day for prices of models, such as 2027-01-01; empty: next change.")),
    Param("tokenizer_spread", 0.15, say("Share by which another tokenizer may make more or fewer tokens.")),
)

TERMS = (
    Term("met"), Term("not met"), Term("not assessed"), Term("never"),
    Term("move to the substitute"), Term("test the substitute"),
    Term("build the substitute now"), Term("hold a reserve"), Term("chosen"), Term("not chosen"),
    Term("cost not told"), Term("prepaid lost"), Term("steps of leaving"), Term("move"), Term("standstill"),
    Term("a bad year"),
)  # fmt: skip
"""Words of the vocabulary that the tables use."""

MEASURES = (
    Measure(
        "exit_weeks",
        say("Weeks to leave the supplier"),
        "low: longest single move or step; high: longest initiative with its steps one after another",
        say("As the table tells where the substitute was tested; else up to the prior of exit_weeks_high."),
    ),
    Measure(
        "exit_money",
        say("Money to leave the supplier"),
        "sum of migration_cost of initiatives that run on it + cost of its steps",
        say("A floor where a move or a step has no cost."),
    ),
    Measure(
        "prepared",
        say("Of the things that leaving needs, those that are there"),
        "items met / all items; items not assessed count as not met",
        say("A count, not a grade: one item that is not met may be the one that matters."),
    ),
    Measure(
        "failure_loss",
        say("What the failure of the supplier takes"),
        "prepaid money lost + steps of leaving + cost to move + (cash benefit lost - use not paid) while each"
        " initiative that needs it stands still",
        say("A cost or a benefit that nobody told is not in it. How likely it is, is not said here."),
    ),
    Measure(
        "loss_after",
        say("The same with the measures chosen"),
        "the parts left, each less the strongest measure on it",
        say("As good as the shares that the measures are said to remove."),
    ),
    Measure(
        "shortfall_after",
        say("What suppliers take in a bad year, with the measures chosen"),
        "sum over suppliers of shortfall_supplier * what is left of its failure / its failure",
        say("In proportion: how the measures change which years are the worst is not worked out anew."),
    ),
    Measure(
        "measures_cost",
        say("Cost of the cheapest measures that hold the limit"),
        "least cost of measures and reserve with the high end of every failure, and the expected shortfall of"
        " all suppliers where it is known, at or under the limit",
        say("First-year money; the measures themselves may cost more in years to come."),
    ),
    Measure(
        "reserve_held",
        say("Reserve beside the measures"),
        "largest loss left - limit",
        say("Pays the loss of one supplier, not of two at once."),
    ),
    Measure(
        "list_cost_year",
        say("Use at the list prices of its days"),
        "sum over days of tokens * list price of the day",
        say("Without discounts; the bill is what was paid."),
    ),
    Measure(
        "substitute_cost_today",
        say("The same use on the substitute, at prices of the book's day"),
        "tokens * list price; least and greatest over the models of the substitute, (1 -+ spread) tokens",
        say("Price only: whether the other model does the work is not known here."),
    ),
    Measure(
        "substitute_cost_later",
        say("The same use on the substitute, at prices of the second day"),
        "tokens * list price of that day; ends as today",
        say("Only changes that are announced are known of days to come."),
    ),
)

METHODS = (
    Method("sum", say("Exact sum of rows"), "exact decimal arithmetic"),
    Method("count", say("Count of items"), "exact"),
    Method(
        "trace",
        say("Sum of the parts of a failure, ends combined outward"),
        "interval arithmetic, Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, SIAM",
    ),
    Method(
        "cheapest_set",
        say("Cheapest set of measures: all sets tried, or a mixed-integer program"),
        "HiGHS, Huangfu and Hall (2018), Mathematical Programming Computation 10(1), 119,"
        " https://doi.org/10.1007/s12532-017-0130-5",
    ),
    Method(
        "list_price",
        say("Tokens at dated list prices"),
        "package genai-prices (MIT), https://github.com/pydantic/genai-prices",
    ),
)
