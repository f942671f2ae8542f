"""From a document to its figures: numerals, units, ranges, approximations and dates of both languages."""

from specie.text.figures.find import find_claims

__all__ = ["find_claims"]
