"""What the user may set of the portfolio; imports only words."""

from __future__ import annotations

from specie.model import Param, say

PARAMS = (
    Param("wrong_verdicts", 0.05, say("Share of intervals and of decisive verdicts that may be wrong.")),
    Param(
        "false_discoveries",
        0.10,
        say("Share of false ones that is accepted among the initiatives that are said to pay."),
    ),
    Param(
        "dependence",
        "independent",
        say(
            "How the errors of different initiatives hang together, for the paying share: independent, or"
            " positive where many are compared with the same units."
        ),
    ),
    Param(
        "growth_cap",
        0.5,
        say("Share of its cost by which an initiative that pays may grow within a year."),
    ),
    Param(
        "zero_band",
        0.05,
        say("Share of the money in within which the return of the whole counts as zero."),
    ),
    Param(
        "new_business_accounts",
        "",
        say(
            "Beginnings of ledger accounts that hold revenue, with commas: benefits claimed there are new"
            " business, all others efficiency."
        ),
    ),
)
