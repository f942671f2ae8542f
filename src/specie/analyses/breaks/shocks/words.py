"""What the parameters, measures, methods, kinds and rules of the shocks mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, say

PARAMS = (
    Param(
        "price_row",
        "price-rise-without-router",
        say("Row of facts/shocks.csv for a rise of prices: new price over old."),
    ),
    Param("cut_row", "price-cut-without-router", say("Row of facts/shocks.csv for a cut of prices.")),
    Param("growth_row", "usage-agent-vs-chat", say("Row of facts/shocks.csv for more tokens for a task.")),
    Param("seat_row", "bill-heavy-user", say("Row of facts/shocks.csv for dollars a user and month.")),
    Param("insolvency_row", "ins-builder-ai", say("Row of facts/shocks.csv for days of service left.")),
    Param("recovery_row", "ins-lgd-neocloud", say("Row of facts/shocks.csv for the part of a claim lost.")),
    Param("access_row", "acc-windsurf", say("Row of facts/shocks.csv for days of notice of a cut.")),
    Param("own_price", 0.0, say("Your own scenario: new price over old; 0 takes the row.")),
    Param("own_growth", 0.0, say("Your own scenario: new tokens over old; 0 takes the row.")),
    Param("own_seat_month", 0.0, say("Your own scenario: dollars a user and month; 0 takes the row.")),
    Param(
        "own_service_days", -1.0, say("Your own scenario: days of service after failure; below 0 the row.")
    ),
    Param("own_notice_days", -1.0, say("Your own scenario: days of notice of a cut; below 0 the row.")),
    Param("exit_weeks_low", 26.0, say("Weeks to leave a supplier where nothing is known, at least.")),
    Param("exit_weeks_high", 52.0, say("The same, at most; also where a substitute was never tested.")),
    Param("tokenizer_spread", 0.15, say("Share by which another tokenizer may make more or fewer tokens.")),
    Param("alternatives", "", say("Further models to price, as provider/model, with commas between.")),
    Param("recent_days", 90, say("Days back from the book's date in which a model counts as in use.")),
    Param("protection_months", 12, say("Months ahead in which an end of price protection is told.")),
)

KINDS: dict[str, Message] = {
    "insolvent": say("Supplier insolvent"),
    "access": say("Access cut for a region"),
    "retired": say("Model retired"),
    "price_rise": say("Price rise"),
    "protection": say("Price rise without price protection"),
    "seats": say("Seats billed by use"),
    "growth": say("More tokens for each task"),
    "price_cut": say("Price cut"),
}
"""How a kind of shock is called; the order is that of the table."""

RULES: dict[str, Message] = {
    "protected": say("price capped by the contract"),
    "dearer": say("price as listed after the shock"),
    "seats": say("billed by use in place of the seat"),
    "tokens": say("more tokens at the same price"),
    "benefit": say("benefit lost while it stands still"),
    "unpaid": say("use not paid while it stands still"),
    "move": say("moving to the substitute, once"),
    "prepaid": say("prepaid money lost"),
    "steps": say("steps of leaving"),
}
"""What makes the money of a step."""

REDS: dict[str, Message] = {
    "stands still": say("stands still"),
    "below zero": say("falls below zero"),
    "both": say("stands still and falls below zero"),
}
"""Why an initiative turns red."""

MEASURES = (
    Measure(
        "shock_cost_year",
        say("Cost of the shock, a year"),
        "sum of the steps of the trace: initiative, supplier, rule",
        say(
            "The last twelve months again with the shock; what is not known is counted beside it, never zero."
        ),
    ),
    Measure(
        "shock_red",
        say("Initiatives that turn red"),
        "initiatives that stand still, or whose net cash falls below zero, at the typical shock",
        say("Those whose benefit is not measured can only turn red by standing still."),
    ),
    Measure(
        "shock_months",
        say("Longest standstill"),
        "largest of (weeks to replace - weeks of notice) over initiatives, not below 0",
        say("Weeks as dependencies says; up to the longest known exit where the substitute was not tested."),
    ),
    Measure(
        "net_cash_after",
        say("Net cash a year after the shock"),
        "cash benefit - full cost - steps of the initiative, least to most over cases and ends",
        say("Costs paid once, such as moving, are in it in full."),
    ),
    Measure(
        "roi_after",
        say("Return on cost after the shock"),
        "(cash benefit - benefit lost) / (full cost + added cost) - 1",
        say("The same year again; what managers would do against it is not in it."),
    ),
    Measure(
        "list_cost_year",
        say("Use at the list prices of its days"),
        "sum over days of tokens * list price of the day",
        say("Without discounts; the bill is what was paid."),
    ),
    Measure(
        "other_model_year",
        say("The same use with another model"),
        "sum of tokens * its list price on one day, with (1 - spread) and (1 + spread) tokens",
        say("Price only: whether the other model does the work is not known here."),
    ),
)

METHODS = (
    Method(
        "trace",
        say("Sum of the steps of a deterministic trace"),
        "exact decimal arithmetic over steps; ends combined outward, Moore, Kearfott and Cloud (2009),"
        " Introduction to Interval Analysis, SIAM",
    ),
    Method("count", say("Count of initiatives"), "exact"),
    Method(
        "list_price",
        say("Tokens at dated list prices"),
        "package genai-prices (MIT), https://github.com/pydantic/genai-prices",
    ),
)
