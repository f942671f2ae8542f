"""What the parameters, measures and methods of the effects mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, say

PARAMS = (
    Param(
        "wrong_verdicts",
        0.05,
        say("Share of decisive answers that may be wrong; intervals cover one minus this."),
    ),
    Param(
        "missing_readings",
        0.2,
        say("Share of expected readings that may be missing before it is a finding."),
    ),
)

MEASURES = (
    Measure(
        "effect",
        say("Effect on the metric"),
        "mean over treated readings of reading - untreated reading, on the scale of comparison",
        say(
            "Levels and shares in their unit, logarithms in log points; the sign is the metric's, not better"
            " or worse."
        ),
    ),
    Measure(
        "effect_relative",
        say("Effect relative to no use"),
        "sum of changes / (sum of treated readings - sum of changes), by cases",
        say("Large where the metric is near zero without the effect."),
    ),
    Measure(
        "effect_p_value",
        say("p-value of no effect"),
        "share of ways to hand out the starts under which the estimate is at least as far from zero",
        say("How surprising the readings are if nothing happened; not the chance that nothing happened."),
    ),
    Measure(
        "smallest_p_value",
        say("Smallest p-value this design can give"),
        "share of ways to hand out the starts that no reading could ever tell from the real one",
        say("Above the accepted share of wrong verdicts nothing can be decided, whatever the readings say."),
    ),
    Measure(
        "units_treated",
        say("Units treated"),
        "units (groups, where whole groups start) with readings before and under treatment",
        say("Units treated before the first reading do not count: nobody knows how they were without it."),
    ),
    Measure(
        "units_compared",
        say("Units compared with"),
        "units (groups) read untreated while another one was treated",
        say("Units that start later compare until they start."),
    ),
    Measure(
        "improvement_to_date",
        say("Improvement so far"),
        "sum over treated readings of cases * change in the metric's unit; positive is better",
        say("Cases times unit, such as minutes; worth money only after a value for a unit is named."),
    ),
    Measure(
        "improvement_year",
        say("Improvement in the last twelve months"),
        "the same over periods that began in the twelve months before the date of the book",
        say("Only time that is over: nothing is projected."),
    ),
    Measure(
        "readings_treated_year",
        say("Cases under treatment in the last twelve months"),
        "sum of the weights of treated readings",
        say("Readings count one each where no weight is given."),
    ),
)

METHODS = (
    Method("count", say("Count of rows"), "exact"),
    Method(
        "imputation",
        say(
            "Imputation from unit and period effects; interval by inverting a test that hands out the starts"
            " anew"
        ),
        "Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; Lehmann and Romano"
        " (2005), Testing Statistical Hypotheses, section 15.2",
    ),
    Method(
        "before_after",
        say("Change of the same units from before to after, Student's interval between units"),
        "Student (1908), https://doi.org/10.2307/2331554",
    ),
)
