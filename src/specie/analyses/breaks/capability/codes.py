"""What the codes of the capability analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK901",
        say("Skill missing under running initiatives"),
        say("Fewer people are at hand than needed, and initiatives that run need the skill."),
        say("Close the gap by the cheapest mix shown, or do with fewer initiatives that need it."),
        Severity.WATCH,
    ),
    Code(
        "BRK902",
        say("No way closes the gap in time"),
        say("Every way whose time is known takes longer than the day by which the skill is needed."),
        say("Move the day, or find somebody sooner than the table says."),
        Severity.ALARM,
    ),
    Code(
        "BRK903",
        say("Haste costs money"),
        say("The cheapest mix comes too late; one that comes in time costs more."),
        say("Start sooner next time: the roadmap shows the last day to start each way."),
        Severity.WATCH,
    ),
    Code(
        "BRK904",
        say("A step of leaving a supplier waits for a skill"),
        say("A step in exit_steps needs a skill of which there is a gap."),
        say("Close the gap before the step is needed, or plan the step without the skill."),
        Severity.WATCH,
    ),
    Code(
        "BRK905",
        say("Gap without a price"),
        say("No way to close the gap has a cost that covers it, so the cost is not assessed."),
        say("Fill hire_cost, train_cost with trainable, or contract_cost in skills."),
        Severity.NOTE,
    ),
    Code(
        "BRK906",
        say("Skill left outside"),
        say("The cheapest mix contracts people: the skill is not in house when they leave."),
        say("Compare with the cost of the mix without contracts before you decide."),
        Severity.NOTE,
    ),
    Code(
        "BRK907",
        say("Left out for lack of a table or column"),
        say("A part of the answer needs a table, a column or an id that the book does not have."),
        say("Add what is named."),
        Severity.NOTE,
    ),
)
