"""What is measured, how, and what the user may set; imports only words."""

from __future__ import annotations

from specie.model import Measure, Message, Method, Param, Term, say

PARAMS = (
    Param("rank", "pari passu", say("Where debts between firms rank: pari passu, junior or senior.")),
    Param("default_cost", 0.0, say("Part of its means that a failure by debts destroys; 0 is none.")),
    Param("watch_share", 0.1, say("Part of a supplier's worth or revenue that is told as a hit.")),
)

CHANNELS: tuple[tuple[str, Message, str, Message], ...] = (
    (
        "equity",
        say("stakes"),
        (
            "least x = min(worth, paid for stakes in firms that fail + part owned * x of the others); total:"
            " what owners outside the graph lose, each loss once"
        ),
        say("Stakes at what was paid for them: a floor where the firm is worth more today."),
    ),
    (
        "debt",
        say("loans"),
        (
            "owed less paid by the greatest clearing vector; the failed firm pays 1 - loss given default of"
            " facts/shocks.csv (low, typical, high)"
        ),
        say("Guarantees count as loans. A firm whose worth is not known is taken to pay all it owes."),
    ),
    (
        "sales",
        say("a year's sales"),
        (
            "amount / years it runs, lost when the customer stops; from none to all of it handed on to firms"
            " that are bought from"
        ),
        say("What customers stop paying, before the seller finds others or spends less."),
    ),
)
VIEWS: tuple[tuple[str, Message], ...] = (
    ("closed", say("closed deals only")),
    ("firm", say("closed and committed deals")),
    ("told", say("also letters of intent and rumours")),
)


def measure_of(channel: str, view: str) -> str:
    """Name the measure of a channel under a view."""
    return f"loss_given_failure_{channel}_{view}"


MEASURES = (
    *(
        Measure(
            measure_of(channel, view),
            say("Lost by others if it fails: {channel}, {view}", channel=name, view=label),
            formula,
            reading,
        )
        for channel, name, formula, reading in CHANNELS
        for view, label in VIEWS
    ),
    Measure(
        "loss_from_failure",
        say("What a firm loses if another fails"),
        "as the loss given failure, for one firm",
        say("Money passed on is told at every firm on its way, so firms must not be added up."),
    ),
    Measure(
        "loss_share",
        say("The same over its worth or revenue"),
        "stakes and loans: loss / newest comparable price; sales: loss / newest revenue of a year",
        say("The price may be months old; contracts that start later are measured against today's revenue."),
    ),
    Measure(
        "debtrank",
        say("DebtRank"),
        "part of all known worth lost beyond the failed firm's own; iterated until no firm loses more than"
        " the tolerance in a step",
        say("For comparison only: it writes loans down before anybody defaults and clears nothing."),
    ),
    Measure(
        "further_failures",
        say("Firms that fail with it"),
        "firms that lose all they are worth by stakes, or cannot pay their debts with what is left",
        say("Firms whose worth is not known never fail here."),
    ),
)

METHODS = (
    Method(
        "look_through",
        say("Stakes seen through"),
        "Elliott, Golub and Jackson (2014), https://doi.org/10.1257/aer.104.10.3115",
    ),
    Method(
        "clearing",
        say("Greatest clearing vector"),
        "Eisenberg and Noe (2001), https://doi.org/10.1287/mnsc.47.2.236.9835; default costs: Rogers and"
        " Veraart (2013), https://doi.org/10.1287/mnsc.1120.1569",
    ),
    Method(
        "lost_revenue",
        say("Purchases that stop, handed on"),
        "clearing with purchases as the junior class: Eisenberg and Noe (2001),"
        " https://doi.org/10.1287/mnsc.47.2.236.9835",
    ),
    Method(
        "debtrank",
        say("DebtRank, iterated to its limit"),
        "Bardoscia, Battiston, Caccioli and Caldarelli (2015), https://doi.org/10.1371/journal.pone.0130406;"
        " first form: Battiston et al. (2012), https://doi.org/10.1038/srep00541",
    ),
    Method("share", say("Ratio of ranges"), "interval arithmetic: Moore (1966), Interval Analysis, ch. 2"),
    Method("count", say("Count of firms"), "exact"),
)
METHOD_OF = {"equity": "look_through", "debt": "clearing", "sales": "lost_revenue"}

TERMS = (Term("pari passu"), Term("junior"), Term("senior"))
"""Words of the vocabulary that the rows bring along."""
