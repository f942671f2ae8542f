"""Who gets from idea to production, who waits, and for whom: the declaration."""

from specie.analyses.pays.funnel.words import CODES, MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/funnel",
    question=Question.PAYS,
    title=say("From pilot to production"),
    summary=say(
        "Stage by stage: how many move on, are stopped or are still there, with young initiatives counted"
        " fairly; what blocks, and how long approval takes."
    ),
    version="1",
    run="specie.analyses.pays.funnel.run:run",
    needs=("initiatives", "stages"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
