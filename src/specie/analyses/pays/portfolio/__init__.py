"""The portfolio: how many pay, what all of it returns, and where money should move; the declaration."""

from specie.analyses.pays.portfolio.codes import CODES
from specie.analyses.pays.portfolio.params import PARAMS
from specie.analyses.pays.portfolio.words import MEASURES, METHODS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/portfolio",
    question=Question.PAYS,
    title=say("What all of AI returns"),
    summary=say(
        "All AI money against all measured cash benefit: what the whole returns, how many initiatives truly"
        " pay, which moves recover money, and which decisions need a better experiment first."
    ),
    version="1",
    run="specie.analyses.pays.portfolio.run:run",
    needs=("initiatives",),
    any_of=(("bills", "costs"),),
    uses=("kpis", "stages", "benefits", "outcomes", "rollout"),
    after=("pays/roi", "pays/effect", "pays/spend", "pays/funnel"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
    leads=True,
)
