"""What the measures, methods and parameters of the adoption analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param("recent_days", 91, say("Days up to the date of the book that count as now.")),
    Param("stall_days", 120, say("Days without a new unit after which a roll-out counts as stalled.")),
    Param("reach_done", 0.9, say("Share of the units from which a roll-out counts as done.")),
    Param(
        "outside_share", 0.05, say("Share of money outside any initiative from which somebody should look.")
    ),
    Param("idle_share", 0.3, say("Share of paid seats not in use from which somebody should act.")),
    Param("change", 0.1, say("Change of breadth or depth, as a fraction, that counts as a move.")),
    Param(
        "general_use_cases",
        "general-purpose assistant,general assistant,general-purpose,通用助理",
        say("Words in use_case, with commas, that make an initiative a general-purpose tool."),
    ),
)

_YEAR = "over the twelve months up to the date of the book"

MEASURES = (
    Measure(
        "use_requests", say("Requests"), f"sum of requests {_YEAR}, by kind of use",
        say("Only what usage counts: personal tools that no account sees are not in it."),
    ),
    Measure(
        "use_tokens", say("Tokens"), f"sum of input_tokens + output_tokens {_YEAR}, by kind of use",
        say("Tokens of different models differ in price: read the money beside it."),
    ),
    Measure(
        "use_seats", say("Seat-days"), f"sum of seats {_YEAR}, by kind of use",
        say("A seat in use on twenty days counts twenty times."),
    ),
    Measure(
        "use_money", say("Money for use and licences"),
        f"sum of usage and licence money in bills and costs {_YEAR}, by kind of use",
        say("As billed; taxes, credits and labour are not in it."),
    ),
    Measure(
        "use_share_requests", say("Share of requests"), "requests of the kind / all requests",
        say("Outside any initiative may be use nobody has taken on, or a missing tag."),
    ),
    Measure(
        "use_share_tokens", say("Share of tokens"), "tokens of the kind / all tokens",
        say("Outside any initiative may be use nobody has taken on, or a missing tag."),
    ),
    Measure(
        "use_share_seats", say("Share of seat-days"), "seat-days of the kind / all seat-days",
        say("Tools without seats are not in it."),
    ),
    Measure(
        "use_share_money", say("Share of money"), "money of the kind / all money for use and licences",
        say("Outside any initiative may be use nobody has taken on, or a missing tag."),
    ),
    Measure(
        "seats_in_use", say("Seats in use on an average day"), "sum of seats / days with a row, recent days",
        say("Different people on different days: more people may hold a seat than the average shows."),
    ),
    Measure(
        "seats_busiest_day", say("Seats in use on the busiest day"), "largest sum of seats on one day,"
        " recent days",
        say("Where seats are named, more people may need one over a month than on any one day."),
    ),
    Measure(
        "seats_paid", say("Seats paid for"), "sum of seats_paid on the last day that states it",
        say("As stated in usage; bills are not read for counts, only for money."),
    ),
    Measure(
        "seat_use", say("Share of paid seats in use"), "sum of seats / sum of seats_paid over days that"
        " state both",
        say("A day's use: a seat used once a week counts on one day of five."),
    ),
    Measure(
        "seat_money", say("Money for seats"),
        "effective cost of purchases and what was drawn from them + licences in costs, twelve months",
        say("An initiative that also uses tokens counts its purchases only."),
    ),
    Measure(
        "idle_seat_money", say("Money for seats not in use"), "seat_money * (1 - seat_use), twelve months",
        say("What an average day leaves unused; not all of it can be cut if people take turns."),
    ),
    Measure(
        "money_per_seat_in_use", say("Price of a seat that is in use, a month"),
        "seat_money / 12 / seats in use on an average day",
        say("Compare it with the list price: the difference is what idle seats add."),
    ),
    Measure(
        "units_using", say("Units using it"), "units with treated_on on or before today and no left_on by"
        " then",
        say("Started is not the same as used: see depth."),
    ),
    Measure(
        "reach", say("Reach"), "units using it / units listed in rollout",
        say("Counts only units that are listed; list those that are meant to start as well."),
    ),
    Measure(
        "reach_3_months", say("Reach after 3 months"), "units using it 91 days after the first start /"
        " units listed",
        say("Counted from the first unit's start."),
    ),
    Measure(
        "reach_6_months", say("Reach after 6 months"), "units using it 182 days after the first start /"
        " units listed",
        say("Counted from the first unit's start."),
    ),
    Measure(
        "reach_12_months", say("Reach after 12 months"),
        "units using it 365 days after the first start / units listed",
        say("Counted from the first unit's start."),
    ),
    Measure(
        "days_without_start", say("Days since a unit last started"), "date of the book - latest treated_on",
        say("A stop may be on purpose: a comparison group that is kept until the verdict."),
    ),
    Measure(
        "given_up", say("Share of units that stopped using it"), "units with left_on / units that ever"
        " started",
        say("Only stops that somebody recorded."),
    ),
    Measure(
        "depth", say("Use of one unit in a week"),
        "requests (else seat-days, else tokens) / sum over days of units using it * 7",
        say("Units differ in size; compare an initiative with itself, not with another."),
    ),
    Measure(
        "depth_change", say("Change of use per unit"), "depth now / depth in the days before - 1",
        say("A season or another model changes requests and tokens as well."),
    ),
    Measure(
        "breadth_change", say("Change of units using it"), "mean units using it now / in the days before - 1",
        say("Units differ in size."),
    ),
    Measure(
        "accepted_of_shown", say("Accepted per suggestion shown"), "accepted / suggestions",
        say("Falls when a tool suggests more often, without anybody being served worse."),
    ),
    Measure(
        "accepted_of_decided", say("Accepted per suggestion decided on"), "accepted / (accepted + rejected)",
        say("Leaves out suggestions that were typed over, so it is always higher than per suggestion shown."),
    ),
    Measure(
        "lines_of_suggested", say("Lines accepted per line suggested"), "lines_accepted / lines_suggested",
        say("Long suggestions weigh more."),
    ),
    Measure(
        "lines_of_written", say("Lines accepted per line written"), "lines_accepted / lines_written",
        say("A share of volume, not of work: easy lines count like hard ones."),
    ),
    Measure(
        "kept_of_accepted", say("Kept per suggestion accepted"), "kept / accepted",
        say("Depends on how long after it was looked at."),
    ),
    Measure(
        "kept_of_shown", say("Kept per suggestion shown"), "kept / suggestions",
        say("The strictest of them; depends on how long after it was looked at."),
    ),
    Measure(
        "accepted_per_seat", say("Accepted per seat in use and day"), "accepted / seat-days in use",
        say("Rises when light users stop: fewer seats, the same acceptances."),
    ),
    Measure(
        "barrier_score", say("How much a barrier holds back"),
        "mean over respondents of each one's mean score, 0 not at all to 10 entirely",
        say("Opinion of those who answered."),
    ),
    Measure(
        "barrier_rank", say("Rank of a barrier"), "1 is the highest mean score; interval over redrawn"
        " respondents",
        say("Barriers with overlapping ranks cannot be told apart."),
    ),
    Measure(
        "barriers_mean", say("Mean score of all barriers"),
        "mean over respondents of each one's mean score over barriers",
        say("Whoever was asked about more barriers still counts once."),
    ),
    Measure(
        "learning_gap", say("Learning gap"),
        "mean over respondents of: does not learn from feedback, loses context, does not improve, is not"
        " used",
        say("0 is no gap, 10 the widest; opinion, beside the counted use."),
    ),
    Measure(
        "not_technical", say("Share of hardest barriers that are not technical"),
        "per respondent and initiative, barriers with the highest score that are not technical / all of"
        " them; mean",
        say("Data and process count as not technical, as in the study it stands beside."),
    ),
)  # fmt: skip

METHODS = (
    Method("sum", say("Sum of rows"), "exact"),
    Method("count", say("Count of rows"), "exact"),
    Method("share", say("Share of sums"), "exact"),
    Method("days", say("Difference of dates"), "exact"),
    Method("seat_days", say("Seats by day"), "exact"),
    Method("seat_money", say("Licence money times the share of seats"), "exact"),
    Method("per_unit_week", say("Use over unit-days, times seven"), "exact"),
    Method("change", say("Ratio of two stretches, less one"), "exact"),
    Method("ratio_of_sums", say("Ratio of sums over rows that have both"), "exact"),
    Method(
        "bounded_mean",
        say("Mean of bounded scores with an interval that is exact for shares"),
        "Learned-Miller and Thomas (2019), https://arxiv.org/abs/1905.06208; Phan, Thomas and Learned-Miller"
        " (2021), https://arxiv.org/abs/2106.03163",
    ),
    Method(
        "bayesian_bootstrap",
        say("Ranks under redrawn weights of respondents"),
        "Rubin (1981), The Bayesian bootstrap, Annals of Statistics 9(1), 130-134",
    ),
    Method(
        "study_interval", say("Interval of the study, printed or computed from its base"), "see the source"
    ),
)
