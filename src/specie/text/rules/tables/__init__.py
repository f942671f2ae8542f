"""Tables that stand in a text: against its sentences, and against their own totals, shares and changes."""

from specie.text.rules.tables.columns import columns
from specie.text.rules.tables.prose import prose
from specie.text.rules.tables.totals import totals

TABLES = (prose, totals, columns)
