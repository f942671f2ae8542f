"""How long cash lasts under each scenario, and what must be cut to hold a limit: the declaration."""

from specie.analyses.breaks.liquidity.codes import CODES
from specie.analyses.breaks.liquidity.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/liquidity",
    question=Question.BREAKS,
    title=say("How long cash lasts"),
    summary=say(
        "Cash and what is promised to suppliers under each scenario: months left with their range, what to"
        " cut and in which order to hold a limit, what cannot be cut, and which days of contracts are next."
    ),
    version="1",
    place=6,
    run="specie.analyses.breaks.liquidity.run:run",
    any_of=(("cash", "contracts", "budgets"),),
    uses=("cash", "contracts", "budgets", "bills", "costs", "initiatives", "stages", "vendors",
          "dependencies", "exit_steps", "rates"),
    facts=("companies", "shocks"),
    after=("pays/spend", "pays/roi"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)  # fmt: skip
