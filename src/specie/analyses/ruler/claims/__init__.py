"""What others say, under which ruler, how well vouched for, and who was right: the declaration."""

from specie.analyses.ruler.claims.settings import PARAMS
from specie.analyses.ruler.claims.words import CODES, MEASURES, METHODS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="ruler/claims",
    question=Question.RULER,
    title=say("Claims, rival readings and forecasts"),
    summary=say(
        "What others say, with denominator, definition, interest and independent sources; rival readings side"
        " by side; forecasts scored when they are due"
    ),
    version="1",
    run="specie.analyses.ruler.claims.run:run",
    uses=("claims", "forecasts", "warnings", "rounds", "financials", "deals", "vendors", "holdings"),
    facts=("rulers", "market", "rounds", "financials", "deals", "companies"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
