"""Raised and lowered digits keep apart from the figure they stand at: 25 with a note 1 is not 251."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOWERED = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")


def raised(text: str) -> str:
    """Write digits as superscripts."""
    return text.translate(_RAISED)


def lowered(text: str) -> str:
    """Write digits as subscripts."""
    return text.translate(_LOWERED)
