"""What AI costs, on what, where it is heading: the declaration."""

from specie.analyses.pays.spend.codes import CODES
from specie.analyses.pays.spend.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="pays/spend",
    question=Question.PAYS,
    title=say("What AI costs"),
    summary=say(
        "One ledger of all AI money from bills and costs, reconciled to the cent: what it goes on, where it"
        " is heading, and when it passes the share of the IT budget you set."
    ),
    version="1",
    run="specie.analyses.pays.spend.run:run",
    any_of=(("bills", "costs"),),
    uses=("initiatives", "stages", "vendors", "budgets", "rates"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)
