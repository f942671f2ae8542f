"""Kits: for a use case the KPIs, what must not get worse, the control design and the baseline queries."""

from specie.kits.kit import Control, Kit, KitKpi, SourceTable, kit, kit_ids
from specie.kits.start import start_book

__all__ = ["Control", "Kit", "KitKpi", "SourceTable", "kit", "kit_ids", "start_book"]
