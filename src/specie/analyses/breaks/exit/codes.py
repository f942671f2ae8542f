"""What the codes of the exit analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK701",
        say("Loss of a supplier above your limit"),
        say("If the supplier fails, what it takes may be more than the limit you set."),
        say("Take the cheapest measures shown, or raise the limit on purpose."),
        Severity.WATCH,
    ),
    Code(
        "BRK702",
        say("No set of measures holds the limit"),
        say("With every measure taken and no reserve allowed, a failure still costs more than the limit."),
        say("Name more measures, such as a second supplier for what stands still, or allow a reserve."),
        Severity.ALARM,
    ),
    Code(
        "BRK703",
        say("Leaving is not prepared"),
        say("Of the things that leaving a critical supplier needs, some are not there."),
        say("Close them in the order of the table."),
        Severity.WATCH,
    ),
    Code(
        "BRK704",
        say("Step without owner or never rehearsed"),
        say("Nobody answers for a step of leaving, or nobody has tried it within stale_days."),
        say("Name an owner and rehearse it."),
        Severity.WATCH,
    ),
    Code(
        "BRK705",
        say("Substitute that is not known"),
        say("The substitute named is neither a supplier of the book nor a provider of the price list."),
        say("Write the vendor_id, or provider/model."),
        Severity.NOTE,
    ),
    Code(
        "BRK706",
        say("Running on the substitute costs more"),
        say("At list prices the same use costs more on every model of the substitute that is in use."),
        say("Count the difference into the decision; agree on prices with the substitute now."),
        Severity.NOTE,
    ),
    Code(
        "BRK707",
        say("Left out for lack of a table or column"),
        say("A part of the answer needs a table, a column or a limit that the book does not have."),
        say("Add what is named."),
        Severity.NOTE,
    ),
    Code(
        "BRK708",
        say("Register rows with gaps"),
        say("Fields of the register of suppliers are not assessed because the book does not tell them."),
        say("Fill the columns named before you file the register."),
        Severity.NOTE,
    ),
)
