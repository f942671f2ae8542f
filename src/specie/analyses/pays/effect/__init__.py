"""What the roll-out changed, and how sure that is: the declaration."""

from specie.analyses.pays.effect.codes import CODES
from specie.analyses.pays.effect.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/effect",
    question=Question.PAYS,
    title=say("What the roll-out changed"),
    summary=say(
        "The causal effect of each initiative on each of its metrics, with the design it was read from, the"
        " grade of the evidence, and a test that is right at the rate it promises."
    ),
    version="1",
    run="specie.analyses.pays.effect.run:run",
    needs=("initiatives", "kpis"),
    any_of=(("outcomes", "benefits"),),
    uses=("rollout", "stages", "plans"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
