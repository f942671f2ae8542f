"""A small repository with known findings, and a way to scan one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from specie.model.stack import StackScan
from specie.stack import scan
from specie.supply.lifecycle import read_lifecycle

TODAY = date(2026, 11, 22)


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write files, by path, into a folder."""

    def make(files: Mapping[str, str | bytes], name: str = "repository") -> Path:
        root = tmp_path / name
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return make


@pytest.fixture
def look(write: Callable[..., Path]) -> Callable[..., StackScan]:
    """Write files and scan them."""

    def make(files: Mapping[str, str | bytes], on: date = TODAY, **options: object) -> StackScan:
        return scan(write(files), on, read_lifecycle(), **options)  # type: ignore[arg-type]

    return make
