"""The translators' catalogue: complete, in step with the compiled file, and faults named with their place."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).resolve().parents[2] / "tools" / "catalogue.py"
HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_Hant\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("specie_catalogue_tool", TOOL)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def command(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(TOOL), *args], capture_output=True, text=True, check=False)


def test_every_text_of_the_product_is_translated():
    done = command("check")
    assert done.returncode == 0, done.stdout


def test_the_compiled_catalogue_is_in_step_with_its_sources():
    done = command("stale")
    assert done.returncode == 0, done.stderr


def source(tmp_path: Path, code: str, po: str) -> Path:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text(code, "utf-8")
    (tmp_path / "room" / "zh_Hant.po").write_text(HEADER + po, "utf-8")
    return tmp_path


FAULTS = [
    ('say("one")', "", 'missing translation of "one"'),
    ('Term("pilot")', "", 'missing translation of term "pilot"'),
    ('say("one")', '#, fuzzy\nmsgid "one"\nmsgstr "一"\n', "fuzzy"),
    ('say("one")', 'msgid "one"\nmsgstr ""\n', "empty"),
    ("x = 1", 'msgid "one"\nmsgstr "一"\n', "unused"),
    ('say("{a} one", a=1)', 'msgid "{a} one"\nmsgstr "{b} 一"\n', "other fields"),
    ('say("{a} one", b=1)', 'msgid "{a} one"\nmsgstr "{a} 一"\n', "fields ['a'] but arguments ['b']"),
    ("say(text)", "", "not a string literal"),
    ('say(f"one {x}")', "", "not a string literal"),
    ('say("one, two")', 'msgid "one, two"\nmsgstr "一,二"\n', "half-width punctuation"),
    ('say("data")', 'msgid "data"\nmsgstr "数据"\n', "simplified character 数"),
]


@pytest.mark.parametrize(("code", "po", "expected"), FAULTS)
def test_a_fault_is_named(tool, tmp_path, code, po, expected):
    folder = source(tmp_path, code, po)
    found = [what for _, what in tool.faults(tool.collect(folder), tool.translations(folder))]
    assert len(found) == 1
    assert expected in found[0]


def test_conflicting_translations_are_named_with_both_places(tool, tmp_path):
    folder = source(tmp_path, 'say("one")', 'msgid "one"\nmsgstr "一"\n')
    (folder / "zh_Hant_more.po").write_text(HEADER + 'msgid "one"\nmsgstr "壹"\n', "utf-8")
    ((place, what),) = tool.faults(tool.collect(folder), tool.translations(folder))
    assert "zh_Hant_more.po" in str(place)
    assert "conflict with" in what
    assert "room/zh_Hant.po" in what


def test_schema_texts_enumerations_and_pages_are_collected(tool, tmp_path):
    folder = source(tmp_path, "", "")
    (folder / "model").mkdir()
    (folder / "model" / "a.py").write_text('class Level(StrEnum):\n    NOTE = "note"\n    A = "A"\n', "utf-8")
    (folder / "book" / "schema").mkdir(parents=True)
    (folder / "book" / "schema" / "t.toml").write_text(
        'meaning = "A table."\n[[columns]]\nallowed = ["idea", "pilot"]\nmeaning = "A stage."\n',
        "utf-8",
    )
    (folder / "report").mkdir()
    (folder / "report" / "p.html.j2").write_text(
        '<p>{{ t("Show {n}", n=1) }}{{ term("usage") }}</p>', "utf-8"
    )
    keys = set(tool.collect(folder).texts)
    assert keys == {
        ("term", "note"),
        ("term", "idea"),
        ("term", "pilot"),
        ("term", "usage"),
        (None, "A table."),
        (None, "A stage."),
        (None, "Show {n}"),
    }


def test_the_prose_of_kits_is_collected_and_their_names_and_queries_are_not(tool, tmp_path):
    folder = source(tmp_path, "", "")
    (folder / "kits").mkdir()
    (folder / "kits" / "k.toml").write_text(
        'id = "k"\ntitle = "A kit"\n[[sources]]\ntable = "t"\ncolumns = { a = "VARCHAR" }\n'
        '[[kpis]]\nname = "A KPI"\nsql = "SELECT 1"\ncountered_by = ["B"]\n',
        "utf-8",
    )
    assert set(tool.collect(folder).texts) == {(None, "A kit"), (None, "A KPI")}


def test_prose_columns_of_fact_tables_are_collected_with_the_line_of_the_cell(tool, tmp_path):
    folder = source(tmp_path, "", "")
    for name in ("schema", "tables"):
        (folder / "facts" / name).mkdir(parents=True)
    (folder / "facts" / "schema" / "t.toml").write_text(
        'table = "t"\nmeaning = "Not shown."\n[[columns]]\nname = "id"\nmeaning = "Not shown."\n'
        '[[columns]]\nname = "note"\nmeaning = "Not shown."\nprose = true\n'
        '[[columns]]\nname = "word"\nmeaning = "Not shown."\nterm = true\n',
        "utf-8",
    )
    (folder / "facts" / "tables" / "t.csv").write_text(
        'id,note,word\na,"Of 20, ""5"" {did}.",seed\nb,,\nc,Again.,\nd,Again.,\n', "utf-8"
    )
    texts = tool.collect(folder).texts
    assert set(texts) == {(None, 'Of 20, "5" {did}.'), (None, "Again."), ("term", "seed")}
    assert [place.line for place in texts[None, "Again."]] == [4, 5]


def test_the_compiled_file_can_be_read_by_gettext_and_is_the_same_each_time(tool, tmp_path):
    import io
    from gettext import GNUTranslations

    folder = source(
        tmp_path,
        'say("one")\nTerm("pilot")',
        'msgctxt "term"\nmsgid "pilot"\nmsgstr "試行"\n\nmsgid "one"\nmsgstr "一"\n',
    )
    made = [tool.compiled(tool.collect(folder), tool.translations(folder)) for _ in range(2)]
    assert made[0] == made[1]
    catalogue = GNUTranslations(io.BytesIO(made[0]))
    assert catalogue.gettext("one") == "一"
    assert catalogue.pgettext("term", "pilot") == "試行"
    assert catalogue.gettext("two") == "two"
