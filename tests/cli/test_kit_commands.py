"""``specie kit`` and ``specie init --kit`` as a person uses them."""

from __future__ import annotations

import csv
import io
import json

import pytest

from specie.kits import kit, kit_ids


def test_list_in_every_form(specie):
    text = specie("kit", "list")
    assert text.returncode == 0, text.stderr
    assert all(name in text.stdout for name in kit_ids())
    data = json.loads(specie("kit", "list", "--format", "json").stdout)
    assert [row["id"] for row in data["kits"]] == list(kit_ids())
    rows = list(csv.DictReader(io.StringIO(specie("kit", "list", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == list(kit_ids())


def test_show_in_every_form(specie):
    name = kit_ids()[0]
    assert kit(name).kpis[0].sql in specie("kit", "show", name).stdout
    data = json.loads(specie("kit", "show", name, "--format", "json").stdout)
    assert [row["id"] for row in data["kpis"]] == [kpi.id for kpi in kit(name).kpis]
    assert data["sources"][0]["columns"] == dict(kit(name).sources[0].columns)
    rows = list(csv.DictReader(io.StringIO(specie("kit", "show", name, "--format", "csv").stdout)))
    assert [row["kpi_id"] for row in rows] == [kpi.id for kpi in kit(name).kpis]


@pytest.mark.parametrize("words", [("kit", "show", "nope"), ("init", "book", "--kit", "nope")])
def test_an_unknown_kit_names_those_there_are_and_writes_nothing(specie, tmp_path, words):
    words = tuple(str(tmp_path / "book") if word == "book" else word for word in words)
    done = specie(*words)
    assert done.returncode == 2
    assert all(name in done.stderr for name in kit_ids())
    assert not (tmp_path / "book").exists()


def test_init_with_kits_writes_a_book_that_passes_check(specie, tmp_path):
    book = tmp_path / "mine"
    done = specie("init", str(book), *(word for name in kit_ids() for word in ("--kit", name)))
    assert done.returncode == 0, done.stderr
    assert all((book / f"kit-{name}.md").is_file() for name in kit_ids())
    checked = specie("check", str(book))
    assert checked.returncode == 0, checked.stdout
    assert "errors: 0" in checked.stdout
