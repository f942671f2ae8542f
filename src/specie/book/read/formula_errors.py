"""Formula errors of a workbook (``#N/A``, ``#DIV/0!``), which the sheet reader shows as empty cells.

They are read from the sheet XML itself (ECMA-376 Part 1, 18.3.1.4: a cell of type ``e``).
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree

if TYPE_CHECKING:
    from pathlib import Path

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
CELL = re.compile(rb"<c\b[^>/]*>(?:(?!</c>).)*?</c>", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
VALUE = re.compile(rb"<v>([^<]*)</v>")


def formula_errors(path: Path) -> dict[str, dict[tuple[int, int], str]]:
    """Return, per sheet, the error of each broken cell by row and column from 1; empty when unreadable."""
    try:
        with zipfile.ZipFile(path) as archive:
            return {name: _errors(archive.read(part)) for name, part in _parts(archive).items()}
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return {}


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name to the part of the archive that holds it."""
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  the user's own file
    targets = {link.get("Id"): link.get("Target", "") for link in links}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314
    return {sheet.get("name", ""): _inside(targets[sheet.get(LINK)]) for sheet in book.iter(f"{MAIN}sheet")}


def _inside(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _errors(xml: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in xml:
        return {}
    errors: dict[tuple[int, int], str] = {}
    for cell in CELL.findall(xml):
        opening = cell[: cell.index(b">") + 1]
        place, value = PLACE.search(opening), VALUE.search(cell)
        if b't="e"' in opening and place:
            key = (int(place.group(2)), _column(place.group(1).decode()))
            errors[key] = value.group(1).decode() if value else "#N/A"
    return errors


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
