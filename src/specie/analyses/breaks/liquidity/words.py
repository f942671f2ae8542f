"""What the parameters, measures and methods of the liquidity analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, Term, say
from specie.supply.failure_params import INSOLVENCY_PARAMS, WEEKS_PARAMS

PARAMS = (
    Param("months", 12, say("Months of cash, back from the last row, from which the outflow is estimated.")),
    Param("horizon_months", 24, say("Months ahead that the path of cash is shown for.")),
    Param("check_months", 12, say("Months within which cash must stay above your floor.")),
    Param("price_shock", "price-rise-all", say("Row of the shipped shocks whose price ratio is applied.")),
    Param(
        "usage_growth",
        1.0,
        say("Scenario, not observation: metered use grows by this share at once; 1 doubles it."),
    ),
    Param(
        "inflow_fall",
        0.05,
        say("Scenario, not observation: share of revenue that stays away while no cost falls with it."),
    ),
    Param("calendar_months", 18, say("Months ahead for which days of contracts are listed.")),
    Param("notice_window", 120, say("Days ahead in which an end of price protection is told.")),
    Param("stale_days", 62, say("Days after which the last row of cash counts as old.")),
    *WEEKS_PARAMS,
    *INSOLVENCY_PARAMS,
)

BASE, PRICE, USAGE, SUPPLIER, INFLOW, TOGETHER = (
    "as it is", "price rise", "usage growth", "supplier fails", "revenue falls", "costs rise together",
)  # fmt: skip
"""Ids of the scenarios."""
TERMS = (
    Term("as it is"), Term("price rise"), Term("usage growth"), Term("supplier fails"),
    Term("revenue falls"), Term("costs rise together"), Term("prepaid lost"), Term("steps of leaving"),
    Term("move"), Term("standstill"), Term("contract ends"), Term("notice is due"),
    Term("price protection ends"), Term("IT cap"), Term("AI budget"), Term("cut"), Term("keep"),
    Term("not enough"),
)  # fmt: skip
"""Words of the vocabulary that the tables use."""

NOT_PLAN = say("A scenario, not a forecast: nothing is cut and nobody lends.")

MEASURES = (
    Measure(
        "cash_now",
        say("Cash"),
        "cash of the last row of the table",
        say("Includes what is pledged or needed elsewhere; credit lines are not in it."),
    ),
    Measure(
        "outflow_month",
        say("Net money that leaves in a month"),
        "mean of the last months of monthly_outflow + what the scenario adds; interval of Student's t",
        say("Takes months as alike and independent: a trend or a season is not in it."),
    ),
    Measure(
        "one_off",
        say("Money that the scenario takes at once"),
        "prepaid money lost + steps of leaving + money to move + (cash benefit lost - use not paid) while"
        " each initiative that needs it stands still",
        say("A benefit or a cost to move that nobody told is not in it: see the steps."),
    ),
    Measure(
        "months_of_cash",
        say("Months until cash has run out"),
        "cash / outflow_month; ends of the first-passage law over the interval of mean and spread",
        NOT_PLAN,
    ),
    Measure(
        "months_to_floor",
        say("Months until cash is below your floor"),
        "the same until cash is min_cash_months times outflow_month",
        NOT_PLAN,
    ),
    Measure(
        "floor_chance",
        say("Chance that cash is below your floor within check_months"),
        "first-passage law to min_cash_months times outflow_month; least and greatest over the interval of"
        " mean and spread",
        say("The range is wide where few months are known: that is what they tell."),
    ),
    Measure(
        "headroom_month",
        say("Money a month that could be added with the floor held"),
        "the outflow added at which floor_chance is 1 - confidence; below zero it has to be cut",
        say("Holds if months to come are like those behind."),
    ),
    Measure(
        "commitment_left",
        say("Left of the commitments"),
        "committed - paid to the supplier since the start of the contract, not below zero",
        say("A range where several contracts of one supplier ran at the same time."),
    ),
    Measure(
        "commitment_month",
        say("What commitments bind a month"),
        "sum over contracts of what is left / months until the end, less than one month counting as one",
        say("Spread evenly: the contract may ask for more in one month than in another."),
    ),
    Measure(
        "commitment_share",
        say("Share of the spending that commitments bind"),
        "12 * commitment_month / spending a year at the rate of the last months, at most 1",
        say("All of it where a contract with a commitment names no end."),
    ),
    Measure(
        "commitment_unused",
        say("Commitment that today's rate of spending would not use up"),
        "largest shortfall of rate * months under what is due by the end of each contract",
        say("Money that is paid whether or not anything is used."),
    ),
    Measure(
        "prepaid_left",
        say("Paid ahead and not yet used"),
        "sum of prepaid over contracts that run",
        say("Lost if the supplier fails: a customer who paid ahead is an unsecured creditor."),
    ),
    Measure(
        "cut_needed",
        say("Money a year to be cut to hold the limit"),
        "forecast of twelve months - limit * budget; ends of the forecast",
        say("Compares the months ahead with this fiscal year's budget: next year's may be another."),
    ),
    Measure(
        "cut_free",
        say("Money a year that stopping it sets free"),
        "its spending at the rate of the last months - the part that commitments bind",
        say("Labour counts as free only if somebody takes it off the books."),
    ),
    Measure(
        "cut_lost",
        say("Net cash lost for each unit of money set free"),
        "(cash benefit of the year - money set free) / money set free",
        say("Minus one whole sets money free and loses nothing; above 0 stopping costs more than it saves."),
    ),
)

METHODS = (
    Method("sum", say("Exact sum of rows"), "exact decimal arithmetic"),
    Method("ratio", say("Ratio of exact sums"), "exact decimal arithmetic"),
    Method(
        "first_passage",
        say("First time a Brownian motion with drift falls to the floor, closed form"),
        "inverse Gaussian law; Giner and Smyth (2016), The R Journal 8(1), 339,"
        " https://doi.org/10.32614/RJ-2016-024",
    ),
    Method(
        "months",
        say("Mean of months with the interval of Student's t"),
        "Student (1908), Biometrika 6(1), 1, https://doi.org/10.1093/biomet/6.1.1",
    ),
    Method(
        "outer",
        say("Ranges combined outward"),
        "interval arithmetic, Moore, Kearfott and Cloud (2009), Introduction to Interval Analysis, SIAM",
    ),
)
