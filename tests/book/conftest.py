"""Fixtures: write a book into a temporary folder and open it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from specie.book import Book, open_book

SETTINGS = """[book]
name = "Test book"
currency = "USD"
as_of = 2026-09-30
"""
INITIATIVES = (
    "initiative_id,name,function,approach,business_owner,technical_owner\n"
    "AI-01,One,finance,buy,Ann,Bob\nAI-02,Two,sales,build,Cem,Dee\n"
)

Write: TypeAlias = Callable[..., Path]
Opened: TypeAlias = Callable[..., Book]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write ``specie.toml``, two initiatives and the given files; a value of None leaves a file out."""

    def _write(files: dict[str, str | bytes | None] | None = None, settings: str = SETTINGS) -> Path:
        everything: dict[str, str | bytes | None] = {"specie.toml": settings, "initiatives.csv": INITIATIVES}
        for name, content in (everything | (files or {})).items():
            if content is not None:
                path = tmp_path / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return _write


@pytest.fixture
def opened(write: Write) -> Opened:
    """Write a book and open it."""

    def _open(files: dict[str, str | bytes | None] | None = None, settings: str = SETTINGS) -> Book:
        return open_book(write(files, settings))

    return _open
