"""What was promised before the spend, and what each gate says now: the declaration."""

from specie.analyses.pays.gates.codes import CODES
from specie.analyses.pays.gates.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/gates",
    question=Question.PAYS,
    title=say("Gates: plans, decisions and reviews"),
    summary=say(
        "Every plan registered before the spend, whether it could have decided anything, what its gate says"
        " and why, what is due next, and what changed since the last review."
    ),
    version="1",
    run="specie.analyses.pays.gates.run:run",
    needs=("initiatives", "plans"),
    uses=("kpis", "outcomes", "rollout", "stages", "dependencies"),
    after=("pays/effect",),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
