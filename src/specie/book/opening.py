"""Open a book: find the files, read them, check them, and hand out one object."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from specie.book.book import Book
from specie.book.configuration import read_settings
from specie.book.digest import book_digest, file_digest
from specie.book.errors import BookError, BookNotFound
from specie.book.folder import SETTINGS, find_files
from specie.book.schema import TableSchema, all_schemas
from specie.book.underway import Opening
from specie.model import BookInfo, Problem, say

if TYPE_CHECKING:
    from specie.book.settings import Settings


def open_book(path: str | Path) -> Book:
    """Open the book in a folder; bad data never raises, it is in ``problems``.

    Raises
    ------
    BookNotFound
        There is no such folder, or no ``specie.toml`` in it.
    BookError
        ``specie.toml`` cannot be read, or names no currency or date.
    """
    root = Path(path)
    settings, problems = _settings(root)
    opening = _begin(root, settings, problems)
    from specie.book.filling import fill
    from specie.book.store import small_plans

    with small_plans(opening.store, opening.found.size):
        sources, origins = fill(opening)
    digest = book_digest(opening.digests.items())
    info = BookInfo(settings.name, settings.as_of, digest, settings.currency, str(path), settings.synthetic)
    found = tuple(sorted(opening.faults.problems, key=_place_order))
    return Book(info, settings, found, sources, origins, opening.store)


def _settings(root: Path) -> tuple[Settings, list[Problem]]:
    if not root.is_dir():
        message = say("there is no folder {path}", path=str(root))
        raise BookNotFound(
            str(root),
            [
                Problem(
                    str(root),
                    None,
                    None,
                    "CFG010",
                    message,
                    say("make one: {command}", command=f"specie init {root}"),
                )
            ],
        )
    file = root / SETTINGS
    if not file.is_file():
        message = say("there is no specie.toml in {path}", path=str(root))
        raise BookNotFound(
            str(root),
            [
                Problem(
                    SETTINGS,
                    None,
                    None,
                    "CFG010",
                    message,
                    say("a book starts with one: see {command}", command="specie init"),
                )
            ],
        )
    settings, problems = read_settings(file)
    if settings is None:
        raise BookError(str(root), problems)
    return settings, problems


def _begin(root: Path, settings: Settings, problems: list[Problem]) -> Opening:
    from specie.book.faults import Faults
    from specie.book.store import open_store

    store = open_store()
    faults = Faults(store, list(problems))
    store.execute("CREATE TABLE _book (name VARCHAR, currency VARCHAR, as_of DATE)")
    store.execute("INSERT INTO _book VALUES (?, ?, ?)", [settings.name, settings.currency, settings.as_of])
    opening = Opening(root, settings, store, faults, find_files(root, faults), _schemas(settings))
    opening.digests[SETTINGS] = file_digest(root / SETTINGS)
    return opening


def _place_order(problem: Problem) -> tuple[str, int, int, str]:
    return (problem.file, problem.row or 0, problem.position or 0, problem.code)


def _schemas(settings: Settings) -> dict[str, TableSchema]:
    """Every schema by table, outcomes with the covariates that the user declared."""
    schemas = {schema.table: schema for schema in all_schemas()}
    return schemas | {"outcomes": schemas["outcomes"].with_covariates(settings.covariates)}
