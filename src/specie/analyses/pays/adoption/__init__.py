"""Who uses it, how much, with which seats, and what holds them back: the declaration."""

from specie.analyses.pays.adoption.codes import CODES
from specie.analyses.pays.adoption.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/adoption",
    question=Question.PAYS,
    title=say("Adoption"),
    summary=say(
        "Use by official initiatives, by general-purpose tools and outside both; seats paid for and not used;"
        " how far each roll-out has come and how deep use goes; acceptance under every denominator; what"
        " people say holds them back."
    ),
    version="1",
    run="specie.analyses.pays.adoption.run:run",
    needs=("initiatives",),
    any_of=(("usage", "rollout", "survey"),),
    uses=("stages", "bills", "costs"),
    facts=("rulers",),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
