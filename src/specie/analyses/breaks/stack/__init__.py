"""Models in use that are going to be shut down: the declaration."""

from specie.analyses.breaks.stack.codes import CODES
from specie.analyses.breaks.stack.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/stack",
    question=Question.BREAKS,
    title=say("Which models in use are going to be shut down"),
    summary=say(
        "Models that initiatives use or depend on, with the day on which their provider shuts them down, the"
        " notice providers gave so far, the replacement, and whether a substitute was tested."
    ),
    version="1",
    place=8,
    run="specie.analyses.breaks.stack.run:run",
    any_of=(("usage", "dependencies"),),
    uses=("usage", "dependencies", "retirements", "vendors", "initiatives", "stages"),
    facts=("companies",),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
