"""An empty book to fill in: specie.toml, a CSV file per table, the same tables as one workbook."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from specie.book.describe import Read, markdown
from specie.book.folder import BILLS, SETTINGS, WORKBOOK
from specie.book.schema import all_schemas

if TYPE_CHECKING:
    from pathlib import Path


def write_template(folder: Path, name: str, read: Read, as_of: date | None = None) -> tuple[Path, ...]:
    """Write an empty book into a folder and return the files; ``read`` writes messages in a language.

    Tables hold their header only, so that CSV files and workbook can lie side by side: the one that gets rows
    is the one that is read.
    """
    from specie.book.template.settings import settings_text
    from specie.book.template.workbook import write_workbook

    folder.mkdir(parents=True, exist_ok=True)
    (folder / BILLS).mkdir(exist_ok=True)
    day = as_of or datetime.now(UTC).date()
    texts = {
        SETTINGS: settings_text(name, day, read),
        "README.md": markdown(read),
        **{f"{schema.table}.csv": ",".join(schema.names) + "\r\n" for schema in all_schemas()},
    }
    written = [_write(folder / file, text) for file, text in texts.items()]
    write_workbook(folder / WORKBOOK, read)
    return (*written, folder / WORKBOOK)


def _write(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8", newline="")
    return path
