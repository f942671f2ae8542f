"""What the codes of the shocks mean; imports only words."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "BRK301",
        say("Critical initiatives stand still"),
        say("If the supplier fails or access is cut, critical initiatives stand still until they are moved."),
        say("Test a substitute of another supplier; start with the initiative that loses most."),
        Severity.ALARM,
    ),
    Code(
        "BRK302",
        say("Stops paying after the shock"),
        say("An initiative has positive net cash today and negative net cash after the shock."),
        say("Cap its use, agree on prices, or test a cheaper model before the shock."),
        Severity.WATCH,
    ),
    Code(
        "BRK303",
        say("A model in use is to be shut down"),
        say("The provider has announced the day, or it has passed."),
        say("Move before that day and test the model that replaces it."),
        Severity.WATCH,
    ),
    Code(
        "BRK304",
        say("Price protection ends"),
        say("The contract that caps prices ends within protection_months."),
        say("Ask for an extension before the day of notice."),
        Severity.WATCH,
    ),
    Code(
        "BRK305",
        say("No price protection"),
        say("Money by use goes to a supplier whose contract caps no prices, or that has no contract."),
        say("Ask for a cap; fill price_protection where there is one."),
        Severity.NOTE,
    ),
    Code(
        "BRK306",
        say("Seats may be billed by use"),
        say("Several suppliers have moved from seats to use; what that would cost is shown."),
        say("Ask what the contract says of a change of billing."),
        Severity.NOTE,
    ),
    Code(
        "BRK307",
        say("A change of list price is announced"),
        say("The price list holds a later price for a model in use."),
        say("Put it into the budget."),
        Severity.WATCH,
    ),
    Code(
        "BRK308",
        say("Not assessed"),
        say("Something that a shock acts on is not known."),
        say("Add the table named."),
        Severity.NOTE,
    ),
)
