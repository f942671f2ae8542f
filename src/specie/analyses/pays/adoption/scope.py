"""What every part of the adoption analysis needs: book, windows, settings, origins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from specie.model import Grade, Ref, Term, Window, exact

if TYPE_CHECKING:
    from decimal import Decimal

    from specie.analyses.pays.adoption.settings import Settings
    from specie.book import Book
    from specie.model import Estimate, Message, Origin

OUTSIDE = Term("outside any initiative").id


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day: the last twelve months, the recent days and as many before them."""

    book: Book
    settings: Settings
    year: Window
    recent: Window
    before: Window

    @property
    def today(self) -> str:
        """The day of the book, as a period."""
        return self.book.as_of.isoformat()

    def initiative(self, initiative_id: str | None) -> Ref:
        """The initiative, or what stands for use that belongs to none."""
        return self.book.initiative(initiative_id) if initiative_id else Ref("use", OUTSIDE)

    def origins(self, *tables: str) -> tuple[Origin, ...]:
        """Where the rows of tables come from."""
        return tuple(origin for table in tables for origin in self.book.origins(table))

    def recorded(
        self,
        measure: str,
        subject: Ref,
        period: str,
        value: float | Decimal,
        unit: str,
        method: str,
        tables: tuple[str, ...],
        denominator: Message,
        assumptions: tuple[Message, ...] = (),
    ) -> Estimate:
        """Make the exact estimate of a statistic of the user's own records."""
        return exact(
            measure, subject, period, value, unit, method, self.origins(*tables), grade=Grade.RECORDED,
            denominator=denominator, assumptions=assumptions,
        )  # fmt: skip


def make_scope(book: Book, settings: Settings) -> Scope:
    """Lay the windows back from the day of the book."""
    end = book.as_of
    recent = Window(end - timedelta(days=settings.recent_days - 1), end)
    before_end = recent.start - timedelta(days=1)
    before = Window(before_end - timedelta(days=settings.recent_days - 1), before_end)
    return Scope(book, settings, Window(_year_before(end) + timedelta(days=1), end), recent, before)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)


@cache
def query(name: str) -> str:
    """Read one of the queries beside this file."""
    return (files(__package__ or __name__) / f"{name}.sql").read_text("utf-8")
