"""A metric as declared: what is measured, which way is better, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from specie.model import Ref

if TYPE_CHECKING:
    from specie.book import Book


@dataclass(frozen=True, slots=True)
class Metric:
    """One row of ``kpis``; ``sign`` is 1 where more is better and -1 where less is."""

    ref: Ref
    initiative: Ref
    unit: str
    sign: int
    scale: str
    valued: bool
    minimum_effect: float | None = None
    """Smallest change worth having, as the last plan says."""


def read_metrics(book: Book, kpis_sql: str, promises_sql: str) -> tuple[Metric, ...]:
    """Every metric of the book, in order of its id, with the last plan made for it."""
    promised: dict[str, float | None] = {}
    for row in book.select(promises_sql) if book.has("plans") else ():
        promised.setdefault(row["kpi_id"], row["minimum_effect"])
    return tuple(
        Metric(
            Ref("kpi", row["kpi_id"], row["name"]),
            book.initiative(row["initiative_id"]),
            row["unit"] or "",
            1 if row["better"] == "higher" else -1,
            row["scale"],
            bool(row["valued"]),
            promised.get(row["kpi_id"]),
        )
        for row in book.select(kpis_sql)
    )
