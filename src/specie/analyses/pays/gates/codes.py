"""Findings of the gates: what each code means and what to do."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "PAY601",
        say("Plan written after the start"),
        say("The plan was registered after the first unit had started: it could be fitted to what was seen."),
        say("Register the next plan before anybody starts; read this one as a description."),
        Severity.WATCH,
    ),
    Code(
        "PAY602",
        say("Plan written after the decision"),
        say(
            "The plan was registered after the day on which it says the decision falls: it promises nothing."
        ),
        say("Hold the tranche; register a new plan with a decision that is still to come."),
        Severity.ALARM,
    ),
    Code(
        "PAY603",
        say("Decision overdue"),
        say("The decision date has passed, and the stages show neither a next step nor a stop since."),
        say("Decide by the answer of the gate, and record the step in stages."),
        Severity.ALARM,
    ),
    Code(
        "PAY604",
        say("Gate says stop"),
        say("The readings show that the effect is smaller than the minimum that was promised, or a harm."),
        say("Stop, or register a new plan with another minimum before more is spent."),
        Severity.ALARM,
    ),
    Code(
        "PAY605",
        say("Gate says fund"),
        say("The readings show at least the minimum that was promised, and nothing stands in the way."),
        say("Release the tranche; set the next gate."),
        Severity.NOTE,
    ),
    Code(
        "PAY606",
        say("Gate says hold"),
        say("The decision has come and the readings do not settle it, or a condition is not met."),
        say("Do what the rule names; a better roll-out earns more than a longer wait."),
        Severity.WATCH,
    ),
    Code(
        "PAY607",
        say("Plan too weak for its promise"),
        say(
            "With the noise of the readings and the units of the roll-out, the minimum effect would be found"
            " less often than the power asked for, or never."
        ),
        say("Treat and compare more units, or read longer: specie design says what would do."),
        Severity.WATCH,
    ),
    Code(
        "PAY608",
        say("Plan incomplete"),
        say("Baseline, minimum effect, decision date, stop rule or tranche is missing."),
        say("Fill the empty columns of plans: without them a gate has nothing to decide by."),
        Severity.WATCH,
    ),
    Code(
        "PAY609",
        say("Owner missing at a gate"),
        say("A gate needs a business owner and a technical owner: both sign."),
        say("Name both in initiatives."),
        Severity.WATCH,
    ),
    Code(
        "PAY610",
        say("Answer changed since the decision"),
        say("With the readings that came since, the gate would answer otherwise than on its day."),
        say("Review the decision; later readings are one more look, so ask for more than a narrow miss."),
        Severity.WATCH,
    ),
    Code(
        "PAY611",
        say("In use without a plan"),
        say("An initiative is in pilot or beyond and nobody registered what it has to achieve."),
        say("Register metric, baseline, minimum effect, decision date, stop rule and tranche."),
        Severity.WATCH,
    ),
    Code(
        "PAY612",
        say("Baseline differs from the readings"),
        say("The registered baseline is further from the readings before the start than the tolerance."),
        say("Say where the baseline came from; judge by the readings."),
        Severity.WATCH,
    ),
    Code(
        "PAY613",
        say("Minimum effect contradicts the metric"),
        say("The minimum effect has the wrong sign, is zero, or is more than the metric could ever change."),
        say("Mend minimum_effect in plans, or better and scale in kpis."),
        Severity.WATCH,
    ),
    Code(
        "PAY614",
        say("Metric of the plan is unknown"),
        say("The plan names a metric that kpis does not have, or one of another initiative."),
        say("Add the metric to kpis, or mend kpi_id in plans."),
        Severity.WATCH,
    ),
)
