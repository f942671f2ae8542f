"""Shared fixtures: where the public test files are, if they are there at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from specie.book import Book
    from specie.example.known import Truth

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: tests run side by side already
REPOSITORY = Path(__file__).resolve().parents[1]

# Properties whose examples are dear (a store, a book) take a fixed part of the profile's examples, so that
# ``--hypothesis-profile=thorough`` looks ten times as far everywhere.
settings.register_profile("thorough", max_examples=1000, deadline=None)


class Firm(NamedTuple):
    """The example book as it was written, and what its generator knows."""

    folder: Path
    truth: Truth


@pytest.fixture(scope="session")
def example_firm(tmp_path_factory: pytest.TempPathFactory) -> Firm:
    """The example book, written once for all who only read it; whoever changes it takes a copy."""
    from specie.example import write_example

    folder = tmp_path_factory.mktemp("firm") / "example"
    return Firm(folder, write_example(folder))


@pytest.fixture(scope="session")
def example_book(example_firm: Firm) -> Book:
    """The example book, opened once."""
    from specie.book import open_book

    return open_book(example_firm.folder)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with public test files (``SPECIE_SHARED``, or ``shared`` beside the repository)."""
    folder = Path(os.environ.get("SPECIE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"public test files are not here: set SPECIE_SHARED (looked in {folder})")
    return folder
