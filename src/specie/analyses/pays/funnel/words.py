"""What the measures, methods, codes and parameters of the funnel mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Measure, Method, Param, Severity, say

PARAMS = (
    Param("horizons", "3,6,12,18", say("Months after entering a stage at which the shares are told.")),
    Param("main_horizon", 12, say("Months within which the headline asks whether a pilot got through.")),
    Param("stall_quantile", 0.8, say("Share of closed stays that a stay must outlast to count as stalled.")),
    Param("stall_closed", 5, say("Closed stays a stage needs before a usual limit is told.")),
    Param("approval_days", 90, say("Days after which a waiting approval is an alarm.")),
    Param(
        "observed_from",
        "",
        say("Day from which the stages were recorded; set it if the book leaves out what ended earlier."),
    ),
)

MEASURES = (
    Measure(
        "entered",
        say("Entered the stage"),
        "number of initiatives with a row for the stage",
        say("A skipped stage is not entered."),
    ),
    Measure(
        "here_now",
        say("In the stage now"),
        "number of initiatives whose last row is the stage",
        say("Depends on the stages table being kept up to date."),
    ),
    Measure(
        "no_stage",
        say("Without any stage"),
        "number of initiatives with no row in stages",
        say("They are in no rate of this analysis."),
    ),
    Measure(
        "moved_on_now",
        say("Moved on by now"),
        "number that reached a later stage after entering this one",
        say("Grows with age: compare it with the share within a horizon."),
    ),
    Measure(
        "stopped_now",
        say("Stopped by now"),
        "number stopped after entering the stage and before a later one",
        say("Only stops that somebody recorded."),
    ),
    Measure(
        "still_there_now",
        say("Still there"),
        "entered - moved on - stopped",
        say("Neither a success nor a failure yet."),
    ),
    Measure(
        "naive_share",
        say("Share moved on so far, young ones counted as failures"),
        "moved on by now / entered",
        say("Too low while many are young; shown only beside the share within a horizon."),
    ),
    Measure(
        "moved_on",
        say("Share that moves on within the horizon"),
        "F_on(t) = sum over days u <= t of S(u-) * d_on(u) / n(u)",
        say("Takes young initiatives to fare like earlier ones; wide where few were followed that long."),
    ),
    Measure(
        "stopped",
        say("Share stopped within the horizon"),
        "F_stop(t) = sum over days u <= t of S(u-) * d_stop(u) / n(u)",
        say("Low where stops go unrecorded: such initiatives look as if they were still there."),
    ),
    Measure(
        "still_there",
        say("Share still there at the horizon"),
        "S(t) = product over days u <= t of 1 - d(u) / n(u)",
        say("Neither moved on nor stopped by then."),
    ),
    Measure(
        "median_days",
        say("Days until half have left the stage"),
        "smallest t with S(t) <= 1/2",
        say("Leaving means moving on or being stopped; a floor where too few have left to say more."),
    ),
    Measure(
        "stall_limit",
        say("Usual limit of a stay"),
        "the stall_quantile quantile of closed stays, linear interpolation",
        say("Closed stays are the quicker ones, so the limit is on the short side: a reason to look."),
    ),
    Measure(
        "days_in_stage",
        say("Days in the present stage"),
        "date of the book - day it entered the stage",
        say("Depends on the stages table being kept up to date."),
    ),
    Measure(
        "blocked_days",
        say("Days in stays marked as blocked"),
        "sum of the lengths of stays with this blocked_by; open ones up to the date of the book",
        say("Counts the whole stay, so it is a ceiling on the days the blocker cost."),
    ),
    Measure(
        "approval_blocked_days",
        say("Days in approvals marked as blocked"),
        "the same, stays in approval only",
        say("Counts the whole stay, so it is a ceiling on the days the blocker cost."),
    ),
    Measure(
        "approval_days",
        say("Days spent in approval"),
        "sum of the lengths of stays in approval; open ones up to the date of the book",
        say("Some of it is due care: it is waiting time, not waste."),
    ),
    Measure(
        "approval_days_waiting",
        say("Days in approval of those still waiting"),
        "the same, initiatives whose approval is still open",
        say("Grows by the number of waiting initiatives every day."),
    ),
)

METHODS = (
    Method("count", say("Count of rows"), "exact"),
    Method("days", say("Difference of dates"), "exact"),
    Method(
        "wilson",
        say("Share with Wilson's score interval"),
        "Wilson (1927), https://doi.org/10.1080/01621459.1927.10502953",
    ),
    Method(
        "aalen_johansen",
        say(
            "Cumulative incidence with competing risks, exact binomial interval at the effective sample size"
        ),
        "Aalen and Johansen (1978), https://www.jstor.org/stable/4615704; Dinse and Larson (1986),"
        " https://doi.org/10.1093/biomet/73.2.379; Dorey and Korn (1987),"
        " https://doi.org/10.1002/sim.4780060605",
    ),
    Method(
        "kaplan_meier",
        say("Product-limit estimate, exact binomial interval at the effective sample size"),
        "Kaplan and Meier (1958), https://doi.org/10.1080/01621459.1958.10501452; Brookmeyer and Crowley"
        " (1982), https://doi.org/10.2307/2530286; Dorey and Korn (1987),"
        " https://doi.org/10.1002/sim.4780060605",
    ),
)

CODES = (
    Code(
        "PAY201",
        say("Stalled initiative"),
        say("It has been in its stage for longer than most of those that left the stage needed."),
        say("Record what holds it up, remove it or stop the initiative; set a date."),
        Severity.WATCH,
    ),
    Code(
        "PAY202",
        say("Blocked initiative"),
        say(
            "Somebody recorded what blocks it in its present stage; it has not yet outlasted the usual limit."
        ),
        say("Name who removes the blocker and by when; clear blocked_by once it is gone."),
        Severity.WATCH,
    ),
    Code(
        "PAY203",
        say("Approval overdue"),
        say("It has waited for approval for more days than the parameter approval_days allows."),
        say("Decide: grant with conditions, refuse, or name what is missing."),
        Severity.ALARM,
    ),
    Code(
        "PAY204",
        say("Owner missing"),
        say("An active initiative has no business owner or no technical owner in the initiatives table."),
        say("Fill business_owner and technical_owner."),
        Severity.WATCH,
    ),
    Code(
        "PAY205",
        say("No stage at all"),
        say("The stages table has no row for the initiative, so it is in no rate of the funnel."),
        say("Add its stages with the days on which it entered them."),
        Severity.WATCH,
    ),
    Code(
        "PAY206",
        say("Approaches cannot be told apart"),
        say("The intervals of build, buy and partner overlap, or follow-up is too short to compare them."),
        say("Do not rank them; come back when more pilots have ended."),
        Severity.NOTE,
    ),
    Code(
        "PAY207",
        say("Approaches differ"),
        say("The intervals of two approaches do not overlap; the approach was not drawn by lot."),
        say("Compare initiatives of the same function, risk and size before drawing a conclusion."),
        Severity.NOTE,
    ),
    Code(
        "PAY208",
        say("Stopped without a reason"),
        say("An initiative was stopped and neither blocked_by nor note says why."),
        say("Write the reason into the row of the stop."),
        Severity.NOTE,
    ),
    Code(
        "PAY209",
        say("Too early to tell"),
        say("No pilot has been followed for as long as the main horizon."),
        say("Read the shorter horizons, or set main_horizon to one that was reached."),
        Severity.NOTE,
    ),
)
