"""Codes of the findings."""

from specie.model import Code, Severity, say

CODES = (
    Code(
        "WOR401",
        say("The headline lies above fair value"),
        say("The newest class has rights that others lack, and the headline prices all shares like it"),
        say("Value each class by its own rights"),
        Severity.WATCH,
    ),
    Code(
        "WOR402",
        say("A right that the price pays for"),
        say("Taking one right of the newest class away would lift the value that its price implies"),
        say("Read price and right together"),
        Severity.WATCH,
    ),
    Code(
        "WOR403",
        say("Much stands before the common shares"),
        say("Preferences are a quarter of the headline or more, or are paid in three orders or more"),
        say("Weigh offers by what is left after the preferences"),
        Severity.WATCH,
    ),
    Code(
        "WOR404",
        say("Terms that contradict each other"),
        say("Two rows, or terms and rounds, cannot both be true; no value is computed from them"),
        say("Find out which is right, and mend the row"),
        Severity.WATCH,
    ),
    Code(
        "WOR405",
        say("Terms or share counts are missing"),
        say("A number of shares, a price or a right is not known"),
        say("Add it to the table of terms; write 0 or false where there is no such right"),
        Severity.NOTE,
    ),
    Code(
        "WOR406",
        say("The terms are not public"),
        say("The range spans terms that a published sample had; its average says nothing about this firm"),
        say("Ask for the certificate of incorporation"),
        Severity.NOTE,
    ),
    Code(
        "WOR407",
        say("Too large for the published model"),
        say("Beyond one hundred billion dollars the published codes take different chances of an IPO"),
        say("Quote the range and the reading"),
        Severity.WATCH,
    ),
    Code(
        "WOR408",
        say("A holding is worth less than the headline makes of it"),
        say("Its class lacks rights of the newest class, at every end of the range"),
        say("Carry it by its own class"),
        Severity.WATCH,
    ),
    Code(
        "WOR409",
        say("Rows of terms left out"),
        say("Rumours, lapsed terms and rows after the date of the book are not used"),
        say("Move the date of the book, or confirm the row"),
        Severity.NOTE,
    ),
    Code(
        "WOR410",
        say("Not valued by terms"),
        say("A listed firm has one price, and a firm without a priced round has none to start from"),
        say("Use the market price, or add rounds and terms"),
        Severity.NOTE,
    ),
    Code(
        "WOR411",
        say("Derived, not stated"),
        say(
            "Common shares from the post-money value, a conversion ratio after a cheaper round, or several "
            "solutions"
        ),
        say("Confirm it in the certificate of incorporation"),
        Severity.NOTE,
    ),
    Code(
        "WOR412",
        say("A ratchet above the conversion price"),
        say("An IPO may convert the class at a price below what its ratchet guarantees"),
        say("Ask whether both terms hold at the same time"),
        Severity.NOTE,
    ),
)
