"""What the parameters, measures and methods of the concentration analysis mean; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, say

PARAMS = (
    Param("months", 12, say("Months of money that are looked at, back from the last row.")),
    Param("critical_from", "critical", say("Rating from which a dependency counts as critical.")),
    Param("alarm_share", 0.5, say("Share of critical initiatives on one supplier that is an alarm.")),
    Param("stale_days", 365, say("Days after which the test of a substitute should be repeated.")),
    Param("notice_window", 120, say("Days ahead in which ends of contracts and notice days are told.")),
    Param("hhi_moderate", 1000.0, say("HHI above which money counts as moderately concentrated.")),
    Param("hhi_high", 1800.0, say("HHI above which money counts as highly concentrated.")),
    Param("hhi_change", 100.0, say("Rise of an HHI by a move, in points, from which it is told.")),
    Param(
        "moves",
        "",
        say(
            "Moves to work out: initiative:from>to, several with ; between; initiative or goal may be"
            " left out."
        ),
    ),
)

LAYER_NAMES: dict[str, Message] = {
    "invoice_issuer": say("invoices"),
    "host": say("hosting"),
    "model_developer": say("models"),
    "tool": say("tools"),
}
"""How a layer is called within a sentence."""


def _of_layer(layer: str) -> tuple[Measure, ...]:
    return (
        Measure(
            f"hhi_{layer}",
            say("HHI of the layer: {layer}", layer=LAYER_NAMES[layer]),
            "10,000 * sum of squared shares; where money has no known supplier, the least and the greatest"
            " value over all ways to allot it",
            say("10,000 is one supplier; the bands were made for markets, not for one buyer's suppliers."),
        ),
        Measure(
            f"effective_{layer}",
            say("Effective number of suppliers: {layer}", layer=LAYER_NAMES[layer]),
            "10,000 / HHI",
            say("How many equal suppliers would be as concentrated; says nothing of substitutes."),
        ),
        Measure(
            f"top_share_{layer}",
            say("Share of the largest supplier: {layer}", layer=LAYER_NAMES[layer]),
            "largest supplier's money / all money of the layer; bounds over all allotments of unknown money",
            say("The largest may be another supplier at each end of the range."),
        ),
        Measure(
            f"share_{layer}",
            say("Share of a supplier: {layer}", layer=LAYER_NAMES[layer]),
            "its money / all money of the layer; bounds over all allotments of unknown money",
            say("Money, not work: a cheap supplier may carry the whole firm."),
        ),
        Measure(
            f"top3_share_{layer}",
            say("Share of the three largest suppliers: {layer}", layer=LAYER_NAMES[layer]),
            "money of the three largest / all money of the layer; bounds as for the largest",
            say("The three may be others at each end of the range."),
        ),
        Measure(
            f"hhi_after_{layer}",
            say("HHI of the layer after a move: {layer}", layer=LAYER_NAMES[layer]),
            "as the HHI, with the money of the work that moves given to its new supplier",
            say("All of the money moves, at its price of today; weeks and cost of moving are beside it."),
        ),
        Measure(
            f"effective_after_{layer}",
            say("Effective number of suppliers after a move: {layer}", layer=LAYER_NAMES[layer]),
            "10,000 / HHI after the move",
            say("All of the money moves, at its price of today."),
        ),
        Measure(
            f"top_share_after_{layer}",
            say("Share of the largest supplier after a move: {layer}", layer=LAYER_NAMES[layer]),
            "largest supplier's money / all money of the layer, after the move",
            say("The largest may be another supplier than before."),
        ),
        Measure(
            f"unknown_{layer}",
            say("Money without a known supplier: {layer}", layer=LAYER_NAMES[layer]),
            "money that neither a bill nor dependencies ties to one supplier / all money of the layer",
            say("Falls when dependencies is filled, not when anything changes."),
        ),
    )


MEASURES = (
    *(measure for layer in ("invoice_issuer", "host", "model_developer") for measure in _of_layer(layer)),
    Measure(
        "critical_initiatives",
        say("Critical initiatives"),
        "initiatives with at least one dependency rated critical_from or higher, those stopped left out",
        say("Only what dependencies lists and rates."),
    ),
    Measure(
        "critical_stopped",
        say("Critical initiatives that stop if the supplier is lost"),
        "those with a critical dependency on it that no tested substitute of another supplier covers",
        say("A substitute is taken to work if it was tested; what it runs on itself is not known."),
    ),
    Measure(
        "critical_stopped_share",
        say("Share of critical initiatives that stop if the supplier is lost"),
        "critical initiatives that stop / critical initiatives",
        say("A census of the book, so it has no sampling interval."),
    ),
    Measure(
        "critical_stopped_spend",
        say("Share of critical spending that stops if the supplier is lost"),
        "spending of critical initiatives that stop / spending of all critical initiatives",
        say("Spending is not value: the cheapest may matter most."),
    ),
    Measure(
        "critical_stopped_pair",
        say("Critical initiatives that stop if the worst pair of suppliers is lost"),
        "the most critical initiatives that the joint loss of two suppliers stops",
        say("Takes both losses at once; how likely that is, is not said."),
    ),
    Measure(
        "critical_uncovered",
        say("Critical initiatives with a need that no tested substitute covers"),
        "critical initiatives with a critical dependency that has no tested substitute of another supplier",
        say("A test that is years old still counts here; see the findings for its age."),
    ),
    Measure(
        "behind_suppliers",
        say("Suppliers of yours that buy from it"),
        "suppliers of the book that buy from the company by a deal that binds",
        say("Only deals that are public or that you added; who else it sells to is not known."),
    ),
    Measure(
        "behind_share",
        say("Share of money held by it and by those who buy from it"),
        "money of the party and of the suppliers that buy from it / all money of the innermost layer",
        say("An upper end of what rests on it: who buys from several need not stop with one."),
    ),
    Measure(
        "service_region_share",
        say("Share of money by region of service"),
        "money of suppliers whose running contracts name the region / all money paid to invoice issuers",
        say("A contract of several regions may serve from any; without a contract it may be anywhere."),
    ),
    Measure(
        "region_share",
        say("Share of money by the supplier's home region"),
        "money paid to invoice issuers of the region / all money paid to invoice issuers",
        say("Home of the company; where the service is delivered may be elsewhere."),
    ),
)

METHODS = (
    Method(
        "count",
        say("Count of initiatives"),
        "exact; and-or graph after Barlow and Proschan (1975), Statistical Theory of Reliability and Life"
        " Testing, chapter 1",
    ),
    Method("share", say("Ratio of exact sums"), "exact decimal arithmetic"),
    Method(
        "hhi",
        say("Herfindahl-Hirschman index and its inverse"),
        "Hirschman (1964), American Economic Review 54(5), 761; Hill (1973), https://doi.org/10.2307/1934352;"
        " bands: U.S. Department of Justice and Federal Trade Commission, Merger Guidelines (2023),"
        " https://www.justice.gov/atr/herfindahl-hirschman-index",
    ),
    Method(
        "deals",
        say("Ways in the graph of deals that bind"),
        "breadth-first tiers; articulation points: Hopcroft and Tarjan (1973), https://doi.org/10.1145/362248.362272",
    ),
    Method(
        "bounds",
        say("Sharp bounds over every way to allot money of unknown supplier"),
        "convexity; Manski (2003), https://doi.org/10.1007/b97478; Fujishige (1980),"
        " https://doi.org/10.1287/moor.5.2.186",
    ),
)
