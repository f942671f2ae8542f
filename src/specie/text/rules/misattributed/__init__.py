"""Statements that are repeated widely and that their source does not support."""

from specie.text.rules.misattributed.zombie import zombie

MISATTRIBUTED = (zombie,)
