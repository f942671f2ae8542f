"""Figures of a text against what is known: shipped facts and the user's own tables."""

from specie.text.rules.facts.deals import deals
from specie.text.rules.facts.falls import falls
from specie.text.rules.facts.financials import financials
from specie.text.rules.facts.market import market
from specie.text.rules.facts.own import own
from specie.text.rules.facts.rounds import rounds
from specie.text.rules.facts.studies import studies

FACTS = (rounds, financials, market, deals, studies, falls, own)
