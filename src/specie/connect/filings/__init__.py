"""Figures of filed accounts: the SEC's company facts into rows of the table ``financials``."""

from __future__ import annotations

from specie.connect.filings.rows import facts_to_rows

__all__ = ["facts_to_rows"]
