"""``specie check-text`` as a person uses it: formats, several files, exit codes, faults with their place."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

WRONG = "# Prices\n\nThe share fell 30 % to $176, from $200.\n"
RIGHT = "# Prices\n\nThe share fell 12 % to $176, from $200.\n"
CHINESE = "# 股價\n\n股價由 200 美元跌至 176 美元，跌幅 30%。\n"


@pytest.fixture
def texts(tmp_path) -> Path:
    for name, text in (
        ("wrong.md", WRONG),
        ("right.md", RIGHT),
        ("zh.md", CHINESE),
        ("none.txt", "Nothing.\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_a_wrong_figure_is_an_alarm_with_its_place(specie, texts):
    done = specie("check-text", "wrong.md")
    assert done.returncode == 1, done.stderr
    assert "wrong.md:3:" in done.stdout
    assert "«30 %»" in done.stdout
    assert " Alarm TXT1" in done.stdout
    assert done.stderr == ""


def test_a_right_figure_holds(specie, texts):
    done = specie("check-text", "right.md")
    assert done.returncode == 0, done.stdout
    assert "What holds" in done.stdout


@pytest.mark.parametrize(
    ("limit", "name", "code"),
    [("alarm", "wrong.md", 1), ("watch", "wrong.md", 1), ("never", "wrong.md", 0), ("alarm", "none.txt", 0)],
)
def test_what_makes_the_exit_code_one(specie, texts, limit, name, code):
    assert specie("check-text", name, "--fail-on", limit).returncode == code


def test_several_texts_and_all_their_problems_in_one_go(specie, texts):
    (texts / "cyrillic.txt").write_bytes("Выручка выросла на 30% до 2,5".encode("cp1251"))
    done = specie("check-text", "right.md", "missing.md", "cyrillic.txt", "none.txt", "--format", "json")
    assert done.returncode == 1
    documents = {d["name"]: d for d in json.loads(done.stdout)["documents"]}
    assert list(documents) == ["right.md", "none.txt", "missing.md", "cyrillic.txt"]
    assert documents["right.md"]["claims"]
    assert documents["none.txt"]["claims"] == []
    for name, code in (("missing.md", "DOC001"), ("cyrillic.txt", "DOC004")):
        assert [p["code"] for p in documents[name]["problems"]] == [code]
    assert done.stderr == ""


def test_json_is_the_same_in_any_order_of_runs(specie, texts):
    one, other = (specie("check-text", "wrong.md", "zh.md", "--format", "json") for _ in range(2))
    assert one.stdout == other.stdout


def test_the_page_is_written_and_nothing_else_is_printed(specie, texts):
    done = specie("check-text", "wrong.md", "zh.md", "-o", "page.html", "--lang", "zh-Hant")
    assert (done.returncode, done.stdout) == (1, "")
    assert "page.html" in done.stderr
    page = (texts / "page.html").read_text("utf-8")
    assert page.count("<article") == 2
    assert '<html lang="zh-Hant">' in page


def test_the_format_follows_the_name_of_the_output_unless_it_is_given(specie, texts):
    specie("check-text", "right.md", "-o", "a.json")
    assert json.loads((texts / "a.json").read_text("utf-8"))["documents"]
    specie("check-text", "right.md", "-o", "b.html", "--format", "json")
    assert json.loads((texts / "b.html").read_text("utf-8"))["documents"]
    assert specie("check-text", "right.md", "--format", "html").stdout.startswith("<!DOCTYPE html>")


def test_a_text_is_never_overwritten(specie, texts):
    done = specie("check-text", "wrong.md", "-o", "wrong.md")
    assert done.returncode == 2
    assert (texts / "wrong.md").read_text("utf-8") == WRONG


def test_standard_input_is_a_text(texts):
    done = subprocess.run(
        [sys.executable, "-m", "specie", "check-text", "-"],
        input=WRONG.encode(), capture_output=True, cwd=texts, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert b"-:3:" in done.stdout


def test_a_book_is_compared_with(specie, texts, lean):
    done = specie("check-text", "right.md", "--book", lean)
    assert done.returncode == 0, done.stderr
    missing = specie("check-text", "right.md", "--book", "no-book")
    assert missing.returncode == 2


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("-", "-"),
        ("wrong.md", "--max-size", "0"),
        ("wrong.md", "--format", "pdf"),
        ("wrong.md", "--model", "m"),
        ("wrong.md", "--endpoint", "http://localhost:1/v1"),
        ("wrong.md", "--model", "m", "--endpoint", "nonsense"),
        ("wrong.md", "-o", "wrong.md/sub/page.html"),
    ],
)
def test_wrong_use_ends_with_two_and_no_traceback(specie, texts, arguments):
    done = specie("check-text", *arguments)
    assert done.returncode == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert "internal error" not in done.stderr


def test_a_file_over_the_limit_says_how_to_raise_it(specie, texts):
    (texts / "big.txt").write_text("Growth was 5 %.\n" * 100_000, "utf-8")
    done = specie("check-text", "big.txt", "--max-size", "1")
    assert done.returncode == 1
    assert "DOC003" in done.stdout
    assert "--max-size" in done.stdout


def test_a_model_is_told_off_by_name_and_the_rules_still_check(specie, texts):
    done = specie("check-text", "wrong.md", "--model", "m", "--endpoint", "http://127.0.0.1:9/v1")
    assert done.returncode == 1
    assert "sending the text of every document to m at 127.0.0.1:9" in done.stderr
    assert "DOC014" in done.stdout
    assert "TXT1" in done.stdout


@pytest.mark.parametrize("code", ["DOC004", "doc008"])
def test_codes_of_documents_are_explained(specie, tmp_path, code):
    done = specie("explain", code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(code.upper())


def test_the_command_is_listed(specie):
    assert "check-text" in specie("--help").stdout
