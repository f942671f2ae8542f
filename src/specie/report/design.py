"""What ``specie design`` prints: words and tables as text, JSON or CSV."""

from __future__ import annotations

import csv
import io
import json
import math
from typing import TYPE_CHECKING, Any

from specie.report.flat import table_csv
from specie.report.sheet import sheet
from specie.report.terminal import console_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from specie.model import Message, Table
    from specie.report.language import Language
    from specie.report.sheet import CellText, Head


def as_text(messages: Iterable[Message], tables: Iterable[Table], language: Language) -> str:
    """Write the sentences, then the tables."""
    from rich import box
    from rich.table import Table as Grid
    from rich.text import Text

    console = console_for(colour=True)
    for message in messages:
        console.print(Text(language.sentence(message)))
    for table in tables:
        laid_out = sheet(table, language)
        grid = Grid(title=laid_out.title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
        for number, head in enumerate(laid_out.heads):
            side = "right" if head.numeric else "left"
            grid.add_column(Text(_head(head)), justify=side, no_wrap=number == 0)
        for row in laid_out.rows:
            grid.add_row(*(Text(_cell(cell)) for cell in row))
        grid.caption, grid.caption_justify = Text(laid_out.note, style="dim"), "left"
        console.print(Text())
        console.print(grid)
    written = console.file
    text = written.getvalue() if isinstance(written, io.StringIO) else ""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def _head(head: Head) -> str:
    return f"{head.title} ({head.unit})" if head.unit else head.title


def _cell(cell: CellText) -> str:
    return f"{cell.text} ({cell.span})" if cell.span else cell.text


def as_json(data: Mapping[str, Any], messages: Iterable[Message], language: Language) -> str:
    """Write plain values, with the sentences beside them; what is infinite or unknown is null."""
    whole = {**data, "conclusion": [language.sentence(message) for message in messages]}
    return json.dumps(_plain(whole), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Write one row a proposal, under the keys of the first."""
    keys = list(rows[0])
    return table_csv(keys, ([_plain(row[key]) for key in keys] for row in rows))


def rollout_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write rows of the roll-out table, as a book reads them."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()
