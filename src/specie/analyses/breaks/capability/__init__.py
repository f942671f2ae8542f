"""Skills needed and held, and the cheapest way to close each gap: the declaration."""

from specie.analyses.breaks.capability.codes import CODES
from specie.analyses.breaks.capability.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/capability",
    question=Question.BREAKS,
    title=say("Who can run it"),
    summary=say(
        "Skills needed and held, the gaps, the cheapest mix of training, hiring and contracting for each with"
        " its range, what is in time, and which initiatives and steps of leaving a supplier wait for it."
    ),
    version="1",
    place=9,
    run="specie.analyses.breaks.capability.run:run",
    needs=("skills",),
    uses=("initiatives", "stages", "exit_steps"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
