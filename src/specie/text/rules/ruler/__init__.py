"""Statements that cannot be judged because the ruler is missing: of what, from when, by whom, how tested."""

from specie.text.rules.ruler.cause import cause
from specie.text.rules.ruler.forecast import forecast
from specie.text.rules.ruler.foretold import foretold
from specie.text.rules.ruler.multiple import multiple
from specie.text.rules.ruler.share import share

RULER = (share, multiple, forecast, foretold, cause)
