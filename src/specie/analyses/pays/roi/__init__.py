"""Effect to money to cash: does each initiative pay? The declaration."""

from specie.analyses.pays.roi.codes import CODES
from specie.analyses.pays.roi.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/roi",
    question=Question.PAYS,
    title=say("What each initiative returns"),
    summary=say(
        "Measured effect times declared worth against full cost: cash and hours apart, claims followed into"
        " the ledger, and a verdict for each initiative that says why and what would settle it."
    ),
    version="1",
    run="specie.analyses.pays.roi.run:run",
    needs=("initiatives",),
    any_of=(("bills", "costs"),),
    uses=("kpis", "outcomes", "rollout", "stages", "plans", "benefits", "ledger", "usage", "rates"),
    after=("pays/effect", "pays/spend"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
    leads=True,
)
