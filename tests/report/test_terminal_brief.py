"""The terminal: problems in compiler style, the boxes, plain where it is no terminal."""

from __future__ import annotations

import subprocess
import sys

import pytest
from rich.cells import cell_len

from specie.model import Problem, say
from specie.report import catalogue, check, terminal
from specie.report.explain import close_names, explanation
from specie.report.problems import problem_lines
from specie.report.terminal import brief_text, results_text


@pytest.fixture(autouse=True)
def _plain_width(monkeypatch):
    """Test runners set the width of their own output."""
    monkeypatch.setenv("COLUMNS", str(terminal.PLAIN_WIDTH))


def test_problems_read_like_a_compiler(run, en):
    assert list(problem_lines(run.problems, en)) == [
        'costs.csv:3:4 DAT012 amount is not a number: "abc"',
        "  hint: write a plain decimal such as 1234.50",
        "stages.csv:17:3 DAT030 the stage goes backwards [warning]",
        "bills/aws-2026.csv:Tags DAT041 no initiative could be found (stands for 37 rows) [note]",
        "  hint: map them in [bills]",
        "errors: 1, warnings: 1, notes: 1",
    ]


def test_a_limit_says_how_many_are_not_shown(run, en):
    lines = list(problem_lines(run.problems, en, limit=1))
    assert lines[-2:] == ["… and 2 more", "errors: 1, warnings: 1, notes: 1"]
    assert list(problem_lines((), en)) == []


def test_an_escape_sequence_in_a_cell_is_shown_not_obeyed(en):
    problem = Problem("a\x1b[2J.csv", 2, "x", "DAT012", say("{text}", text="\x1b[31mred"))
    assert next(problem_lines([problem], en)) == "a\\u001b[2J.csv:2:x DAT012 \\u001b[31mred"


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_the_brief_has_four_boxes_and_every_line_fits(run, declarations, en, zh, code):
    language = {"en": en, "zh-Hant": zh}[code]
    text = brief_text(run, declarations, language, colour=False)
    assert "\x1b" not in text
    for title in ("Conclusion", "Key figures", "Actions by role", "Risk warnings"):
        assert language(title) in text
    boxed = [line for line in text.splitlines() if line.startswith("│")]
    assert {cell_len(line) for line in boxed} == {terminal.PLAIN_WIDTH}


def test_a_narrow_terminal_stacks_the_boxes(run, declarations, en, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    text = brief_text(run, declarations, en, colour=False)
    assert max(cell_len(line) for line in text.splitlines()[1:30]) <= 60


def test_colour_only_on_a_terminal_and_without_no_color(run, declarations, en, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert "\x1b[" in results_text(run, declarations, en, colour=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in results_text(run, declarations, en, colour=True)


def test_brackets_of_users_are_not_markup(run, declarations, en):
    assert "[bills]" in results_text(run, declarations, en, colour=False)


def test_what_could_not_be_assessed_says_what_to_add(run, declarations, en):
    assert "not assessed: add outcomes" in results_text(run, declarations, en, colour=False)


def test_listing_and_explaining(declarations, en, zh):
    assert "pays/spend" in catalogue.as_text(declarations, en)
    assert catalogue.as_csv(declarations, en).splitlines()[0].startswith("id,question,title")
    assert "What to do: Add a rule." in (explanation("pay101", {}, declarations, en) or "")
    assert "公式：" in (explanation("pays.spend.total", {}, declarations, zh) or "")
    assert "doi:" in (explanation("wilson", {}, declarations, en) or "")
    assert "AI costs" in (explanation("pays/spend", {}, declarations, en) or "")
    assert explanation("nothing", {}, declarations, en) is None
    assert close_names("pays/spent", {}, declarations)[0] == "pays/spend"


class Source:
    rows_read, rows_used, rows_set_aside = 481, 480, 1


def test_check_accounts_for_every_row(run, en):
    text = check.as_text(run.book, run.problems, {"costs": Source()}, en)
    assert text.splitlines()[-1] == "  costs: 481 rows read = 480 used + 1 set aside"
    assert "no problems found" in check.as_text(run.book, (), {}, en)


def test_the_language_costs_no_heavy_import():
    heavy = {"rich", "jinja2", "vl_convert", "numpy", "duckdb"}
    code = f"import sys, specie.report.language; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
