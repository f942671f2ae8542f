"""``specie run --table``: one table of an analysis as CSV."""

from __future__ import annotations

import csv
import io


def test_one_table_is_printed_as_rows(specie, lean):
    done = specie("run", lean, "breaks/exit", "--table", "b_05_01")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 5
    assert all(row["b_05_01_0070"] == "not assessed" for row in rows)


def test_a_table_that_is_not_there_lists_those_that_are(specie, lean):
    done = specie("run", lean, "breaks/exit", "--table", "b_99")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "b_05_01" in done.stderr
