"""Codes of the findings."""

from __future__ import annotations

from specie.model import Code, Severity, say

CODES = (
    Code(
        "WOR101",
        say("Not comparable"),
        say("A division, rumour, lapsed deal, repeat or price of control is no market price of a firm"),
        say("Compare only closed, confirmed or reported prices of whole firms"),
        Severity.NOTE,
    ),
    Code(
        "WOR102",
        say("A supplier priced for growth"),
        say("Even on its highest revenue figure the price is ten years of sales or more"),
        say("Plan for changed prices and terms"),
        Severity.WATCH,
    ),
    Code(
        "WOR103",
        say("No price to sales"),
        say("No revenue is known near the price, it is not positive, or the bounds leave everything open"),
        say("Add revenue with its basis and bound"),
        Severity.NOTE,
    ),
    Code(
        "WOR104",
        say("Check the unit"),
        say("A step above twentyfold within a year, or reports of one date more than fivefold apart"),
        say("Go to the source: thousand, million, billion, dollars or yuan?"),
        Severity.WATCH,
    ),
    Code(
        "WOR105",
        say("Sources disagree"),
        say("Figures of one company, measure and date exclude each other"),
        say("Show the range and the reason"),
        Severity.NOTE,
    ),
    Code(
        "WOR106",
        say("The multiple depends on the basis"),
        say("The highest price to sales is at least twice the lowest, for one and the same price"),
        say("Name the basis with the multiple"),
        Severity.WATCH,
    ),
    Code(
        "WOR107",
        say("The price is old"),
        say("The newest comparable price is more than a year before the date of the book"),
        say("Treat it as history"),
        Severity.NOTE,
    ),
    Code(
        "WOR108",
        say("Dates of rows and sources"),
        say("Rows after the book's date are left out; sources read later are used and counted"),
        say("Move the date of the book to see more"),
        Severity.NOTE,
    ),
    Code(
        "WOR109",
        say("An investor that is a supplier"),
        say("A firm funds a company and sells to it by closed or committed deals"),
        say("Read both sides together"),
        Severity.NOTE,
    ),
    Code(
        "WOR110",
        say("The price fell"),
        say("The newest comparable price is below the one before"),
        say("Ask for the terms of the newest shares"),
        Severity.WATCH,
    ),
    Code(
        "WOR111",
        say("The price outgrew revenue"),
        say("From one price to the newest the price grew faster than revenue of one basis, by every bound"),
        say("Ask which change in margin or risk pays for the higher multiple"),
        Severity.WATCH,
    ),
    Code(
        "WOR112",
        say("No growth gap"),
        say("No two prices have revenue of one basis near them, or the bounds leave the gap open"),
        say("Add revenue of one basis near both prices"),
        Severity.NOTE,
    ),
    Code(
        "WOR113",
        say("Few lead, or suppliers lead"),
        say(
            "The lead is concentrated above the threshold, or suppliers or customers led half of the money "
            "or more"
        ),
        say("Weigh such a price less than one that many financial investors set"),
        Severity.NOTE,
    ),
    Code(
        "WOR114",
        say("Money goes round"),
        say("Closed or committed deals lead from the company through others back to it"),
        say("Follow what happens to every step if one of the companies cannot pay"),
        Severity.NOTE,
    ),
    Code(
        "WOR115",
        say("No peer of that age"),
        say("No company of the same kind has a comparable price at a similar age"),
        say("Widen the tolerance, or compare under a basis of revenue only"),
        Severity.NOTE,
    ),
)
