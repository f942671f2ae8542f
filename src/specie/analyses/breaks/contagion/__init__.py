"""Who loses what if a firm fails, by channel and by how certain the deals are: the declaration."""

from specie.analyses.breaks.contagion.codes import CODES
from specie.analyses.breaks.contagion.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/contagion",
    question=Question.BREAKS,
    title=say("Who loses if a firm fails"),
    summary=say(
        "Stakes, loans and a year's sales between companies, each from a deal with an amount: who loses what"
        " if one of them fails, by how certain the deals are, and which of your suppliers are hit."
    ),
    version="1",
    place=4,
    run="specie.analyses.breaks.contagion.run:run",
    uses=("vendors", "holdings", "deals", "financials", "rounds"),
    facts=("companies", "deals", "rounds", "financials", "shocks"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
