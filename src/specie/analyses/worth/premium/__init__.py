"""What part of a price is for earnings that are there, and what part for growth to come, through time."""

from specie.model import Analysis, Code, Measure, Method, Param, Question, Severity, Term, say

ANALYSIS = Analysis(
    id="worth/premium",
    question=Question.WORTH,
    title=say("Price for what is there, and for what is to come"),
    summary=say(
        "Every dated price split into the value of that time's earnings without growth and the rest, paid "
        "for growth"
    ),
    version="1",
    place=5,
    run="specie.analyses.worth.premium.run:run",
    uses=("vendors", "holdings", "rounds", "financials", "prices", "assumptions"),
    facts=("companies", "rounds", "financials"),
    params=(Param("mostly", 0.75, say("Share of a price above which it is called mostly for growth")),),
    measures=(
        Measure(
            "in_place",
            say("Value of today's earnings without growth"),
            "earnings a year / required return",
            say("One year's earnings taken for ever: a good or a bad year makes it too high or too low"),
        ),
        Measure(
            "growth_opportunities",
            say("Paid for growth to come"),
            "price - earnings a year / required return",
            say("Holds everything that is not earned yet, hope and error included"),
        ),
        Measure(
            "growth_share",
            say("Share of the price for growth"),
            "1 - earnings a year / (required return x price)",
            say("Not defined without earnings; below zero the price expects decline"),
        ),
    ),
    methods=(
        Method(
            "growth_options", say("Present value of growth opportunities"),
            "Brealey, R., Myers, S., & Allen, F. (2020). Principles of Corporate Finance, 13th ed. "
            "McGraw-Hill, "
            "ch. 4; Miller, M., & Modigliani, F. (1961). Journal of Business 34(4)",
        ),
    ),
    codes=(
        Code(
            "WOR301",
            say("Mostly paid for growth"),
            say("Even at the highest earnings and lowest return most of the price is not earned yet"),
            say("Ask what the growth has to be, and when"),
            Severity.WATCH,
        ),
        Code(
            "WOR302",
            say("Loss-making: no split"),
            say("Without earnings nothing is in place: the whole price is for what is to come"),
            say("Read the supported range instead, which starts from losses"),
            Severity.NOTE,
        ),
        Code(
            "WOR303",
            say("No earnings near the price"),
            say("No net or operating result within a year of the price is known"),
            say("Add a result with its period and basis"),
            Severity.NOTE,
        ),
        Code(
            "WOR304",
            say("Priced below its earnings"),
            say("Earnings kept for ever would be worth more: it expects decline, or the year was unusual"),
            say("Look whether the year's result holds a one-off"),
            Severity.NOTE,
        ),
    ),
)  # fmt: skip

TERMS = (
    Term("earning"), Term("losing"), Term("no earnings known"), Term("could be either"),
    Term("net result"), Term("operating result after tax"), Term("earnings a share"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
