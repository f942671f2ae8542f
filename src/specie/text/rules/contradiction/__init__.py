"""Figures of one text that cannot both hold."""

from specie.text.rules.contradiction.bases import bases
from specie.text.rules.contradiction.events import dates
from specie.text.rules.contradiction.happenings import happenings
from specie.text.rules.contradiction.headlines import headlines
from specie.text.rules.contradiction.populations import populations
from specie.text.rules.contradiction.restated import restated
from specie.text.rules.contradiction.rounds import rounds
from specie.text.rules.contradiction.same import same
from specie.text.rules.contradiction.staff import staff
from specie.text.rules.contradiction.values import values

CONTRADICTION = (values, same, rounds, dates, happenings, staff, bases, populations, headlines, restated)
