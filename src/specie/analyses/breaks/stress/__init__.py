"""Falls of the market, failures and prices drawn together: what a bad year costs: the declaration."""

from specie.analyses.breaks.stress.codes import CODES
from specie.analyses.breaks.stress.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/stress",
    question=Question.BREAKS,
    title=say("What a bad year costs"),
    summary=say(
        "Falls of the market, closed funding, failures that come together and prices, drawn jointly: expected"
        " and tail loss of the enterprise by cause and supplier, of positions by class, and the smallest fall"
        " that breaks a limit."
    ),
    version="1",
    place=5,
    run="specie.analyses.breaks.stress.run:run",
    any_of=(("dependencies", "holdings"),),
    uses=(
        "initiatives", "vendors", "dependencies", "contracts", "bills", "costs", "stages", "budgets", "cash",
        "holdings", "prices", "deals", "financials", "rounds", "rates",
    ),
    facts=("companies", "deals", "rounds", "financials", "analogues", "shocks"),
    after=("breaks/stability", "pays/roi", "worth/terms"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)  # fmt: skip
