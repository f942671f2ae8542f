"""What the parameters, measures and methods of the spend analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param(
        "unassigned_limit", 0.05, say("Share of the money without an initiative above which it is a finding.")
    ),
    Param("paths", 4000, say("Futures drawn for the forecast.")),
    Param("spike_score", 3.5, say("Modified z-score from which a month stands out from its neighbours.")),
    Param("spike_share", 0.25, say("Least rise over its neighbours, as a share, for a month to stand out.")),
    Param(
        "spike_of_all",
        0.01,
        say("Least rise, as a share of all spending of its month, for a month to stand out."),
    ),
    Param("mover_share", 0.05, say("Least change, as a share of all spending, for a mover to be a finding.")),
    Param("breach_watch", 0.10, say("Chance of passing a limit from which it is a finding to watch.")),
    Param("breach_alarm", 0.50, say("Chance of passing a limit from which it is an alarm.")),
)

MEASURES = (
    Measure(
        "spend_all",
        say("All AI spending in the book"),
        "sum of billed_cost over bills + sum of amount over costs, in the book's currency",
        say("Only what is in the bills and costs given; own labour counts only if costs has it."),
    ),
    Measure(
        "spend_12_months",
        say("AI spending, last 12 complete months"),
        "the same, over the last 12 months that are over and have rows",
        say("Shorter than twelve months if the book begins later: see the period."),
    ),
    Measure(
        "spend_fiscal_year",
        say("AI spending, fiscal year to date"),
        "the same, from the first day of the fiscal year to the date of the book",
        say("A bill that has not arrived yet is not in it."),
    ),
    Measure(
        "spend_share",
        say("Share of AI spending"),
        "its spending / all AI spending of the same months",
        say("A share says nothing of the return."),
    ),
    Measure(
        "unassigned_12_months",
        say("Spending without an initiative"),
        "sum of rows without initiative_id, last 12 complete months",
        say("Nobody answers for it: it can be in no return."),
    ),
    Measure(
        "unassigned_share",
        say("Share of spending without an initiative"),
        "spending without initiative_id / all AI spending of the same months",
        say("Falls when accounts, SKUs or tags are mapped, not when less is spent."),
    ),
    Measure(
        "bill_total",
        say("Billed in the file"),
        "sum of billed_cost over the used rows of the file, in the book's currency",
        say("Rows set aside as faulty are not in it; they are named among the problems."),
    ),
    Measure(
        "bill_difference",
        say("Difference between bill and ledger"),
        "billed - ledger, and billed - assigned - unassigned, whichever is further from zero",
        say("Anything but zero means money was lost or counted twice on the way."),
    ),
    Measure(
        "billed_cost",
        say("Billed cost"),
        "sum of BilledCost",
        say("What the invoices charge, prepayments in the month they are charged."),
    ),
    Measure(
        "effective_cost",
        say("Effective cost"),
        "sum of EffectiveCost",
        say("Prepayments spread over their use; differs from the invoice month by month."),
    ),
    Measure(
        "forecast_12_months",
        say("Spending forecast for the next 12 months"),
        "y[n+h] = l[n] + h b + errors, summed over h = 1..12 on each drawn path",
        say("Past months continued: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "forecast_fiscal_year_rest",
        say("Spending forecast for the rest of the fiscal year"),
        "the same, summed over the months of the fiscal year that are not over",
        say("Past months continued: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "forecast_fiscal_year",
        say("Spending forecast for the whole fiscal year"),
        "booked in complete months of the fiscal year + forecast of the rest",
        say("The booked part is certain, so the interval narrows as the year goes on."),
    ),
    Measure(
        "it_budget",
        say("IT budget of the fiscal year"),
        "sum of budgets with scope it over the days of the fiscal year, each day once",
        say("Periods that overlap are counted once, the longest first."),
    ),
    Measure(
        "it_share_booked",
        say("Share of the IT budget booked so far"),
        "AI spending in the fiscal year to date / IT budget of the whole fiscal year",
        say("Compare it with the share of the year that has passed."),
    ),
    Measure(
        "it_share_forecast",
        say("Share of the IT budget at the end of the fiscal year"),
        "forecast of the fiscal year / IT budget",
        say("Past months continued: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "it_breach_probability",
        say("Chance that AI passes its share of the IT budget"),
        "drawn paths whose total passes ai_share_of_it_budget * IT budget / all drawn paths",
        say("As good as the forecast: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "it_months_to_breach",
        say("Months until AI passes its share of the IT budget"),
        "quantiles over the drawn paths of the first month whose running total passes the limit",
        say("Counted from the last complete month; paths that never pass it count as later than all others."),
    ),
    Measure(
        "ai_budget",
        say("AI budget of the fiscal year"),
        "sum of budgets with scope ai over the days of the fiscal year, each day once",
        say("Periods that overlap are counted once, the longest first."),
    ),
    Measure(
        "ai_share_booked",
        say("Share of the AI budget booked so far"),
        "AI spending in the fiscal year to date / AI budget of the whole fiscal year",
        say("Compare it with the share of the year that has passed."),
    ),
    Measure(
        "ai_share_forecast",
        say("Share of the AI budget at the end of the fiscal year"),
        "forecast of the fiscal year / AI budget",
        say("Past months continued: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "ai_breach_probability",
        say("Chance that the AI budget is passed"),
        "drawn paths whose total passes the AI budget / all drawn paths",
        say("As good as the forecast: it knows no plan, price change or new initiative."),
    ),
    Measure(
        "ai_months_to_breach",
        say("Months until the AI budget is passed"),
        "quantiles over the drawn paths of the first month whose running total passes the budget",
        say("Counted from the last complete month; paths that never pass it count as later than all others."),
    ),
    Measure(
        "function_share_of_ai_budget",
        say("Share of the AI budget spent by a function"),
        "spending of the function in the fiscal year to date / AI budget of the whole fiscal year",
        say("Shared platforms and money without an initiative are in no function."),
    ),
    Measure(
        "change_3_months",
        say("Change over three months"),
        "spending of the last 3 complete months - spending of the 3 before",
        say("One-off costs move it as much as use does."),
    ),
    Measure(
        "month_that_stands_out",
        say("Spending in a month that stands out"),
        "amount with (amount - e - m) / (1.4826 MAD) above spike_score, e the median of its neighbours",
        say("A true step up looks like a spike until the next months are in."),
    ),
)

METHODS = (
    Method("sum", say("Exact sum of rows"), "exact decimal arithmetic"),
    Method("share", say("Ratio of exact sums"), "exact decimal arithmetic"),
    Method("difference", say("Difference of exact sums"), "exact decimal arithmetic"),
    Method(
        "smoothing_with_drift",
        say("Exponential smoothing with drift (Theta method), all parameters uncertain, drawn paths"),
        "Hyndman and Billah (2003), https://doi.org/10.1016/S0169-2070(01)00143-1; Hyndman, Koehler, Ord and"
        " Snyder (2008), https://doi.org/10.1007/978-3-540-71918-2; scale by Box and Cox (1964),"
        " https://doi.org/10.1111/j.2517-6161.1964.tb00553.x",
    ),
    Method(
        "drawn_paths",
        say("Share or quantile of the drawn paths of the forecast"),
        "first crossing of the running total; interval of a share: Wilson (1927),"
        " https://doi.org/10.1080/01621459.1927.10502953",
    ),
    Method(
        "neighbours",
        say("Modified z-score against the median of three neighbours on either side"),
        "Iglewicz and Hoaglin (1993), How to Detect and Handle Outliers, ASQC Quality Press",
    ),
)
