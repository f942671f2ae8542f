"""Codes of what checking the figures of a text finds."""

from specie.model import Code, Severity
from specie.text.rules.codes.inside import INSIDE
from specie.text.rules.codes.outside import OUTSIDE

FIGURE_CODES: tuple[Code, ...] = (*INSIDE, *OUTSIDE)
_SEVERITIES = {code.id: code.severity or Severity.NOTE for code in FIGURE_CODES}


def severity_of(code: str) -> Severity:
    """Return how loud the alarms of a code are; raises KeyError for a code that is not declared."""
    return _SEVERITIES[code]
