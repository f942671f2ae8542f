"""Words that every face shares: questions, grades, severities, roles, kinds, units, currencies."""

from __future__ import annotations

from specie.model import Bound, Grade, Level, Message, Question, Role, Severity, Term, say

ENGLISH: dict[str, str] = {
    "ai": "AI",
    "gaap": "GAAP",
    "ipo": "IPO",
    "it": "IT",
    "kpi": "KPI",
    "wind_down": "wind-down",
}
"""Words of the vocabulary whose English form is not their id with blanks."""

VOCABULARY_KINDS = frozenset(
    {"portfolio", "stage", "cost_type", "approach", "market", "use", "barrier", "scenario"}
)
"""Kinds of things whose ids are words of the vocabulary, so that they can be translated."""

QUESTIONS: dict[Question, Message] = {
    Question.RULER: say("By which ruler?"),
    Question.PAYS: say("Does it pay?"),
    Question.WORTH: say("What is it worth?"),
    Question.BREAKS: say("What breaks?"),
}

SEVERITIES: dict[Severity, Message] = {
    Severity.ALARM: say("Alarm"),
    Severity.WATCH: say("Watch"),
    Severity.NOTE: say("Note"),
}

LEVELS: dict[Level, Message] = {
    Level.ERROR: say("Error"),
    Level.WARNING: say("Warning"),
    Level.NOTE: say("Note"),
}

ROLES: dict[Role, Message] = {
    Role.ENTERPRISE: say("Enterprise"),
    Role.INVESTOR: say("Investor"),
    Role.DEVELOPER: say("Developer"),
}

GRADES: dict[Grade, Message] = {
    Grade.A: say("A: randomised experiment."),
    Grade.B: say("B: staggered roll-out or difference in differences."),
    Grade.C: say("C: matched units, synthetic control or interrupted series."),
    Grade.D: say("D: before and after only, no comparison group."),
    Grade.E: say("E: opinion or self-report."),
    Grade.FILED: say("Filed: in accounts filed with an authority."),
    Grade.COMPANY: say("Company: a statement of the company itself."),
    Grade.PRESS: say("Press: reported by the press or another relay."),
    Grade.RUMOUR: say("Rumour: not confirmed."),
    Grade.BOOKED: say("Booked: an exact sum of rows in your own tables."),
    Grade.RECORDED: say("Recorded: a statistic of your own records (dates, stages, links), not of money."),
    Grade.MODELLED: say("Modelled: a forecast or scenario, as good as its stated assumptions."),
}

BOUNDS: dict[Bound, Message] = {
    Bound.EXACT: say("the value itself"),
    Bound.AT_MOST: say("a ceiling: the true value is at most this"),
    Bound.AT_LEAST: say("a floor: the true value is at least this"),
}

TERMS = (
    Term("approach"), Term("bill"), Term("company"), Term("cost_type"), Term("function"), Term("initiative"),
    Term("market"), Term("model"), Term("portfolio"), Term("whole portfolio"), Term("all"), Term("ruler"),
    Term("stage"), Term("vendor"), Term("yes"), Term("no"), Term("tokens"), Term("hours"), Term("rows"),
    Term("seats"), Term("requests"), Term("unassigned"), Term("host"), Term("invoice_issuer"),
    Term("model_developer"), Term("private prices"),
)  # fmt: skip
"""Kinds of things and further units."""

CURRENCIES = (
    Term("USD"), Term("TWD"), Term("EUR"), Term("JPY"), Term("CNY"), Term("GBP"), Term("HKD"), Term("KRW"),
    Term("SGD"), Term("CHF"), Term("CAD"), Term("AUD"), Term("INR"), Term("SEK"), Term("NOK"), Term("DKK"),
    Term("THB"), Term("VND"), Term("MYR"), Term("IDR"), Term("PHP"), Term("NZD"), Term("BRL"), Term("ILS"),
)  # fmt: skip
"""Currencies that have a name of their own in Chinese; any other is written with its code."""
