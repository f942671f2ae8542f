"""The commands as a person uses them: output, exit codes, errors with place, cause and hint."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys

import pytest

from specie.engine import declarations

IDS = set(declarations())


def test_help_is_light():
    code = (
        "import sys; before = set(sys.modules); sys.argv = ['specie', '--help']\n"
        "from specie.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "after = set(sys.modules) - before\n"
        "print(len(after), {'numpy', 'duckdb', 'scipy', 'rich', 'jinja2'} & after, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    count, heavy = done.stderr.split(maxsplit=1)
    assert int(count) <= 150
    assert heavy.strip() == "set()"
    assert "brief" in done.stdout


@pytest.mark.parametrize(
    "command",
    [
        "demo",
        "init",
        "check",
        "run",
        "brief",
        "list",
        "explain",
        "doctor",
        "design",
        "kit",
        "check-text",
        "value",
    ],
)
def test_every_command_has_help_in_both_languages(specie, command):
    english, chinese = specie(command, "--help"), specie(command, "--help", SPECIE_LANG="zh-Hant")
    assert english.returncode == chinese.returncode == 0
    assert "Usage" in english.stdout
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese.stdout)


def test_a_clean_book_checks_clean(specie, example, lean):
    done = specie("check", lean)
    assert done.returncode == 0, done.stdout
    listed = json.loads(specie("check", example, "--format", "json").stdout)
    assert not [p for p in listed["problems"] if p["level"] == "error"]
    assert "outcomes" in listed["tables"]
    for table in listed["tables"].values():
        assert table["rows_read"] == table["rows_used"] + table["rows_set_aside"]


def test_json_has_the_documented_surface(specie, example):
    done = specie("run", example, "--format", "json")
    assert done.returncode == 0, done.stderr
    run = json.loads(done.stdout)
    assert {"name", "as_of", "digest"} <= run["book"].keys()
    assert {r["analysis"] for r in run["results"]} == IDS
    assert {r["status"] for r in run["results"]} == {"ok"}
    for result in run["results"]:
        assert result["estimates"]
        for estimate in result["estimates"]:
            assert {"measure", "subject", "period", "point", "low", "high", "level", "unit", "method",
            "grade",
                    "origins"} <= estimate.keys()  # fmt: skip
            assert estimate["origins"]
            assert estimate["denominator"]
        for finding in result["findings"]:
            assert {"code", "severity", "subject", "message", "evidence", "action"} <= finding.keys()
    for problem in run["problems"]:
        assert {"file", "row", "column", "code", "message", "hint"} <= problem.keys()


def test_processes_and_seeds_give_identical_digits(specie, example):
    recalled = specie("run", example, "--format", "json")  # one process; most of it from the cache by now
    pooled = specie("run", example, "--format", "json", "--no-cache", "--jobs", "2")
    assert pooled.returncode == 0, pooled.stderr
    assert pooled.stdout == recalled.stdout


def test_csv_is_one_row_an_estimate(specie, lean):
    run = json.loads(specie("run", lean, "pays/spend", "--format", "json").stdout)
    rows = list(csv.DictReader(io.StringIO(specie("run", lean, "pays/spend", "--format", "csv").stdout)))
    assert len(rows) == len(run["results"][0]["estimates"])
    assert {"analysis", "measure", "point", "low", "high", "unit"} <= rows[0].keys()


def test_output_to_a_file_has_its_manifest_beside_it(specie, lean, tmp_path):
    done = specie("run", lean, "breaks/concentration", "--format", "json", "-o", tmp_path / "out.json")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((tmp_path / "out.json.manifest.json").read_text(encoding="utf-8"))
    run = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert manifest["book"]["digest"] == run["book"]["digest"]
    assert {"versions", "seed", "timings", "files"} <= manifest.keys()


def test_dry_run_says_what_would_run_and_why(specie, copy):
    for name in ("stages.csv", "dependencies.csv"):
        (copy / name).unlink()
    done = specie("run", copy, "--dry-run")
    assert done.returncode == 0, done.stderr
    lines = {line.split()[1]: line for line in done.stdout.splitlines()}
    assert lines.keys() == IDS
    assert lines["pays/spend"].startswith("+")
    assert "bills" in lines["pays/spend"]
    assert lines["pays/funnel"].startswith("-")
    assert "stages" in lines["pays/funnel"]


def test_a_missing_table_is_not_assessed_in_every_face(specie, lean, tmp_path):
    (lean / "stages.csv").unlink()
    run = json.loads(specie("run", lean, "pays/funnel", "--format", "json").stdout)
    assert run["results"][0]["status"] == "not assessed"
    assert "stages" in run["results"][0]["reason"]
    done = specie("brief", lean, "-o", tmp_path / "b.html")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "b.html").read_text(encoding="utf-8")
    assert "not assessed" in page


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("run", "{book}", "pays/spnd"), 2, ["pays/spnd", "pays/spend"]),
        (("run", "nowhere"), 2, ["nowhere", "hint"]),
        (("chek", "{book}"), 2, ["chek", "check"]),
        (("run", "{book}", "--param", "pays/spend.nope=1"), 2, ["pays/spend.nope"]),
        (("run", "{book}", "--format", "xml"), 2, ["xml", "json"]),
        (("explain", "DAT999"), 2, ["DAT999", "hint"]),
        (("init", "{book}"), 2, ["not empty"]),
        (("demo", "--folder", "{foreign}"), 2, ["not the example book"]),
        (("run", "{book}", "pays/funnel", "--fail-on", "alarm"), 1, []),
        (("run", "{book}", "pays/spend", "--fail-on", "alarm"), 0, []),
    ],
)
def test_errors_name_place_cause_and_hint(specie, lean, tmp_path, arguments, code, words):
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "important.txt").write_text("keep me")
    done = specie(*(str(a).format(book=lean, foreign=foreign) for a in arguments))
    assert done.returncode == code, (done.stdout[-300:], done.stderr)
    for word in words:
        assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert (foreign / "important.txt").read_text() == "keep me"


@pytest.mark.parametrize("name", ["DAT012", "PAY101", "pays/spend", "spend_12_months"])
def test_explain_in_both_languages(specie, name):
    done = specie("explain", name)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout) > 80
    chinese = specie("explain", name, "--lang", "zh-Hant").stdout
    assert any("\u4e00" <= letter <= "\u9fff" for letter in chinese)


def test_list_and_doctor(specie):
    listed = json.loads(specie("list", "--format", "json").stdout)
    assert {row["id"] for row in listed["analyses"]} == IDS
    done = specie("doctor")
    assert done.returncode == 0, done.stdout
    assert "duckdb" in done.stdout


def test_a_fresh_template_checks_and_says_what_to_fill_in(specie, tmp_path):
    done = specie("init", tmp_path / "my-book")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "my-book" / "specie.toml").exists()
    assert (tmp_path / "my-book" / "book.xlsx").exists()
    checked = specie("check", tmp_path / "my-book")
    assert checked.returncode in (0, 1)
    assert "initiatives" in checked.stdout + checked.stderr
    assert "Traceback" not in checked.stderr


def test_demo_writes_the_book_and_a_page_that_opens_offline(specie, tmp_path):
    done = specie("demo")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert "synthetic" in page.lower()
    assert 'src="http' not in page
    assert (tmp_path / "specie-demo" / "initiatives.csv").exists()
    assert "synthetic" in done.stdout.lower()
    again = specie("demo")
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "brief.html").read_text(encoding="utf-8") == page
