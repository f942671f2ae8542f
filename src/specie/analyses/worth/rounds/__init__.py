"""What private prices say, and what they do not: timeline, multiples, price to sales under every basis."""

from specie.model import Analysis, Code, Measure, Method, Param, Question, Severity, Term, say

ANALYSIS = Analysis(
    id="worth/rounds",
    question=Question.WORTH,
    title=say("Private prices and what they are a multiple of"),
    summary=say(
        "Prices of financing rounds over time, their multiples and growth, and price to sales under every "
        "revenue basis side by side"
    ),
    version="1",
    run="specie.analyses.worth.rounds.run:run",
    uses=("vendors", "holdings", "rounds", "financials"),
    facts=("companies", "rounds", "financials", "deals"),
    params=(Param("least_days", 180, say("Shortest time between two prices, in days, that is annualised")),),
    measures=(
        Measure(
            "post_money",
            say("Price for all shares"),
            "price of a new share x all shares, new money included",
            say("It prices every share like the newest one, which may carry rights the others lack"),
        ),
        Measure(
            "price_multiple",
            say("Multiple of the price before"),
            "later price / earlier price, with bounds",
            say("It holds the money that came in between; it is not the return of a holder"),
        ),
        Measure(
            "price_growth",
            say("Growth of the price a year"),
            "(later / earlier)^(1 / years) - 1, with bounds of price and date",
            say("Between two chosen dates only: firms raise when prices are high"),
        ),
        Measure(
            "price_to_run_rate",
            say("Price to run-rate sales"),
            "price / (newest month or quarter x periods a year)",
            say("It takes the newest month for a year: it flatters growth and forgets cancellation"),
        ),
        Measure(
            "price_to_trailing_sales",
            say("Price to sales of the last full year"),
            "price / revenue of the last full year before the price",
            say("Looks high for a firm that grows fast: most of the price is for what comes later"),
        ),
        Measure(
            "price_to_part_year_sales",
            say("Price to annualised part-year sales"),
            "price / (revenue of a quarter, half or nine months x periods a year)",
            say("Seasons and one-off sales are multiplied with the rest"),
        ),
        Measure(
            "price_to_forward_sales",
            say("Price to sales of the year under way"),
            "price / revenue of a year that ends after the price",
            say("Partly a forecast when the price was set"),
        ),
        Measure(
            "price_to_forward_part_year_sales",
            say("Price to annualised sales of a period under way"),
            "price / (revenue of a period that ends after the price x periods a year)",
            say("Partly a forecast when the price was set, and multiplied"),
        ),
        Measure(
            "price_to_sales_spread",
            say("Price to sales, lowest to highest basis"),
            "least and greatest ratio of stated price to stated revenue a year",
            say("A range over definitions, not a confidence interval; ceilings in it may be lower"),
        ),
        Measure(
            "raised",
            say("Money raised or promised, by status"),
            "sum of amounts of one status; tenders, secondary sales and repeats left out",
            say("Promised money is often paid in parts and on conditions"),
        ),
    ),
    methods=(
        Method(
            "interval_arithmetic",
            say("Bounds carried through the division"),
            "Moore, R. E. (1966). Interval Analysis. Prentice-Hall; IEEE Std 1788-2015, "
            "doi:10.1109/IEEESTD.2015.7140721",
        ),
        Method(
            "compound_growth",
            say("Compound growth with bounds of price and date"),
            "Moore, R. E. (1966). Interval Analysis. Prentice-Hall",
        ),
        Method("as_stated", say("As the source states it"), "no computation"),
        Method("range_of_ratios", say("Least and greatest of the stated ratios"), "no computation"),
        Method("sum_by_status", say("Sum of the rows of one status"), "no computation"),
    ),
    codes=(
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
            say(
                "No revenue is known near the price, it is not positive, or the bounds leave everything open"
            ),
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
    ),
)

TERMS = (
    Term("run-rate"), Term("trailing year"), Term("part-year annualised"), Term("forward year"),
    Term("forward part-year"), Term("company"), Term("gaap"), Term("guidance"), Term("leak"), Term("press"),
    Term("gross"), Term("net"), Term("month"), Term("quarter"), Term("half"), Term("nine-months"),
    Term("closed"), Term("confirmed"), Term("reported"), Term("rumour"), Term("lapsed"), Term("committed"),
    Term("conflict"), Term("part"), Term("extension"), Term("do not use"), Term("control"), Term("division"),
    Term("not priced"), Term("ceiling"), Term("floor"), Term("stated"), Term("price"),
    Term("holding"), Term("revenue"), Term("revenue_run_rate"), Term("equity"), Term("warrant"),
    Term("compute_contract"), Term("purchase"), Term("revenue_share"), Term("filed"), Term("modelled"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
