"""Skills, gaps and who waits for them, read from the book."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from specie.analyses.breaks.capability.mix import Gap, Offer, Skill, plan_gap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from specie.analyses.breaks.capability.settings import Settings
    from specie.book import Book
    from specie.model import Origin, Ref


@cache
def query(name: str) -> str:
    """Return one of the SQL files beside this module."""
    return (files("specie.analyses.breaks.capability") / f"{name}.sql").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Step:
    """A step of leaving a supplier that needs a skill."""

    vendor: Ref
    initiative: Ref | None
    asset: str
    step: str
    skill: str


@dataclass(frozen=True, slots=True, eq=False)
class Scope:
    """One book on one day."""

    book: Book
    settings: Settings
    skills: tuple[Skill, ...]
    gaps: tuple[Gap, ...]
    """Skills of which people are missing, the most first."""
    running: Mapping[str, bool]
    """Every initiative of the book and whether it runs."""
    steps: tuple[Step, ...]

    @property
    def origins(self) -> tuple[Origin, ...]:
        """Where the skills were read."""
        return self.book.origins("skills")

    @property
    def today(self) -> str:
        """The day of the book."""
        return self.book.as_of.isoformat()

    @property
    def counted(self) -> tuple[Skill, ...]:
        """Skills of which both numbers are known."""
        return tuple(skill for skill in self.skills if skill.gap is not None)

    def waiting(self, skill: Skill) -> tuple[Ref, ...]:
        """Initiatives of the book that need a skill and run."""
        return tuple(self.book.initiative(i) for i in skill.needed_for if self.running.get(i))

    def steps_of(self, skill: Skill) -> tuple[Step, ...]:
        """Steps of leaving a supplier that need a skill."""
        return tuple(step for step in self.steps if _plain(step.skill) == _plain(skill.ref.id))

    def unknown_initiatives(self) -> Iterator[tuple[Skill, str]]:
        """Ids in ``needed_for`` that the book does not have."""
        for skill in self.skills:
            yield from ((skill, i) for i in skill.needed_for if i not in self.running)

    def unknown_skills(self) -> tuple[str, ...]:
        """Skills that steps name and the table does not have."""
        known = {_plain(skill.ref.id) for skill in self.skills}
        return tuple(dict.fromkeys(s.skill for s in self.steps if _plain(s.skill) not in known))


def make_scope(book: Book, settings: Settings) -> Scope:
    """Read everything and work out the mixes."""
    skills = tuple(_skill(row) for row in book.select(query("skills")))
    gaps = (plan_gap(skill, book.as_of, settings) for skill in skills if skill.gap)
    return Scope(
        book,
        settings,
        skills,
        tuple(gaps),
        {row["initiative_id"]: row["runs"] for row in book.select(query("running"))},
        tuple(_steps(book, book.select(query("steps")))),
    )


def _skill(row: Mapping[str, Any]) -> Skill:
    offers = {
        way: Offer(_number(row[f"{way}_cost"]), _number(row[f"{way}_weeks"]))
        for way in ("train", "hire", "contract")
    }
    return Skill(
        row["skill"],
        _number(row["needed"]),
        _number(row["have"]),
        _number(row["trainable"]),
        offers,
        row["needed_by"],
        _ids(row["needed_for"]),
    )


def _steps(book: Book, rows: Iterable[Mapping[str, Any]]) -> Iterator[Step]:
    for row in rows:
        initiative = row["initiative_id"] and book.initiative(row["initiative_id"])
        yield Step(
            book.vendor(row["vendor_id"]), initiative or None, row["asset"], row["step"] or "", row["skill"]
        )


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))


def _ids(text: str | None) -> tuple[str, ...]:
    parts = (part.strip() for part in (text or "").replace("；", ";").split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
