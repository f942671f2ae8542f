"""``specie stack`` from the command line: formats, exit codes, bad input, both languages, light start."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

AS_OF = ("--as-of", "2026-11-22", "--no-suppliers")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    (root / "app.py").write_text('a = "gpt-5-2025-08-07"\nb = "gpt-4.1-2025-04-14"\n')
    return root


@pytest.mark.parametrize(
    ("text", "limit", "code"),
    [
        ('a = "gpt-5-2025-08-07"\n', "alarm", 1),
        ('a = "gpt-5-2025-08-07"\n', "never", 0),
        ('a = "gpt-realtime-mini"\n', "alarm", 1),
        ('a = "gpt-4o"\n', "alarm", 0),
        ('a = "gpt-4o"\n', "watch", 0),
        ('a = "gpt-4o"\n', "note", 1),
        ('a = "gpt-4o"  # specie: ignore\n', "note", 0),
        ('a = "gpt-4.1-2025-04-14"\n', "note", 0),
        ("", "note", 0),
    ],
)
def test_the_exit_code_follows_the_limit(specie, tmp_path, text: str, limit: str, code: int) -> None:
    (tmp_path / "a.py").write_text(text)
    done = specie("stack", tmp_path, *AS_OF, "--fail-on", limit)
    assert (done.returncode, done.stderr) == (code, "")


def test_text_names_place_day_and_replacement(specie, repository) -> None:
    done = specie("stack", repository, *AS_OF)
    assert done.returncode == 1
    for wanted in ("app.py:1:6", "2026-12-11", "19", "gpt-5.6-sol", "BRK802", "gpt-4.1-2025-04-14"):
        assert wanted in done.stdout


def test_the_format_follows_the_name_of_the_output(specie, repository, tmp_path) -> None:
    for name in ("stack.sarif", "stack.json", "stack.txt"):
        done = specie("stack", repository, *AS_OF, "-o", tmp_path / name, "--fail-on", "never")
        assert (done.returncode, done.stdout) == (0, "")
        assert name in done.stderr
    assert json.loads((tmp_path / "stack.sarif").read_text())["version"] == "2.1.0"
    assert json.loads((tmp_path / "stack.json").read_text())["as_of"] == "2026-11-22"
    assert "BRK802" in (tmp_path / "stack.txt").read_text()


def test_chinese_says_the_same_numbers(specie, repository) -> None:
    english, chinese = (
        specie("stack", repository, *AS_OF, "--lang", lang).stdout for lang in ("en", "zh-Hant")
    )
    count = re.compile(r"\d+(?:\.\d+)?")
    assert Counter(count.findall(english)) == Counter(count.findall(chinese))


@pytest.mark.parametrize(
    "arguments",
    [("missing",), (".", "--fail-on", "error"), (".", "--as-of", "yesterday"), (".", "--max-size", "0"), (),
     (".", "--format", "html"), (".", "--book", "missing"), (".", "--within", "-1")],
)  # fmt: skip
def test_wrong_use_ends_with_two_and_a_reason(specie, tmp_path, arguments: tuple[str, ...]) -> None:
    done = specie("stack", *arguments)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


def test_the_book_of_the_user_comes_first(specie, repository, tmp_path) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "specie.toml").write_text('[book]\nname = "b"\ncurrency = "USD"\nas_of = 2026-11-22\n')
    (book / "retirements.csv").write_text(
        "provider,model,announced,shuts_down\nopenai,gpt-4.1-2025-04-14,2026-11-01,2026-12-01\n"
    )
    done = specie("stack", repository, "--book", book, "--no-suppliers", "--format", "json")
    models = {model["model"]: model["ending"] for model in json.loads(done.stdout)["models"]}
    assert models["gpt-4.1-2025-04-14"]["days_left"] == 9
    assert models["gpt-4.1-2025-04-14"]["own"] is True
    assert specie("stack", repository, "--book", book, "--as-of", "2026-01-01").returncode == 2


def test_suppliers_are_told_as_intervals_of_twelve_months(specie, repository) -> None:
    done = specie("stack", repository, "--as-of", "2026-11-22", "--format", "json")
    failures = [model["failure"] for model in json.loads(done.stdout)["models"]]
    for failure in failures:
        assert failure["measure"] == "failure_probability"
        assert failure["period"] == "next 12 months"
        assert 0 <= failure["low"] <= failure["high"] <= 1
    text = specie("stack", repository, "--as-of", "2026-11-22").stdout
    assert "specie explain breaks/stability" in text


def test_an_output_that_cannot_be_written_is_named(specie, repository, tmp_path) -> None:
    done = specie("stack", repository, *AS_OF, "-o", tmp_path / "missing" / "x" / "y.json")
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr


def test_a_root_that_cannot_be_opened_is_no_clean_repository(tmp_path, monkeypatch, capsys) -> None:
    from click.testing import CliRunner

    from specie.cli.stack import command

    def refuse(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("specie.stack.walk.os.scandir", refuse)
    done = CliRunner().invoke(command, [str(tmp_path), "--no-suppliers"])
    assert done.exit_code == 2
    assert "Permission denied" in done.output


def test_codes_are_explained(specie) -> None:
    for code in ("BRK801", "STK001"):
        done = specie("explain", code)
        assert done.returncode == 0
        assert code in done.stdout


def test_a_scan_without_suppliers_imports_no_numbers_and_no_tables(repository) -> None:
    program = (
        "import sys\nfrom specie.cli.main import cli\n"
        f"sys.argv = ['specie', 'stack', {str(repository)!r}, '--no-suppliers', '--format', 'json']\n"
        "try:\n    cli()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'numpy', 'duckdb', 'scipy', 'genai_prices'} & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
