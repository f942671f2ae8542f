"""On whom everything rests, behind resellers too: the declaration."""

from specie.analyses.breaks.concentration.codes import CODES
from specie.analyses.breaks.concentration.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/concentration",
    question=Question.BREAKS,
    title=say("On whom it rests"),
    summary=say(
        "How concentrated the money is by invoice, host and model developer, so that a reseller hides nobody,"
        " and which supplier's loss stops how many critical initiatives; who stands behind your suppliers,"
        " and what a move to a tested substitute would change."
    ),
    version="2",
    run="specie.analyses.breaks.concentration.run:run",
    place=1,
    any_of=(("bills", "costs", "dependencies"),),
    uses=("initiatives", "vendors", "dependencies", "stages", "usage", "contracts", "deals"),
    facts=("companies", "deals"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
