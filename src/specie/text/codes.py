"""Every code of a document and of its figures, in words for ``specie explain``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.model import Code
from specie.text.document.codes import CODES as DOCUMENT_CODES
from specie.text.rules.codes import FIGURE_CODES

CODES: Mapping[str, Code] = MappingProxyType(
    {code.id: code for code in sorted((*DOCUMENT_CODES.values(), *FIGURE_CODES), key=lambda code: code.id)}
)
"""Code id to its words, in order."""
