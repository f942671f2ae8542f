"""What private prices say, and what they do not: timeline, multiples, price to sales under every basis."""

from specie.analyses.worth.rounds.codes import CODES
from specie.analyses.worth.rounds.measures import MEASURES, METHODS
from specie.model import Analysis, Param, Question, Term, say

ANALYSIS = Analysis(
    id="worth/rounds",
    question=Question.WORTH,
    title=say("Prices and what they are a multiple of"),
    summary=say(
        "Prices of financing rounds over time, their multiples and growth against revenue, price to sales "
        "under every basis, peers at equal age, and who funds whom"
    ),
    version="2",
    place=1,
    run="specie.analyses.worth.rounds.run:run",
    uses=("vendors", "holdings", "rounds", "financials", "deals"),
    facts=("companies", "rounds", "financials", "deals"),
    params=(
        Param("least_days", 180, say("Shortest time between two prices, in days, that is annualised")),
        Param("longest_circle", 4, say("Most steps of a way round in the graph of deals, from 2 to 6")),
        Param("age_tolerance", 0.5, say("Most years between the ages of two companies that are compared")),
        Param("most_led", 2500, say("Concentration of the lead, in points, from which it is told")),
    ),
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
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
    Term("debt"), Term("gross_margin"), Term("operating_margin"), Term("capital spending"), Term("founding"),
    Term("first known round"), Term("supplier"), Term("customer"), Term("supplier and customer"),
    Term("operating firm, no trade known"), Term("no trade known"), Term("not known"), Term("year"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
