"""Findings of the effects: what each code means and what to do."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "PAY301",
        say("Design that cannot decide"),
        say(
            "So few units are treated or compared that even the most striking readings could have come about"
            " by chance more often than the accepted share of wrong verdicts."
        ),
        say("Treat more units, or keep more of them for comparison; specie design says how many."),
        Severity.WATCH,
    ),
    Code(
        "PAY302",
        say("Drift before the start"),
        say(
            "Units that started moved apart from the others before they did; so may they have done after it."
        ),
        say("Look at the event study and at what else told these units apart; the grade is lower."),
        Severity.WATCH,
    ),
    Code(
        "PAY303",
        say("One unit carries the result"),
        say("Without one unit (or group) the interval holds zero or the sign turns."),
        say("Look at that unit before anything is decided."),
        Severity.WATCH,
    ),
    Code(
        "PAY304",
        say("Estimators disagree"),
        say("Two estimators of the same effect give values that neither of their intervals allows."),
        say("Look at the event study: the effect may differ between early and late starters."),
        Severity.WATCH,
    ),
    Code(
        "PAY305",
        say("Metric got worse"),
        say("The whole interval of the effect lies on the wrong side."),
        say("Stop or repair; find out which units carry the harm."),
        Severity.ALARM,
    ),
    Code(
        "PAY306",
        say("Counter-metric got worse"),
        say(
            "A metric without a value of its own, kept to see side effects, moved to the wrong side beyond"
            " doubt."
        ),
        say("Weigh the harm against the gain before going on; name what it costs."),
        Severity.ALARM,
    ),
    Code(
        "PAY307",
        say("Readings missing"),
        say("Units of the roll-out have no readings, or many readings that should be there are not."),
        say("Complete the readings: gaps that come with the treatment bend the effect."),
        Severity.WATCH,
    ),
    Code(
        "PAY308",
        say("Units not like the others before"),
        say(
            "Units that started differed from the others before anybody started: they were chosen, or"
            " chance was odd."
        ),
        say("Let chance decide who starts next; do not compare levels."),
        Severity.NOTE,
    ),
    Code(
        "PAY309",
        say("Nothing to compare with"),
        say("All units started at the same time, so whatever else happened then is part of the change."),
        say("Keep some units without it for a while, or add readings of units that never used it."),
        Severity.WATCH,
    ),
    Code(
        "PAY310",
        say("Effect that cannot be estimated"),
        say("The readings do not allow any comparison; the message says which part is missing."),
        say("Add what is missing: readings before the start, after it, or of more than one unit."),
        Severity.WATCH,
    ),
    Code(
        "PAY311",
        say("Units treated from the first reading on"),
        say("Nobody knows how these units were without it, so they are not in the comparison."),
        say("Add their earlier readings."),
        Severity.NOTE,
    ),
    Code(
        "PAY312",
        say("Claims without readings"),
        say("A benefit is claimed and no metric of the initiative was ever read: this is opinion."),
        say("Read the metric by unit and period; list in the roll-out who started when."),
        Severity.WATCH,
    ),
    Code(
        "PAY313",
        say("Plan and metric contradict one another"),
        say("The plan promises a change to the side that the metric calls worse."),
        say("Correct the column better in kpis, or the sign of the smallest effect in plans."),
        Severity.WATCH,
    ),
    Code(
        "PAY314",
        say("Metric without a value"),
        say("Its effect is estimated and is worth no money: nothing says what one unit of it is worth."),
        say("Add value_per_unit with its range, or keep it as a counter-metric."),
        Severity.NOTE,
    ),
    Code(
        "PAY315",
        say("Metric got better"),
        say("The whole interval of the effect lies on the right side."),
        say("Whether it pays is another question: see the return."),
        Severity.NOTE,
    ),
    Code(
        "PAY317",
        say("Sure once, not at every look"),
        say("The interval of today leaves out zero; an interval that holds at every look does not yet."),
        say("Fix the day of decision beforehand, or wait until it holds at every look."),
        Severity.NOTE,
    ),
    Code(
        "PAY319",
        say("Units of a group move together"),
        say("Units count as independent in the test; judged by groups, the interval holds zero."),
        say("Start whole groups at a time, or more groups."),
        Severity.WATCH,
    ),
)
