"""Every analysis folder has all that the faces, the docs and the reader need of it."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from specie.engine.registry import declarations, method
from specie.model import Analysis, Code, Measure, Method, Param, Question

ROOT = Path(__file__).resolve().parents[2]
ANALYSES = ROOT / "src" / "specie" / "analyses"
FOLDERS = sorted(
    path
    for question in Question
    for path in (ANALYSES / question).iterdir()
    if path.is_dir() and path.name != "__pycache__"
)
HEADINGS = ["Question", "Formula", "Sources", "Assumptions", "When it misleads"]
PREFIX = {"ruler": "RUL", "pays": "PAY", "worth": "WOR", "breaks": "BRK"}
HEAVY = ("numpy", "scipy", "duckdb", "pandas", "joblib", "jinja2", "vl_convert", "rich")

each = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: f"{path.parent.name}/{path.name}")


def declared(folder: Path) -> Analysis:
    return importlib.import_module(f"specie.analyses.{folder.parent.name}.{folder.name}").ANALYSIS


def test_there_are_analyses_and_the_engine_finds_all_of_them():
    assert FOLDERS
    assert set(declarations()) == {f"{folder.parent.name}/{folder.name}" for folder in FOLDERS}


@each
def test_declaration_is_complete(folder):
    analysis = declared(folder)
    assert analysis.id == f"{folder.parent.name}/{folder.name}"
    assert analysis.question == folder.parent.name
    assert analysis.title.template
    assert analysis.summary.template
    assert re.fullmatch(r"\d+(\.\d+)*", analysis.version)
    assert analysis.needs or analysis.any_of or analysis.facts
    for group, kind in (
        (analysis.measures, Measure),
        (analysis.methods, Method),
        (analysis.codes, Code),
        (analysis.params, Param),
    ):
        assert all(isinstance(item, kind) for item in group)
    assert analysis.measures
    assert analysis.methods
    assert analysis.codes


@each
def test_measures_say_how_they_are_made_and_when_they_mislead(folder):
    analysis = declared(folder)
    for measure in analysis.measures:
        assert measure.label.template, measure.id
        assert measure.formula, measure.id
        assert measure.reading.template, measure.id
    for kind in (analysis.measures, analysis.methods):
        assert [i for i, count in Counter(item.id for item in kind).items() if count > 1] == []
    assert all(how.reference for how in analysis.methods)


@each
def test_codes_have_the_prefix_of_their_question_and_a_remedy(folder):
    for code in declared(folder).codes:
        assert re.fullmatch(rf"{PREFIX[folder.parent.name]}\d{{3}}", code.id)
        assert code.title.template, code.id
        assert code.meaning.template, code.id
        assert code.remedy.template, code.id
        assert code.severity is not None, code.id


def test_codes_are_unique_across_analyses():
    codes = Counter(code.id for folder in FOLDERS for code in declared(folder).codes)
    assert [code for code, count in codes.items() if count > 1] == []


@each
def test_run_is_importable_with_the_agreed_signature(folder):
    assert list(inspect.signature(method(declared(folder))).parameters) == ["book", "facts", "inputs"]


@each
def test_tables_and_facts_it_names_exist(folder):
    analysis = declared(folder)
    tables = {path.stem for path in (ROOT / "src/specie/book/schema").glob("*.toml")} | {"bills"}
    named = {*analysis.needs, *analysis.uses, *(table for group in analysis.any_of for table in group)}
    assert named <= tables
    assert set(analysis.facts) <= {path.stem for path in (ROOT / "src/specie/facts").rglob("*.csv")}


@each
def test_readme_has_the_five_headings(folder):
    text = (folder / "README.md").read_text("utf-8")
    assert text.startswith("# ")
    assert re.findall(r"^## (.+)$", text, re.M) == HEADINGS


@each
def test_translations_and_tests_are_there(folder):
    assert (folder / "zh_Hant.po").stat().st_size > 0
    tests = ROOT / "tests" / "analyses" / folder.parent.name / folder.name
    assert list(tests.glob("test_*.py")), f"no tests in {tests.relative_to(ROOT)}"


@each
def test_declaration_is_light(folder):
    """Listing the analyses must not import what computing needs."""
    name = f"specie.analyses.{folder.parent.name}.{folder.name}"
    code = f"import sys, {name}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
    )
    assert done.stdout.strip() == "[]"
