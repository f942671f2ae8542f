"""Every code of a scanned repository, in words for ``specie explain``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.model import Code, Severity, say

_CODES = (
    Code(
        "BRK801",
        say("a model that is shut down"),
        say("The provider has shut the model down: requests that name it fail or are answered by another."),
        say("Move to the replacement, test it, and deploy before anything else."),
        Severity.ALARM,
    ),
    Code(
        "BRK802",
        say("a model with a day of its end"),
        say(
            "The provider has named the day on which the model is shut down. Within the days of --within it"
            " is an alarm, before that a watch."
        ),
        say("Plan the move: test the replacement on your own cases and set a date before the last day."),
        Severity.ALARM,
    ),
    Code(
        "BRK803",
        say("a model announced to end, no day named"),
        say("The provider has called the model deprecated without a day from which requests fail."),
        say("Plan the move; look at the provider's page for a day, and add it to the table retirements."),
        Severity.WATCH,
    ),
    Code(
        "BRK804",
        say("a promise that has run out"),
        say("The provider promised the model until a day that has passed, and has announced nothing since."),
        say("Expect an announcement; know the replacement."),
        Severity.NOTE,
    ),
    Code(
        "BRK805",
        say("a floating name"),
        say("The name is an alias: its provider may put another version behind it, with other answers."),
        say("Name a dated snapshot where answers must stay the same."),
        Severity.NOTE,
    ),
    Code(
        "BRK806",
        say("an unknown model"),
        say(
            "Something is written where a model is named, but neither the price list nor the table of"
            " retirements has it: it may be a deployment of your own, or a slip of the pen. Not assessed."
        ),
        say("Check the name; for a deployment of your own add a row to the table retirements."),
        Severity.NOTE,
    ),
    Code(
        "BRK807",
        say("a model whose developer ends it, at a host that has said nothing"),
        say("Hosts set their own days. The developer has named one; of the host in use none is known."),
        say("Ask the host for its day, and add it to the table retirements."),
        Severity.WATCH,
    ),
    Code(
        "BRK808",
        say("a model that became dearer"),
        say("The list price of input or output is higher than a year ago."),
        say("Compare what the same work costs with other models."),
        Severity.NOTE,
    ),
    Code(
        "STK001",
        say("a file or folder that cannot be read"),
        say("The operating system refused it; nothing in it was looked at."),
        say("Mind its permissions, or leave it out with --exclude."),
    ),
)
CODES: Mapping[str, Code] = MappingProxyType({code.id: code for code in _CODES})
"""Code id to its words, in order."""
