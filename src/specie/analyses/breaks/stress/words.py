"""What is measured, how, and what the user may set; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, Term, say

PARAMS = (
    Param("draws", 20_000, say("Joint scenarios drawn for each kind of year.")),
    Param("tail_level", 0.95, say("Level of value at risk and expected shortfall: one year in twenty.")),
    Param(
        "correlation", 0.24,
        say("Part of each firm's fate that the market explains; 0.12 to 0.24 in the Basel formula."),
    ),
    Param("degrees_of_freedom", 4.0, say("Fatness of the common tail; assumed, 3 to 5 is usual for shares.")),
    Param("prices_together", 0.24, say("Correlation of the prices of two suppliers; assumed.")),
    Param("flat_steps", 14.0, say("Recorded changes that left the price as it was, in the note of the row.")),
    Param("fall_months", 12.0, say("Months over which a fall of a scenario runs, at most 12.")),
    Param(
        "presets", "dotcom-nasdaq,gfc-2007-sp,rates-2022-sp",
        say("Past falls that are drawn, by their id in analogues."),
    ),
    Param("view", "firm", say("Deals that count: closed, firm (with committed) or told (with rumours).")),
    Param("break_chance", 0.1, say("Chance from which a limit counts as broken.")),
    Param("market_ticker", "", say("Ticker in prices of the market that positions are measured against.")),
)  # fmt: skip

CAUSE_NAMES: dict[str, Message] = {
    "price": say("changes of price"),
    "benefit": say("benefit lost while work stands still"),
    "saved": say("bills not paid meanwhile"),
    "move": say("moving to another supplier"),
    "prepaid": say("money paid ahead"),
}
HOLDING_CAUSE_NAMES: dict[str, Message] = {
    "market": say("the fall of the market"),
    "own": say("moves of its own"),
    "failure": say("failure of the firm"),
}
LIMIT_IDS = {"cap": "spend cap", "floor": "cash floor", "critical": "critical work"}
"""Words of the vocabulary for what may break."""

_RANGE = say(
    "From the low to the high end of every chance of failing, benefit and week; no best guess within."
)

MEASURES = (
    Measure("expected_loss", say("Expected loss of the year"), "mean over scenarios", _RANGE),
    Measure(
        "value_at_risk", say("Value at risk"), "loss that one year in 1 / (1 - tail_level) exceeds",
        say("Says nothing of how much more it may be."),
    ),
    Measure(
        "expected_shortfall", say("Expected shortfall"), "mean loss of the worst 1 - tail_level of years",
        say("As good as the chances of failing; draws beyond the tail are few."),
    ),
    *(
        Measure(
            f"shortfall_{cause}", say("Part of the shortfall: {cause}", cause=name),
            "mean of the part over the worst years (Euler); parts add up to the shortfall of the middle run",
            say("The middle run takes the middle of every range, which is no best guess."),
        )
        for cause, name in CAUSE_NAMES.items()
    ),
    Measure(
        "shortfall_supplier", say("Part of the shortfall of one supplier"),
        "mean of its part over the worst years (Euler); parts add up to the shortfall of the middle run",
        say("Work that several hold up is charged to the slowest to replace."),
    ),
    Measure(
        "holdings_expected_loss", say("Expected loss of the positions"), "mean over scenarios",
        say("Markets fall or stand still here: no year brings a rise."),
    ),
    Measure(
        "holdings_value_at_risk", say("Value at risk of the positions"),
        "loss that one year in 1 / (1 - tail_level) exceeds",
        say("Says nothing of how much more it may be."),
    ),
    Measure(
        "holdings_expected_shortfall", say("Expected shortfall of the positions"),
        "mean loss of the worst 1 - tail_level of years",
        say("Without the market's ticker every share is taken to fall as the market does."),
    ),
    Measure(
        "shortfall_position", say("Part of the shortfall of one position"),
        "mean of its part over the worst years (Euler)",
        say("A part may be small because the position is, not because it is safe."),
    ),
    Measure(
        "chance_broken", say("Chance that a limit breaks"), "years in which it breaks / years drawn",
        say("Spend cap: AI money / IT budget; cash floor: cash / monthly outflow; critical work: any stop."),
    ),
    Measure(
        "smallest_fall", say("Smallest fall that breaks a limit"),
        "least depth at which the chance that it breaks reaches break_chance, straight between depths drawn",
        say("0 where it breaks without any fall; a fall acts here through failures only."),
    ),
)  # fmt: skip

METHODS = (
    Method(
        "joint_draws", say("Joint draws of a factor model with fat tails"),
        "t copula: Demarta and McNeil (2005), International Statistical Review 73(1), 111-129; failures"
        " handed on: Eisenberg and Noe (2001), https://doi.org/10.1287/mnsc.47.2.236.9835, and Elliott,"
        " Golub and Jackson (2014), https://doi.org/10.1257/aer.104.10.3115",
    ),
    Method(
        "tail", say("Tail of drawn losses with its Monte Carlo error"),
        "Hong, Hu and Liu (2014), https://doi.org/10.1145/2661631; Acerbi and Tasche (2002),"
        " arXiv:cond-mat/0104295",
    ),
    Method("euler", say("Contributions that add up"), "Tasche (2007), arXiv:0708.2542"),
    Method(
        "reverse", say("Reverse stress test"),
        "same draws at falls of 0 to 80 %, straight line between them",
    ),
)  # fmt: skip

TERMS = (
    Term("spend cap"), Term("cash floor"), Term("critical work"), Term("scenario"), Term("observation"),
    Term("newest close"), Term("value of its class"), Term("common"), Term("cause"), Term("supplier"),
    Term("position"), Term("as history"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
