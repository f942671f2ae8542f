"""How to leave each critical supplier, and the cheapest measures that hold its loss: the declaration."""

from specie.analyses.breaks.exit.codes import CODES
from specie.analyses.breaks.exit.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/exit",
    question=Question.BREAKS,
    title=say("How to leave a supplier"),
    summary=say(
        "For each critical supplier the steps of leaving with weeks, money, owner and last rehearsal, what"
        " running on the substitute costs, what is prepared, the cheapest measures that hold the loss under"
        " your limit, and rows for a register of suppliers."
    ),
    version="1",
    place=7,
    run="specie.analyses.breaks.exit.run:run",
    needs=("dependencies",),
    uses=("initiatives", "stages", "vendors", "contracts", "exit_steps", "exit_measures", "usage", "bills",
          "costs", "rates"),
    facts=("companies", "shocks"),
    after=("pays/roi", "breaks/liquidity", "breaks/capability", "breaks/stress"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)  # fmt: skip
