"""The market around the companies: forecasts, what all prices need, index multiples, capital."""

from specie.model import Analysis, Code, Measure, Method, Param, Question, Severity, Term, say

ANALYSIS = Analysis(
    id="worth/market",
    question=Question.WORTH,
    title=say("The market: forecasts, what prices need, and capital against revenue"),
    summary=say(
        "Published series side by side by definition, the sales that all prices together need against any "
        "forecast, an index multiple against its own history, capital spending against the revenue it needs"
    ),
    version="1",
    place=6,
    run="specie.analyses.worth.market.run:run",
    uses=("vendors", "holdings", "rounds", "financials"),
    facts=("companies", "rounds", "financials", "market"),
    params=(
        Param("horizon", 2030, say("Year in which prices must have become sales")),
        Param("return_low", 0.08, say("Return a year that holders ask for: low end (assumed)")),
        Param("return_high", 0.15, say("Return a year that holders ask for: high end (assumed)")),
        Param("multiple_low", 3.0, say("Price to sales of a grown firm: low end (assumed)")),
        Param("multiple_high", 10.0, say("Price to sales of a grown firm: high end (assumed)")),
        Param("most_days", 730, say("Oldest price, in days, that is counted")),
        Param("life_low", 4.0, say("Years of use of what is built: low end (assumed)")),
        Param("life_high", 8.0, say("Years of use of what is built: high end (assumed)")),
        Param("capital_low", 0.07, say("Cost of capital a year: low end (assumed)")),
        Param("capital_high", 0.12, say("Cost of capital a year: high end (assumed)")),
        Param("margin_low", 0.4, say("Share of AI revenue left for capital: low end (assumed)")),
        Param("margin_high", 0.7, say("Share of AI revenue left for capital: high end (assumed)")),
        Param("ai_share_low", 0.5, say("Share of capital spending that is for AI: low end (assumed)")),
        Param("ai_share_high", 1.0, say("Share of capital spending that is for AI: high end (assumed)")),
    ),
    measures=(
        Measure(
            "market_point",
            say("Figure of a published series"),
            "the publisher's figure; from the lowest to the highest where vintages or a range differ",
            say("Spending, revenue and market size count different things: never join them"),
        ),
        Measure(
            "market_growth",
            say("Growth a year of a published series"),
            "(last / first)^(1 / years) - 1, with every vintage of the ends",
            say("It is recomputed from the points; a printed rate may differ"),
        ),
        Measure(
            "implied_sales",
            say("Sales at the horizon that today's prices need"),
            "sum of price x (1 + return)^years / (price to sales at the horizon), one kind of firm",
            say("Layers buy from one another: a sum over kinds would count the same dollar more than once"),
        ),
        Measure(
            "market_at_horizon",
            say("Forecast at the horizon"),
            "last figure x (1 + growth between its first and last figure)^(years to the horizon)",
            say("A forecast carried over a few years; the publisher gave it for another year"),
        ),
        Measure(
            "implied_to_forecast",
            say("Sales that prices need, over a forecast"),
            "sales needed by one kind of firm / the forecast, carried to the horizon at its own growth",
            say("Above one, the prices cannot all be right if the forecast is; below one proves nothing"),
        ),
        Measure(
            "pe_above_history",
            say("Index multiple over its own median"),
            "multiple / median of its history - 1, over the medians that are known",
            say("A high multiple falls by lower prices or by higher earnings; it says nothing on when"),
        ),
        Measure(
            "reversion",
            say("Change of the price if the multiple went back to its median"),
            "median / multiple - 1, earnings unchanged",
            say("Not a forecast: a number that says how much rests on the multiple"),
        ),
        Measure(
            "sales_for_capital",
            say("Sales a year that the capital spending of one year needs"),
            "spending x share for AI x r / (1 - (1 + r)^-life) / (share of sales left for capital)",
            say("Each further year of spending adds its own charge; part of it serves other business"),
        ),
        Measure(
            "capital_to_sales",
            say("Sales needed, over sales estimated"),
            "sales a year needed / AI revenue as estimated from outside",
            say("The estimate is of one year; revenue grows while the plant is being built"),
        ),
    ),
    methods=(
        Method("as_stated", say("As the source states it"), "no computation"),
        Method(
            "compound_growth",
            say("Compound growth with bounds"),
            "Moore, R. E. (1966). Interval Analysis. Prentice-Hall",
        ),
        Method(
            "big_market",
            say("Sales that prices need, summed over firms"),
            "Cornell, B. and Damodaran, A. (2020). The Big Market Delusion. Financial Analysts Journal 76(2)",
        ),
        Method(
            "own_history",
            say("Against the median of its own history"),
            "one vendor's multiple over the same vendor's medians",
        ),
        Method(
            "annuity",
            say("Equivalent annual charge of capital"),
            "Brealey, R., Myers, S. and Allen, F. (2020). Principles of Corporate Finance, ch. 6",
        ),
    ),
    codes=(
        Code(
            "WOR601",
            say("Prices need more than a forecast holds"),
            say("The least sales that the prices of one kind of firm need exceed a forecast of the market"),
            say("Expect some of the prices to be wrong; ask each which share of the market it needs"),
            Severity.ALARM,
        ),
        Code(
            "WOR602",
            say("Prices may need more than a forecast holds"),
            say("The forecast lies within the range of sales that the prices need"),
            say("Read the range with its assumptions; set your own return and multiple"),
            Severity.WATCH,
        ),
        Code(
            "WOR603",
            say("Capital runs ahead of revenue"),
            say("One year of capital spending needs more sales a year than AI is estimated to bring"),
            say("Plan for prices that must rise or for suppliers that cut back"),
            Severity.WATCH,
        ),
        Code(
            "WOR604",
            say("The index stands above its own history"),
            say("The newest multiple exceeds every known median of its history"),
            say("Test the portfolio against the fall that going back to the median would be"),
            Severity.WATCH,
        ),
        Code(
            "WOR605",
            say("A series that does not hold together"),
            say("Its printed growth is not the growth of its own points, or its publisher is not named"),
            say("Do not quote it"),
            Severity.NOTE,
        ),
        Code(
            "WOR606",
            say("Vintages differ"),
            say("The same publisher gives several figures for one date"),
            say("Quote the date of publication with the figure"),
            Severity.NOTE,
        ),
        Code(
            "WOR607",
            say("Definitions that must not be joined"),
            say("Figures of one year differ because they count different things"),
            say("Name the definition: spending, revenue or market size"),
            Severity.NOTE,
        ),
    ),
)

TERMS = (
    Term("spending"), Term("revenue"), Term("market size"), Term("valuation multiple"), Term("debt"),
    Term("actual"), Term("estimate"), Term("guidance"), Term("forecast"),
    Term("lab"), Term("neocloud"), Term("application"), Term("chipmaker"), Term("cloud"), Term("holding"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
