"""One table as plain rows: numbers whole, ends and units beside them, words in the reader's language."""

from __future__ import annotations

import csv
import io
from datetime import date
from types import SimpleNamespace
from typing import Any

from specie.model import (
    Bound,
    Column,
    Estimate,
    Grade,
    Origin,
    Quantity,
    Ref,
    Result,
    Status,
    Table,
    Term,
    say,
)
from specie.report.language import language
from specie.report.one_table import as_table_csv, table_ids

SUBJECT = Ref("vendor", "v", "Vend")
MONEY = Estimate("m", SUBJECT, "2026", 2.5, 1.25, None, 1.0, "USD", "x", Grade.MODELLED, (Origin("here"),),
                 bound=Bound.AT_LEAST)  # fmt: skip


def run_of(*tables: Table) -> Any:
    return SimpleNamespace(results=(Result("breaks/exit", Status.OK, tables=tables),))


def table(*rows: tuple[Any, ...], name: str = "one") -> Table:
    columns = tuple(Column(key, say("Title")) for key in ("who", "money", "count", "state", "day"))
    return Table(name, say("Title"), columns, rows)


def read(text: str | None) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text or "")))


def test_cells_are_plain():
    made = run_of(table((SUBJECT, MONEY, Quantity(3, "weeks"), Term("yes"), date(2026, 1, 2)), (None,) * 5))
    first, second = read(as_table_csv(made, "one", language("en")))
    assert first == {
        "who": "Vend", "money": "2.5", "money_low": "1.25", "money_high": "", "money_unit": "USD",
        "count": "3", "count_unit": "weeks", "state": "yes", "day": "2026-01-02",
    }  # fmt: skip
    assert set(second.values()) == {""}


def test_words_are_those_of_the_language():
    made = run_of(table((SUBJECT, MONEY, 1, Term("yes"), None)))
    assert read(as_table_csv(made, "one", language("zh-Hant")))[0]["state"] == "是"


def test_text_that_a_spreadsheet_would_run_is_quoted():
    made = run_of(table(("=1+1", MONEY, 1, "a", None)))
    assert read(as_table_csv(made, "one", language("en")))[0]["who"] == "'=1+1"


def test_a_table_that_nobody_has_is_none_and_the_known_are_listed():
    made = run_of(table((SUBJECT, MONEY, 1, "a", None)), table(name="two"))
    assert as_table_csv(made, "three", language("en")) is None
    assert table_ids(made) == ("one", "two")
