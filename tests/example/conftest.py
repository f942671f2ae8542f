from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

import pytest

from specie.example.known import Truth


class Written(NamedTuple):
    folder: Path
    truth: Truth

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def bills(self) -> list[dict[str, str]]:
        found = []
        for path in sorted((self.folder / "bills").glob("*.csv")):
            for row in self.rows(f"bills/{path.name}"):
                found.append({name: "" if cell == "NULL" else cell for name, cell in row.items()})
        return found


@pytest.fixture(scope="session")
def written(example_firm: tuple[Path, Truth]) -> Written:
    return Written(*example_firm)
