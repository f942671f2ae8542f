"""What the parameters, measures and methods of the gates mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Method, Param, Term, say

VOCABULARY = (
    Term("fund"), Term("hold"), Term("stop"), Term("already stopped"), Term("nobody has started"),
    Term("decision date not reached"), Term("no readings"), Term("nothing to compare with"),
    Term("no decision date"), Term("design cannot decide"), Term("minimum shown before the date"),
    Term("harm shown before the date"), Term("interval above the minimum"),
    Term("interval below the minimum"), Term("interval on the wrong side"),
    Term("shown at one look, not over all"), Term("effect shown, minimum not"), Term("interval holds zero"),
    Term("written after the decision"), Term("owner missing"), Term("blocked"), Term("baseline"),
    Term("minimum effect"), Term("decision date"), Term("stop rule"), Term("tranche"),
    Term("business owner"), Term("technical owner"), Term("in time"), Term("after start"),
    Term("after decision"), Term("minimum effect has the wrong sign"),
    Term("minimum effect exceeds the baseline"), Term("minimum effect is zero"), Term("quarters"),
)  # fmt: skip
"""Answers, rules and parts of a plan that are shown as words."""

PARAMS = (
    Param(
        "wrong_verdicts",
        0.05,
        say("Share of decisive answers that may be wrong, all looks of a gate taken together."),
    ),
    Param("look_every", 4, say("Periods between looks at a running plan, counted back from its decision.")),
    Param("review_days", 90, say("Days since the last review, for plans whose decision is still to come.")),
    Param("calendar_days", 90, say("Days ahead that the review calendar shows.")),
    Param("simulations", 200, say("Panels of noise on which a plan is tried.")),
    Param("power", 0.8, say("Chance with which a plan should find its minimum effect.")),
    Param(
        "baseline_tolerance",
        0.1,
        say("Share by which a registered baseline may differ from the readings before the start."),
    ),
)

MEASURES = (
    Measure(
        "gates_answered",
        say("Gates by answer"),
        "number of plans whose gate gives this answer",
        say("One initiative may have several plans."),
    ),
    Measure(
        "tranche_answered",
        say("Tranches by answer"),
        "sum of the tranches of the plans whose gate gives this answer",
        say("Plans without a tranche add nothing: a floor where there are any."),
    ),
    Measure(
        "tranche",
        say("Tranche at stake"),
        "tranche of the plan, at the rate of the day of its registration",
        say("What the plan releases, not what was spent."),
    ),
    Measure(
        "minimum_effect",
        say("Minimum effect promised"),
        "as registered, positive is better",
        say("Somebody's promise; whether it would pay is another question."),
    ),
    Measure(
        "improvement_at_gate",
        say("Improvement at the gate"),
        "effect by the readings up to the decision (or today, before it), in the metric's unit per reading",
        say("Positive is better; the mean over treated readings up to that day."),
    ),
    Measure(
        "improvement_now",
        say("Improvement by now"),
        "the same by all readings up to the date of the book",
        say("Read after the decision, it is one more look: it informs, and does not decide again."),
    ),
    Measure(
        "gate_p_value",
        say("p-value at the gate"),
        "share of ways to hand out the starts under which the estimate is at least as far from zero",
        say("Of no effect at all, not of less than the minimum."),
    ),
    Measure(
        "power_of_plan",
        say("Power of the plan"),
        "share of simulated panels with the minimum effect in which the product's own test finds an effect",
        say("Noise is like the untreated readings so far; a change of the metric's noise changes it."),
    ),
    Measure(
        "detectable_effect",
        say("Smallest detectable effect"),
        "effect that the test finds on the asked share of simulated panels, in the metric's unit per reading",
        say("The interval is the error of the simulation, not of the readings."),
    ),
    Measure(
        "baseline_gap",
        say("Baseline registered against readings"),
        "registered baseline - mean reading before the first start",
        say("A baseline that nobody read makes any change look like an effect."),
    ),
    Measure(
        "days_overdue",
        say("Days since the decision was due"),
        "date of the book - decision date",
        say("Depends on the stages being kept up to date: a decision nobody recorded looks overdue."),
    ),
)

METHODS = (
    Method("register", say("As registered in the plan"), "exact"),
    Method("count", say("Count of plans"), "exact"),
    Method("sum", say("Sum of tranches"), "exact"),
    Method(
        "imputation",
        say("Imputation with a test by relabelling, inverted"),
        "Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; read at several looks:"
        " Plamadeala and Rosenberger (2012), https://doi.org/10.1214/11-AOS941",
    ),
    Method(
        "efficient",
        say("Imputation weighted for autocorrelation, with a test by relabelling, inverted"),
        "Borusyak, Jaravel and Spiess (2024), https://doi.org/10.1093/restud/rdae007; read at several looks:"
        " Plamadeala and Rosenberger (2012), https://doi.org/10.1214/11-AOS941",
    ),
    Method(
        "demeaned_synthetic_control",
        say("Demeaned synthetic control with all placebos, inverted"),
        "Ferman and Pinto (2021), https://doi.org/10.3982/QE1596",
    ),
    Method(
        "simulation",
        say("Simulation on panels of the user's own noise, with the product's own test"),
        "thresholds without a grid: README of pays/gates; binomial interval of the simulation: Wilson (1927),"
        " https://doi.org/10.1080/01621459.1927.10502953",
    ),
    Method("two_means", say("Difference from the mean of the readings before the start"), "exact"),
)
