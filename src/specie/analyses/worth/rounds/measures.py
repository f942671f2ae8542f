"""What the numbers mean, how they are made, and who published the methods."""

from __future__ import annotations

from specie.model import Measure, Method, say

MEASURES = (
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
    Measure(
        "revenue_growth",
        say("Growth of revenue a year"),
        "(later / earlier revenue of one basis)^(1 / years) - 1, with bounds of figures and dates",
        say("Revenue figures are rarely of the day of the price: each growth runs over its own dates"),
    ),
    Measure(
        "growth_gap",
        say("Growth gap: price less revenue"),
        "growth of the price a year - growth of revenue of the same basis a year, with bounds",
        say(
            "A gap may be right where margins rise or risk falls; it says that revenue alone does not explain"
        ),
    ),
    Measure(
        "price_to_sales_change",
        say("Price to sales, times the one before"),
        "(later price / earlier price) / (later revenue / earlier revenue), with bounds",
        say("One means that the price grew as revenue did; a change of basis would move it without a reason"),
    ),
    Measure(
        "gross_margin_change",
        say("Gross margin moved by"),
        "gross margin near the later price - near the earlier price, with bounds",
        say("Definitions of gross margin differ between reports of one company"),
    ),
    Measure(
        "operating_margin_change",
        say("Operating margin moved by"),
        "operating margin near the later price - near the earlier price, with bounds",
        say("Some reports leave out pay in shares, which may be a large cost"),
    ),
    Measure(
        "lead_concentration",
        say("Concentration of the lead (HHI)"),
        "10,000 x sum of squared shares of the money by who led it; least and greatest over all splits",
        say("Few rounds make every company look concentrated; who led is not who paid"),
    ),
    Measure(
        "strategic_lead_share",
        say("Led by suppliers or customers"),
        "money of rounds led only by firms that trade with the company / money of all rounds, with bounds",
        say("Trade is read from public deals; many contracts are not public"),
    ),
    Measure(
        "circular_deals",
        say("Ways round in the graph of deals"),
        "count of circuits of closed or committed deals in which one step funds and another pays for supply",
        say("It shows dependence, not that the same money went round; more public deals mean more ways"),
    ),
    Measure(
        "raised_to_sales",
        say("Money raised over sales a year"),
        "money raised with one status / sales a year of the newest quarter, with bounds",
        say("Money that was raised may still be in the bank; sales of a young firm grow quickly"),
    ),
    Measure(
        "capex_to_sales",
        say("Capital spending over revenue"),
        "capital spending / revenue of the same period",
        say("Equipment serves for years; leased equipment is left out where the source leaves it out"),
    ),
    Measure(
        "price_to_peer",
        say("Price, times that of a peer of equal age"),
        "newest price / price of the peer when it was nearest to the same age, with bounds",
        say("Equal age is not an equal market: interest, prices and fashion differ between years"),
    ),
)

METHODS = (
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
    Method(
        "difference_of_growth",
        say("Difference of two growth rates with bounds"),
        "Moore, R. E. (1966). Interval Analysis. Prentice-Hall",
    ),
    Method(
        "difference_of_margins",
        say("Difference of two margins with bounds"),
        "Moore, R. E. (1966). Interval Analysis. Prentice-Hall",
    ),
    Method(
        "hhi_bounds",
        say("Herfindahl-Hirschman index over every split of joint leads"),
        "Hirschman, A. O. (1964). The Paternity of an Index. American Economic Review 54(5), 761; "
        "Manski, C. F. (2003). Partial Identification of Probability Distributions. doi:10.1007/b97478",
    ),
    Method(
        "share_bounds",
        say("Least and greatest share where some of it is not known"),
        "Manski, C. F. (2003). Partial Identification of Probability Distributions. doi:10.1007/b97478",
    ),
    Method(
        "circuits",
        say("Elementary circuits of a directed graph"),
        "Johnson, D. B. (1975). Finding all the elementary circuits of a directed graph. SIAM Journal on "
        "Computing 4(1), 77-84, doi:10.1137/0204007",
    ),
    Method("equal_age", say("Prices at equal age"), "no computation beyond the division with bounds"),
)
