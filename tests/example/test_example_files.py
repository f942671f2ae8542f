"""The files: which there are, that they are the same for a seed, labelled, and a clean book."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from specie.example import SEED, is_example, load_truth, truth, write_example

OWN_FACTS = {
    "deals", "assumptions", "base_rates", "benchmarks", "evidence", "bills", "retirements",
}  # fmt: skip
"""Facts of real firms must not be made up; bills are a folder."""


def _schema():
    folder = files("specie.book").joinpath("schema")
    tables = (
        tomllib.loads(file.read_text("utf-8")) for file in folder.iterdir() if file.name.endswith(".toml")
    )
    return {table["table"]: table for table in tables}


def _bytes(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_every_table_of_the_schema_is_there_with_its_columns(written):
    for name, table in _schema().items():
        path = written.folder / f"{name}.csv"
        assert path.exists() == (name not in OWN_FACTS), name
        if path.exists():
            header = set(path.read_text("utf-8").splitlines()[0].split(",")) - {"staff"}
            known = {column["name"] for column in table["columns"]}
            needed = {column["name"] for column in table["columns"] if column.get("required")}
            assert needed <= header <= known, name


def test_sizes_are_those_of_a_real_firm(written):
    counts = {
        path.stem: len(path.read_text("utf-8").splitlines()) - 1 for path in written.folder.glob("*.csv")
    }
    assert counts["initiatives"] == 24
    assert counts["vendors"] == 5
    assert 60_000 <= counts["outcomes"] <= 100_000
    assert 10_000 <= len(written.bills()) <= 20_000
    assert 7_000 <= counts["usage"] <= 12_000
    assert len({row["InvoiceIssuerName"] for row in written.bills()}) == 5


def test_two_runs_write_the_same_bytes_and_another_seed_others(written, tmp_path):
    write_example(tmp_path / "again", SEED)
    write_example(tmp_path / "other", SEED + 1)
    first, again, other = (_bytes(f) for f in (written.folder, tmp_path / "again", tmp_path / "other"))
    assert again == first
    same = {name for name in first if first[name] == other.get(name)}
    fixed = {
        "initiatives.csv",
        "budgets.csv",
        "kpis.csv",
        "skills.csv",
        "vendors.csv",
        "claims.csv",
        "warnings.csv",
        "rounds.csv",
        "financials.csv",
        "terms.csv",
    }
    assert same <= fixed | {"contracts.csv", "dependencies.csv", "exit_steps.csv", "exit_measures.csv"}
    assert other["outcomes.csv"] != first["outcomes.csv"]


def test_writing_over_an_older_example_leaves_nothing_of_it(written, tmp_path):
    write_example(tmp_path, SEED + 1)
    write_example(tmp_path, SEED)
    assert _bytes(tmp_path) == _bytes(written.folder)


def test_text_is_utf8_with_unix_line_ends(written):
    for name, content in _bytes(written.folder).items():
        content.decode("utf-8")
        assert b"\r" not in content, name
        assert content.endswith(b"\n"), name
        assert not content.startswith(b"\xef\xbb\xbf"), name


def test_every_face_says_that_it_is_synthetic(written):
    settings = (written.folder / "specie.toml").read_text("utf-8")
    assert settings.startswith("# SYNTHETIC")
    book = tomllib.loads(settings)["book"]
    assert book["synthetic"] is True
    assert "(synthetic)" in book["name"]
    readme = (written.folder / "README.md").read_text("utf-8")
    assert "does not exist" in readme
    assert "純屬虛構" in readme
    assert all(row["initiative_id"].startswith("SYN-") for row in written.rows("initiatives.csv"))
    assert {row["BillingAccountName"] for row in written.bills()} == {"Example Holdings (synthetic)"}
    assert all(row["ticker"].startswith("SYN.") for row in written.rows("prices.csv"))


def test_truth_survives_the_file(written):
    assert load_truth(written.folder) == written.truth
    assert truth(SEED) == written.truth


def test_truth_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"truth\.json"):
        load_truth(tmp_path)


def test_a_question_about_nobody_raises(written):
    with pytest.raises(KeyError, match="SYN-99"):
        written.truth.initiative("SYN-99")


def test_nothing_happens_before_its_time_or_after_the_book(written):
    as_of = written.truth.as_of
    begun = {(s.initiative_id, s.stage): s.entered_on for s in written.truth.stages}
    stopped = {s.initiative_id: s.entered_on for s in written.truth.stages if s.stage == "stopped"}
    for row in written.rows("usage.csv"):
        day = date.fromisoformat(row["date"])
        assert day <= as_of
        if row["initiative_id"]:
            assert day >= begun[row["initiative_id"], "pilot"]
            assert day < stopped.get(row["initiative_id"], date.max)
    for row in written.rows("rollout.csv"):
        if row["treated_on"]:
            day = date.fromisoformat(row["treated_on"])
            assert begun[row["initiative_id"], "pilot"] <= day <= as_of
    for row in written.rows("costs.csv"):
        if row["initiative_id"]:
            assert date.fromisoformat(row["date"]) >= begun[row["initiative_id"], "idea"]


def test_stages_go_forward_on_workdays(written):
    order = ["idea", "approval", "pilot", "production", "scaled", "stopped"]
    spells: dict[str, list] = {}
    for spell in written.truth.stages:
        spells.setdefault(spell.initiative_id, []).append(spell)
    for own in spells.values():
        assert [order.index(s.stage) for s in own] == sorted(order.index(s.stage) for s in own)
        assert all(a.left_on == b.entered_on and a.next_stage == b.stage for a, b in pairwise(own))
        assert own[-1].left_on is None
        assert all(s.entered_on.weekday() < 5 and s.days > 0 for s in own)
    assert Counter(own[-1].stage for own in spells.values()) == {
        "scaled": 5, "production": 7, "pilot": 4, "approval": 3, "idea": 1, "stopped": 4,
    }  # fmt: skip


def test_vendors_are_companies_of_the_facts(written):
    from specie.facts import open_facts

    known = {row["company_id"] for row in open_facts().rows("companies")}
    assert {row["company_id"] for row in written.rows("vendors.csv")} <= known


def test_listing_the_example_imports_no_numbers():
    code = "import sys, specie.example; print('numpy' in sys.modules, 'genai_prices' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_words_of_the_declarations_name_no_supplier():
    """Initiatives and metrics are declared by role; nothing in them may lean on who the supplier is."""
    names = re.compile(
        "openai|gpt|anthropic|claude|microsoft|azure|copilot|aws|amazon|mistral", re.IGNORECASE
    )
    for name in ("initiatives.toml", "kpis.toml", "plain.toml"):
        assert not names.search(files("specie.example").joinpath(name).read_text("utf-8")), name


def test_somebodys_changes_are_never_written_over(tmp_path):
    folder = tmp_path / "mine"
    assert not is_example(folder)
    written = write_example(folder)
    assert is_example(folder)
    (folder / "truth.json").unlink()
    (folder / "costs.csv").write_text("mine", encoding="utf-8")
    assert is_example(folder)
    assert write_example(folder) == written
    assert (folder / "costs.csv").read_text("utf-8") == "mine"
    assert not (folder / "truth.json").exists()
