"""How bad each fault is: an error sets its row (or file) aside, a warning and a note do not."""

from __future__ import annotations

from specie.model import Level

WARNINGS = frozenset(
    {
        "CFG002",
        "DAT001",
        "DAT007",
        "DAT011",
        "DAT019",
        "DAT025",
        "DAT029",
        "DAT031",
        "DAT033",
        "DAT035",
        "DAT037",
        "DAT103",
        "DAT109",
        "DAT112",
        "DAT116",
        "DAT117",
        "DAT120",
        "DAT121",
        "DAT123",
        "DAT124",
        "DAT125",
        "DAT127",
        "DAT128",
        "DAT129",
    }
)
NOTES = frozenset({"DAT009", "DAT024", "DAT034"})


def level_of(code: str) -> Level:
    """Return the level of a fault's code."""
    if code in NOTES:
        return Level.NOTE
    return Level.WARNING if code in WARNINGS else Level.ERROR
