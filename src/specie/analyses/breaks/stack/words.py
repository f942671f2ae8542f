"""What the parameters, measures and methods of the stack analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param("alarm_days", 90, say("Days before its end from which a model is an alarm.")),
    Param("recent_days", 90, say("Days before the book's day in which a model counts as in use.")),
)

MEASURES = (
    Measure(
        "days_to_end",
        say("Days until the model is shut down"),
        "day of shutting down - day of the book; negative when it has passed",
        say("The day is the provider's word as it was read on the date of the source; days are moved."),
    ),
    Measure(
        "models_ending",
        say("Models in use that are announced to end"),
        "models in use that are shut down, have a day, or are announced without one",
        say("Models whose provider the table knows nothing of are not among them."),
    ),
    Measure(
        "tokens_ending_share",
        say("Share of tokens on models announced to end"),
        "tokens of such models / tokens of all models, over the twelve months before the book's day",
        say("Tokens of different models are not worth the same; a share of tokens is no share of money."),
    ),
    Measure(
        "notice_days",
        say("Days of notice"),
        "median over announcements of (day of shutting down - day of the announcement)",
        say("Models announced together count once; the past binds no provider."),
    ),
)

METHODS = (
    Method("calendar", say("Difference of days"), "arithmetic"),
    Method("count", say("Count of a list"), "arithmetic"),
    Method(
        "sign_interval",
        say("Median with the interval of the sign test"),
        "Interval between two order statistics whose ranks the binomial law with p = 1/2 gives",
    ),
)
