"""``--initiative``: the page and the numbers of one initiative, and what an unknown one is answered."""

from __future__ import annotations

import csv
import io
import json


def test_the_page_of_an_initiative(specie, example, tmp_path):
    done = specie("brief", example, "--initiative", "SYN-01", "--lang", "zh-Hant", "--fail-on", "never")
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "SYN-01.html").read_text("utf-8")
    assert '<html lang="zh-Hant">' in page
    assert "Customer service answer assistant" in page
    assert "Self-service chat for orders" not in page
    assert (tmp_path / "SYN-01.html.manifest.json").is_file()


def test_json_csv_and_text_hold_only_its_numbers(specie, lean):
    options = ("run", lean, "pays/spend", "pays/funnel", "--initiative", "SYN-01", "--fail-on", "never")
    run = json.loads(specie(*options, "--format", "json").stdout)
    subjects = {(e["subject"]["kind"], e["subject"]["id"]) for r in run["results"] for e in r["estimates"]}
    assert ("initiative", "SYN-01") in subjects
    assert {id_ for kind, id_ in subjects if kind == "initiative"} == {"SYN-01"}
    rows = list(csv.DictReader(io.StringIO(specie(*options, "--format", "csv").stdout)))
    assert {(r["subject_kind"], r["subject_id"]) for r in rows} == subjects
    text = specie(*options).stdout
    assert "Self-service chat for orders" not in text


def test_an_unknown_initiative_is_answered_with_the_nearest(specie, lean):
    for command in ("brief", "run"):
        done = specie(command, lean, "--initiative", "SYN-1")
        assert done.returncode == 2
        assert "no such initiative: SYN-1" in done.stderr
        assert "did you mean SYN-01" in done.stderr
        assert "Traceback" not in done.stderr
    chinese = specie("run", lean, "--initiative", "???", SPECIE_LANG="zh-Hant")
    assert chinese.returncode == 2
    assert "SYN-22" in chinese.stderr or "SYN-20" in chinese.stderr
