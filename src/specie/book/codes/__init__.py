"""Every code of a data or configuration problem, in words for ``specie explain``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from specie.book.bills_codes import BILL_CODES
from specie.book.codes.cells import CELLS
from specie.book.codes.configuration import CONFIGURATION
from specie.book.codes.files import FILES
from specie.book.codes.rows import ROWS
from specie.model import Code

CODES: Mapping[str, Code] = MappingProxyType(
    {
        code.id: code
        for code in sorted((*CONFIGURATION, *FILES, *CELLS, *ROWS, *BILL_CODES), key=lambda code: code.id)
    }
)
"""Code id to its words, in order."""
