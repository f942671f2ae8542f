"""Shared fixtures: where the public test files are, if they are there at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy: tests run side by side already
REPOSITORY = Path(__file__).resolve().parents[1]

# Properties whose examples are dear (a store, a book) take a fixed part of the profile's examples, so that
# ``--hypothesis-profile=thorough`` looks ten times as far everywhere.
settings.register_profile("thorough", max_examples=1000, deadline=None)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder with public test files (``SPECIE_SHARED``, or ``shared`` beside the repository)."""
    folder = Path(os.environ.get("SPECIE_SHARED", REPOSITORY.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"public test files are not here: set SPECIE_SHARED (looked in {folder})")
    return folder
