"""What the codes of the stack analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK851",
        say("Model in use is past its end"),
        say("The provider's day for shutting the model down has passed, yet the book uses or names it."),
        say("Move to the replacement now, or correct the table dependencies."),
        Severity.ALARM,
    ),
    Code(
        "BRK852",
        say("Model in use has a day of its end"),
        say("The provider has named the day; within the parameter alarm_days it is an alarm, else a watch."),
        say("Test the replacement, set a day for the move, and name who does it."),
        Severity.ALARM,
    ),
    Code(
        "BRK853",
        say("Model in use is announced to end, no day named"),
        say("The provider calls the model deprecated without a day from which requests fail."),
        say("Ask the provider for the day, and add it to the table retirements."),
        Severity.WATCH,
    ),
    Code(
        "BRK854",
        say("Ends of models that were not assessed"),
        say("Nothing of the provider of these models is in the table of retirements."),
        say("Add what you know to the table retirements: provider, model, announced, shuts_down."),
        Severity.NOTE,
    ),
)
