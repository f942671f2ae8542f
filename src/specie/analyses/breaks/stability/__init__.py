"""Will this supplier be there: the declaration."""

from specie.analyses.breaks.stability.codes import CODES
from specie.analyses.breaks.stability.words import MEASURES, METHODS, PARAMS
from specie.model import Analysis, Question, Term, say

ANALYSIS = Analysis(
    id="breaks/stability",
    question=Question.BREAKS,
    title=say("Will this supplier be there"),
    summary=say(
        "The chance that a supplier fails within one, two and three years, by its share price, by its cash "
        "and rounds, or by its class; how long its cash lasts, on whom its revenue and its funding rest, and "
        "what each number rests on"
    ),
    version="1",
    place=2,
    run="specie.analyses.breaks.stability.run:run",
    uses=("vendors", "holdings", "financials", "rounds", "prices", "deals"),
    facts=("companies", "rounds", "financials", "deals", "shocks"),
    params=PARAMS,
    measures=MEASURES,
    methods=METHODS,
    codes=CODES,
)

TERMS = (
    Term("share price"), Term("cash and rounds"), Term("base rate"), Term("balance sheet"), Term("customers"),
    Term("company"), Term("operating margin"),
    Term("open window"), Term("narrow window"), Term("closed window"), Term("distress"), Term("grey zone"),
    Term("safe zone"), Term("earning"), Term("losing"), Term("rising"), Term("falling"), Term("not clear"),
    Term("not known"), Term("filed"), Term("press"), Term("rumour"), Term("modelled"), Term("gaap"),
    Term("run-rate"), Term("guidance"), Term("leak"), Term("month"), Term("quarter"), Term("half"),
    Term("nine-months"), Term("year"), Term("point"), Term("cash"), Term("cash_burn"), Term("free_cash_flow"),
    Term("total_debt"), Term("largest_customer_share"), Term("top3_customer_share"), Term("working_capital"),
    Term("retained_earnings"), Term("operating_income"), Term("net_income"), Term("total_assets"),
    Term("total_liabilities"), Term("equity"), Term("current_assets"), Term("current_liabilities"),
    Term("ebit"), Term("fresh"), Term("old"),
)  # fmt: skip
"""Words of the vocabulary that the rows bring along."""
