"""What one shock at a time does to every initiative: the declaration."""

from specie.analyses.breaks.shocks.codes import CODES
from specie.analyses.breaks.shocks.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="breaks/shocks",
    question=Question.BREAKS,
    title=say("What one shock does"),
    summary=say(
        "Prices rise, seats are billed by use, a model or a supplier goes, a region is cut off: which"
        " initiatives turn red, by which rule, for how much money and how many months, who owns it, and what"
        " return is left."
    ),
    version="1",
    run="specie.analyses.breaks.shocks.run:run",
    place=3,
    leads=True,
    needs=("initiatives",),
    any_of=(("dependencies", "bills", "costs"),),
    uses=("vendors", "stages", "contracts", "exit_steps", "usage", "rates", "retirements"),
    facts=("shocks", "companies"),
    after=("pays/roi",),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
