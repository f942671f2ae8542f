"""The finding codes of the adoption analysis; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "PAY701",
        say("Use outside any initiative"),
        say("A share of the money for models and licences above outside_share belongs to no initiative."),
        say("Tag the accounts or give them an owner; ask what the use is for before you stop it."),
        Severity.WATCH,
    ),
    Code(
        "PAY702",
        say("Seats paid for and not used"),
        say("On an average day a share of the paid seats above idle_share is not in use."),
        say("Ask those without use, take back seats beyond the busiest day, and renew for fewer."),
        Severity.WATCH,
    ),
    Code(
        "PAY703",
        say("Paid seats unknown"),
        say("Seats in use are counted but usage does not say how many were paid for."),
        say("Add seats_paid to usage, from the seller's console or the contract."),
        Severity.NOTE,
    ),
    Code(
        "PAY704",
        say("Adoption stalled"),
        say(
            "In production, not done, and no unit has started for more than stall_days; nobody planned the"
            " rest."
        ),
        say("Name what holds the remaining units back, plan their start, or declare the roll-out finished."),
        Severity.WATCH,
    ),
    Code(
        "PAY705",
        say("Units held back"),
        say(
            "The remaining units have no day of starting; the order was drawn or planned, so they may be a"
            " control."
        ),
        say("Keep them until the verdict is in, then let them start or take them off the list."),
        Severity.NOTE,
    ),
    Code(
        "PAY706",
        say("Use given up"),
        say("At least a tenth of the units that started have stopped using it."),
        say("Ask the units that left why, before more are brought in."),
        Severity.WATCH,
    ),
    Code(
        "PAY707",
        say("Wider but shallower"),
        say("More units use it than before and each of them uses it less."),
        say("Look at the units that joined last: training and fit before further roll-out."),
        Severity.WATCH,
    ),
    Code(
        "PAY708",
        say("Acceptance depends on the denominator"),
        say(
            "The same counts give acceptance rates that are far apart, as vendors divide by different things."
        ),
        say(
            "Ask every vendor for the counts, and compare tools under one denominator; prefer what was kept."
        ),
        Severity.NOTE,
    ),
    Code(
        "PAY709",
        say("Counts contradict each other"),
        say("More was accepted than shown, kept than accepted, or more seats were in use than paid for."),
        say("Mend the export; the share is left out until the counts agree."),
        Severity.WATCH,
    ),
    Code(
        "PAY710",
        say("What people say holds them back"),
        say("The barrier with the highest mean score, and whether it can be told from the next."),
        say("Act on the first one only where the ranks come apart; else ask more people."),
        Severity.NOTE,
    ),
    Code(
        "PAY711",
        say("Learning gap"),
        say(
            "People say that it does not learn from feedback, loses context, does not improve or is not used."
        ),
        say("Give it memory and a way to take corrections, or choose a tool that has them."),
        Severity.WATCH,
    ),
    Code(
        "PAY712",
        say("Renewal at risk"),
        say("Across all tools a share of the paid seats above idle_share is not in use."),
        say("Whoever counts on the seller's growth: look at seats in use, not at seats sold."),
        Severity.NOTE,
    ),
)
