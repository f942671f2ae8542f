"""From initiatives that do not pay to a supplier's supported range and runway, and back to your contract."""

from specie.analyses.worth.link.codes import CODES
from specie.analyses.worth.link.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, say

ANALYSIS = Analysis(
    id="worth/link",
    question=Question.WORTH,
    title=say("Your gate and their price on one page"),
    summary=say(
        "What initiatives that do not pay would take from a supplier if all its enterprise customers behaved "
        "like your book or like a published ruler says: its revenue, its supported range and its runway, "
        "beside your own initiatives, verdicts and renewal dates"
    ),
    version="1",
    place=7,
    run="specie.analyses.worth.link.run:run",
    uses=(
        "initiatives", "vendors", "holdings", "bills", "costs", "contracts", "dependencies", "stages",
        "rates", "rounds", "financials", "assumptions", "base_rates",
    ),
    facts=("companies", "rounds", "financials", "market", "rulers"),
    after=("pays/roi", "pays/portfolio", "pays/gates", "worth/intrinsic"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)  # fmt: skip
