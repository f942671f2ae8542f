"""Figures of one text that cannot both hold."""

from specie.text.rules.contradiction.bases import bases
from specie.text.rules.contradiction.events import dates
from specie.text.rules.contradiction.rounds import rounds
from specie.text.rules.contradiction.staff import staff
from specie.text.rules.contradiction.values import values

CONTRADICTION = (values, rounds, dates, staff, bases)
