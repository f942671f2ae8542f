"""Every code that a problem can carry is explained, and every explanation belongs to a code in use."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from specie.book.codes import CODES
from specie.book.levels import NOTES, WARNINGS, level_of
from specie.model import Level

ROOM = Path(str(files("specie.book")))
CODE = re.compile(r"\b(?:DAT|CFG)\d{3}\b")


def used() -> set[str]:
    """Codes in Python and SQL of the room, outside of the explanations."""
    sources = [path for kind in ("*.py", "*.sql") for path in ROOM.rglob(kind)]
    told = {ROOM / "levels.py", ROOM / "bills_codes.py", *(ROOM / "codes").glob("*.py")}
    return {code for path in sources if path not in told for code in CODE.findall(path.read_text("utf-8"))}


def test_every_code_in_use_is_explained() -> None:
    assert used() - set(CODES) == set()


def test_every_explained_code_is_in_use() -> None:
    assert set(CODES) - used() == set()


def test_levels_name_known_codes_only() -> None:
    assert set(CODES) >= WARNINGS | NOTES
    assert not WARNINGS & NOTES
    assert level_of("DAT012") is Level.ERROR


def test_codes_stand_under_their_own_id_in_order() -> None:
    assert all(code.id == name for name, code in CODES.items())
    assert list(CODES) == sorted(CODES)
