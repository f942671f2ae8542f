"""The user's scores of models and evidence on companies, read from the book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.model import Grade, Origin

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from specie.book import Book

MOAT = (
    "network_effect", "data_moat", "switching_costs", "scale_economies", "differentiation",
    "intellectual_property", "distribution",
)  # fmt: skip
TEAM = ("founders", "key_people", "hiring", "attrition")
ADOPTION = ("active_users", "paying_customers", "usage")
PATH = ("on_sale", "repeat_purchase", "price_covers_cost", "sales_channel", "path_to_profit")


@dataclass(frozen=True, slots=True)
class Score:
    """One score of a model."""

    company: str
    model: str
    released_on: date
    benchmark: str
    value: float
    unit: str
    higher: bool
    independent: bool
    measured_on: date
    origin: Origin
    note: str

    @property
    def grade(self) -> Grade:
        """A vendor's own score is a statement of the company."""
        return Grade.PRESS if self.independent else Grade.COMPANY


@dataclass(frozen=True, slots=True)
class Proof:
    """One piece of evidence."""

    company: str
    field: str
    standing: str
    statement: str
    value: float | None
    unit: str
    measured_by: str
    observed_on: date
    origin: Origin
    note: str

    @property
    def grade(self) -> Grade:
        """Who observed it; the user's own observation is a record."""
        by = {"company": Grade.COMPANY, "own": Grade.RECORDED}
        return by.get(self.measured_by, Grade.PRESS)


def own_scores(book: Book) -> Iterator[Score]:
    """Yield every used row of ``benchmarks``, in order of release."""
    for row in book.select(_sql("own_scores")):
        yield Score(
            row["company_id"],
            row["model"],
            row["released_on"],
            row["benchmark"],
            float(row["score"]),
            row["unit"],
            row["better"] != "lower",
            row["measured_by"] == "independent",
            row["measured_on"],
            _origin(row),
            row["note"] or "",
        )


def own_proofs(book: Book) -> Iterator[Proof]:
    """Yield every used row of ``evidence``, oldest first."""
    for row in book.select(_sql("own_proofs")):
        yield Proof(
            row["company_id"],
            row["field"],
            row["standing"],
            row["statement"],
            None if row["value"] is None else float(row["value"]),
            row["unit"] or "",
            row["measured_by"],
            row["observed_on"],
            _origin(row),
            row["note"] or "",
        )


@cache
def _sql(name: str) -> str:
    return (files("specie.analyses.worth.quality") / f"{name}.sql").read_text("utf-8")


def _origin(row: dict[str, Any]) -> Origin:
    return Origin(row["_file"], f"row {row['_row']}", as_of=row["as_of"], url=row["source"] or "")
