"""What a company is made of: economics, customers, technology, moat and team, each against a policy."""

from specie.analyses.worth.quality.codes import CODES
from specie.analyses.worth.quality.measures import MEASURES, METHODS
from specie.analyses.worth.quality.params import PARAMS
from specie.model import Analysis, Question, Term, say

ANALYSIS = Analysis(
    id="worth/quality",
    question=Question.WORTH,
    title=say("Quality behind the price"),
    summary=say(
        "Margins, retention, burn, customers, technology, moat and team of companies, each with formula, "
        "threshold and grade, and not known where it is so"
    ),
    version="1",
    place=3,
    run="specie.analyses.worth.quality.run:run",
    uses=("vendors", "holdings", "rounds", "financials", "benchmarks", "evidence"),
    facts=("companies", "rounds", "financials", "rulers"),
    after=("worth/rounds", "worth/intrinsic"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)

TERMS = (
    Term("met"), Term("not met"), Term("undecided"), Term("not known"), Term("no threshold"),
    Term("supported"), Term("contradicted"), Term("disputed"), Term("claimed only"),
    Term("on sale"), Term("sales vouched for"), Term("costs covered"), Term("customers stay"),
    Term("many customers"), Term("growth is paid for"), Term("lives on sales"), Term("cash for a while"),
    Term("price outgrew revenue"), Term("many years of sales"), Term("price not supported"),
    Term("suppliers lead"), Term("expectations"), Term("fundamentals"), Term("neither way"),
    Term("price leads the figures"), Term("figures carry the price"), Term("mixed"), Term("cannot tell"),
    Term("moat"), Term("team"), Term("adoption"), Term("path"), Term("independent"), Term("vendor"),
    Term("usage"), Term("market_share"), Term("point"), Term("month"), Term("quarter"), Term("half"),
    Term("nine-months"), Term("year"), Term("filed"), Term("company"), Term("press"), Term("modelled"),
    Term("recorded"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
