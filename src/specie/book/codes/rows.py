"""Codes of rows and of what they say together."""

from __future__ import annotations

from specie.model import Code, say

ROWS = (
    Code(
        "DAT101",
        say("a key is there twice"),
        say(
            "Two rows have the same key, and one of them must be wrong. The first is used, the later"
            " set aside."
        ),
        say("Keep one of them, or give the second its own key."),
    ),
    Code(
        "DAT102",
        say("an id that points to nothing"),
        say(
            "The row belongs to something that is in no table, so it cannot be counted anywhere. It is"
            " set aside."
        ),
        say("Correct the id, or add the row it points to."),
    ),
    Code(
        "DAT103",
        say("the same row twice"),
        say("Two rows agree in every column. Both are used, since two equal costs on a day can be."),
        say("Remove one of them if it is the same event."),
    ),
    Code(
        "DAT104",
        say("an end before its start"),
        say("The last day lies before the first. The row is set aside."),
        say("Exchange the days, or mend the year."),
    ),
    Code(
        "DAT105",
        say("negative spend"),
        say("Costs hold what was spent. A negative amount would hide spend. The row is set aside."),
        say("Record refunds and savings in benefits."),
    ),
    Code(
        "DAT106",
        say("a stage goes backwards"),
        say(
            "The initiative had been further already. The row is set aside, so that time in stage keeps"
            " its meaning."
        ),
        say("Mend the dates; give a new attempt its own initiative."),
    ),
    Code(
        "DAT107",
        say("a stage is entered twice"),
        say("An initiative enters each stage once. The later row is set aside."),
        say("Keep the first entry."),
    ),
    Code(
        "DAT108",
        say("a unit started before its initiative"),
        say(
            "The unit was treated before the pilot, or before any stage. Its comparison would be false,"
            " so the row is"
            " set aside."
        ),
        say("Mend the day in rollout or in stages."),
    ),
    Code(
        "DAT109",
        say("an owner is missing"),
        say(
            "Each initiative needs one person who answers for the benefit and one who answers for the system."
        ),
        say("Name both."),
    ),
    Code(
        "DAT110",
        say("a range is upside down"),
        say("The low end is above the value or the high end. The row is set aside."),
        say("Put low, value and high in order."),
    ),
    Code(
        "DAT111",
        say("a reading off its scale"),
        say("A share lies from 0 to 1, a count is whole, a log scale is above 0. The reading is set aside."),
        say("Correct the reading, or the scale in kpis. Percentages are written as fractions."),
    ),
    Code(
        "DAT112",
        say("an initiative without a stage"),
        say("Nothing says when it began, so it is in no funnel and no time in stage."),
        say("Add its first stage to stages."),
    ),
    Code(
        "DAT113",
        say("no exchange rate"),
        say(
            "The row is in another currency, and rates has none for it on or before its day. It is set aside."
        ),
        say("Add a line to rates."),
    ),
    Code(
        "DAT114",
        say("budgets overlap"),
        say(
            "Two budgets of one scope cover the same days and would be counted twice. The later row is"
            " set aside."
        ),
        say("Use years, or quarters, or months, but not two of them."),
    ),
    Code(
        "DAT115",
        say("pre-money above post-money"),
        say("The value before the money cannot be above the value after it. The row is set aside."),
        say("Look at the source: the two may have been exchanged."),
    ),
    Code(
        "DAT116",
        say("a benefit's account is not in the ledger"),
        say("The benefit names an account that no ledger line has, so it cannot be confirmed."),
        say("Correct the account, or add its lines to ledger."),
    ),
    Code(
        "DAT117",
        say("a booked benefit without an account"),
        say("Booked means that the general ledger shows it; without an account nobody can look."),
        say("Name the account, or choose another cash class."),
    ),
    Code(
        "DAT118",
        say("a holding of nothing"),
        say("The row names neither a company nor a ticker. It is set aside."),
        say("Fill in one of them."),
    ),
    Code(
        "DAT119",
        say("more tokens cached than sent"),
        say("Input tokens include the cached ones. The row is set aside."),
        say("Add the cached tokens to the input tokens."),
    ),
    Code(
        "DAT120",
        say("a round does not add up"),
        say("Value before the money plus the amount is not the value after it, by more than one percent."),
        say("Leave empty what the source does not state."),
    ),
    Code(
        "DAT121",
        say("the AI budget is above the IT budget"),
        say("The share of AI in IT would be above one."),
        say("Look whether the scopes were exchanged."),
    ),
    Code(
        "DAT122",
        say("a rate for the book's own currency"),
        say("One unit of the book's currency is worth one. The row is set aside."),
        say(
            "Remove the line; if the rates are the other way round, turn them: per_unit is in the"
            " book's currency."
        ),
    ),
    Code(
        "DAT123",
        say("a unit without readings"),
        say("The unit is in rollout but has no reading, so it says nothing about the effect."),
        say("Look whether rollout and outcomes spell it the same way."),
    ),
    Code(
        "DAT124",
        say("a unit that is not in rollout"),
        say("It has readings, but nothing says whether or when it started, so it can be no comparison."),
        say("Add it to rollout; leave treated_on empty if it never started."),
    ),
    Code(
        "DAT125",
        say("an unknown supplier"),
        say("The supplier is not in vendors. The row is used; concentration cannot say which company it is."),
        say("Add the supplier to vendors, or correct the id."),
    ),
    Code(
        "DAT126",
        say("an outcome that is neither true nor false"),
        say("A statement with a probability either came true or did not. The row is set aside."),
        say("Write 1 or 0, or leave the outcome empty while nobody knows."),
    ),
    Code(
        "DAT127",
        say("a predecessor that is none"),
        say("The claim that this one should replace is not there, is this one, or was not said before it."),
        say("Name an earlier claim, or leave it empty."),
    ),
    Code(
        "DAT128",
        say("a participation cap that cannot hold"),
        say(
            "Sharing would end below the preference, or a class that does not share has a cap. The row is"
            " used; the company is not valued until it is mended."
        ),
        say("A cap is a multiple of the price paid, preference included, of a participating class."),
    ),
    Code(
        "DAT129",
        say("a right that this kind of share cannot have"),
        say(
            "Common shares, options and the pool have no preference, and preferred shares have no strike."
            " The row is used; the company is not valued until it is mended."
        ),
        say("Look whether the kind is right, or empty the cell."),
    ),
    Code(
        "DAT130",
        say("a share outside of 0 to 1"),
        say(
            "The unit says fraction, but no part is greater than its whole or less than nothing. The row is"
            " set aside."
        ),
        say("Write 0.875 for 87.5 in a hundred, or choose the unit points."),
    ),
)
