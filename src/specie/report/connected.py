"""What a connector did, for a terminal, a program or a spreadsheet."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from specie.model import Message, Quantity, Term, say
from specie.report.data import problem_data
from specie.report.flat import table_csv
from specie.report.problems import problem_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from specie.model import Problem
    from specie.report.language import Language

KINDS = {
    "added": say("added"),
    "updated": say("updated after a restatement"),
    "kept": say("there already"),
    "disagrees": say("stays, though the source says otherwise"),
}
COLUMNS = (
    "company_id", "period_end", "period", "metric", "basis", "value", "unit", "bound", "ticker", "date",
    "close", "source", "as_of", "note",
)  # fmt: skip


class _Entry(Protocol):
    @property
    def table(self) -> str: ...
    @property
    def cells(self) -> Mapping[str, Any]: ...
    @property
    def name(self) -> tuple[str, ...]: ...
    @property
    def value(self) -> float: ...
    @property
    def end(self) -> date: ...


class _Existing(Protocol):
    @property
    def file(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def value(self) -> float: ...


class _Change(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def entry(self) -> _Entry: ...
    @property
    def old(self) -> _Existing | None: ...


class Connected(Protocol):
    """The words of a connector that are shown."""

    @property
    def changes(self) -> Sequence[_Change]: ...  # noqa: D102
    @property
    def problems(self) -> Sequence[Problem]: ...  # noqa: D102
    @property
    def written(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def dry(self) -> bool: ...  # noqa: D102


def as_text(outcome: Connected, language: Language) -> str:
    """Write the problems, then by company and metric what is new, each restated row, and the files."""
    lines = list(problem_lines(outcome.problems, language))
    if lines and outcome.changes:
        lines.append("")
    lines += _new(outcome.changes, language)
    lines += _updated(outcome.changes, language)
    lines += _counts(outcome, language)
    return "\n".join(lines) + "\n"


def _new(changes: Sequence[_Change], language: Language) -> Iterator[str]:
    groups: defaultdict[tuple[str, str], list[_Entry]] = defaultdict(list)
    for change in changes:
        if change.kind == "added":
            cells = change.entry.cells
            about = cells.get("company_id") or cells.get("ticker") or ""
            groups[str(about), str(cells.get("metric") or change.entry.table)].append(change.entry)
    for (about, metric), entries in groups.items():
        newest = max(entries, key=lambda entry: entry.end)
        yield "+ " + language.message(
            say(
                "{company}, {metric}, {first} to {last}, rows: {count}; the newest: {value}",
                company=about,
                metric=Term(metric),
                count=Quantity(len(entries), "count"),
                first=min(entry.end for entry in entries),
                last=newest.end,
                value=_value(newest),
            )
        )


def _updated(changes: Sequence[_Change], language: Language) -> Iterator[str]:
    for change in changes:
        if change.kind == "updated" and change.old is not None:
            yield "~ " + language.message(
                say(
                    "{file} row {row}: {what}: {before} becomes {after}",
                    file=change.old.file,
                    row=change.old.row,
                    what=", ".join(change.entry.name),
                    before=Quantity(change.old.value, "count"),
                    after=Quantity(change.entry.value, "count"),
                )
            )


def _value(entry: _Entry) -> Quantity:
    unit = "USD" if entry.cells.get("unit") == "usd" else "count"
    return Quantity(entry.value, unit)


def _counts(outcome: Connected, language: Language) -> Iterator[str]:
    for kind, words in KINDS.items():
        count = sum(change.kind == kind for change in outcome.changes)
        if count:
            yield language.message(say("{kind}, rows: {count}", kind=words, count=Quantity(count, "count")))
    if outcome.dry:
        yield language.message(say("nothing was written: this was a dry run"))
    elif outcome.written:
        yield language.message(say("written: {files}", files=", ".join(outcome.written)))
    else:
        yield language.message(say("nothing was written"))


def as_json(outcome: Connected, language: Language) -> str:
    """Write every row with what became of it, and every problem."""
    data = {
        "dry_run": outcome.dry,
        "written": list(outcome.written),
        "rows": [_row(change, language) for change in outcome.changes],
        "problems": [problem_data(problem, language) for problem in outcome.problems],
    }
    return json.dumps(data, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _row(change: _Change, language: Language) -> dict[str, Any]:
    old = change.old
    return {
        "kind": change.kind,
        "table": change.entry.table,
        "cells": {name: _plain(cell, language) for name, cell in change.entry.cells.items()},
        "instead_of": None if old is None else {"file": old.file, "row": old.row, "value": old.value},
    }


def _plain(cell: Any, language: Language) -> Any:
    if isinstance(cell, Message):
        return language.message(cell)
    return cell.isoformat() if isinstance(cell, date) else cell


def as_csv(outcome: Connected, language: Language) -> str:
    """Write one line per row, with what became of it."""
    rows = (
        [c.kind, c.entry.table, *(_plain(c.entry.cells.get(name), language) for name in COLUMNS)]
        for c in outcome.changes
    )
    return table_csv(("kind", "table", *COLUMNS), rows)
