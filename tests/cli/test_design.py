"""``specie design`` as a person uses it: the answer before the money is spent."""

from __future__ import annotations

import csv
import io
import json
from math import comb

import pytest

QUICK = ("--simulations", "60", "--start", "2026-03-02")


def test_one_pilot_among_twelve_cannot_be_decided_and_says_what_can(specie):
    done = specie("design", "--units", "12", "--treated", "1", "--effect", "1.2", *QUICK)
    assert done.returncode == 0, done.stderr
    text = " ".join(done.stdout.split())
    assert "Treating 1 of 12 can never be decided at 5 %" in text
    assert "the smallest possible p-value is 0.083" in text
    assert "at least 20 units" in text
    assert "Suggested: draw lots, in waves (9 of 12" in text
    assert "Waits for the decision" in text


def test_json_holds_every_number_and_the_schedule(specie):
    done = specie("design", "--units", "12", "--effect", "1.0", "--format", "json", *QUICK)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    asked, half, waves = found["proposals"]
    assert asked["smallest_p"] == pytest.approx(1 / 12)
    assert (asked["decidable"], asked["detectable"], asked["enough_after"]) == (False, None, None)
    assert half["possible_draws"] == comb(12, 6)
    assert half["smallest_p"] == pytest.approx(2 / comb(12, 6))
    assert waves["possible_draws"] == 369_600
    for proposal in (half, waves):
        assert proposal["detectable_low"] <= proposal["detectable"] <= proposal["detectable_high"]
        assert 0.55 <= proposal["detectable"] <= 0.95
        assert proposal["power"] >= 0.8
        assert proposal["enough_after"] <= 26
        later = [step["detectable"] for step in proposal["by_then"]]
        assert later[0] > later[-1]
    assert found["suggested"] == "in waves"
    assert found["fewest_units"] == 20
    assert [row["starts_on"] for row in found["schedule"]].count(None) == 3
    assert {row["starts_on"] for row in found["schedule"]} == {"2026-03-02", "2026-04-13", "2026-06-01", None}
    assert len({row["unit"] for row in found["schedule"]}) == 12


def test_csv_is_one_row_a_proposal_and_the_seed_gives_the_same_lot(specie, tmp_path):
    rows = {}
    for seed in (1, 1, 2):
        path = tmp_path / f"rollout-{len(rows)}.csv"
        done = specie(
            "design", "--units", "8", "--format", "csv", "--seed", seed, "-o", path, "--initiative", "AI-07",
            *QUICK,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        rows[len(rows)] = path.read_text("utf-8")
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == 3
    assert rows[0] == rows[1]
    assert rows[0] != rows[2]
    table = list(csv.DictReader(io.StringIO(rows[0])))
    assert {row["initiative_id"] for row in table} == {"AI-07"}
    assert {row["assigned"] for row in table} == {"randomised"}
    assert sum(row["treated_on"] == "" for row in table) == 2


def test_a_roll_out_that_was_written_checks_clean_in_a_book(specie, tmp_path):
    book = tmp_path / "book"
    book.mkdir()
    (book / "specie.toml").write_text('[book]\nname = "B"\ncurrency = "USD"\nas_of = 2026-12-31\n', "utf-8")
    (book / "initiatives.csv").write_text(
        "initiative_id,name,business_owner,technical_owner\nAI-01,One,A,B\n", "utf-8"
    )
    done = specie("design", "--units", "6", "-o", book / "rollout.csv", *QUICK)
    assert done.returncode == 0, done.stderr
    assert "rollout.csv" in done.stderr
    checked = json.loads(specie("check", book, "--format", "json").stdout)
    assert not [p for p in checked["problems"] if p["level"] == "error"]
    assert checked["tables"]["rollout"]["rows_used"] == 6


def test_the_noise_is_read_from_the_users_own_readings(specie, example):
    done = specie(
        "design", "--book", example, "--kpi", "SYN-K11", "--weeks", "30", "--format", "json", *QUICK
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert found["noise_drawn_from_readings"] is True
    assert found["units"] == 10
    assert 0.05 < found["noise"] < 0.3
    assert found["schedule"][0]["unit"].startswith("SYN-bid-desk")


def test_too_few_units_for_any_roll_out(specie, tmp_path):
    done = specie("design", "--units", "3", "-o", tmp_path / "none.csv", *QUICK)
    assert done.returncode == 1
    assert "no roll-out tried here can be decided" in " ".join(done.stdout.split())
    assert "nothing was written" in done.stderr
    assert not (tmp_path / "none.csv").exists()
    assert (
        json.loads(specie("design", "--units", "2", "--format", "json", *QUICK).stdout)["suggested"] is None
    )


def test_all_bad_flags_are_named_at_once(specie):
    done = specie(
        "design", "--units", "x", "--treated", "0", "--weeks", "1", "--noise", "-1", "--ar", "2", "--effect",
        "0", "--start", "2026-13-01", "--kpi", "K", "--waves", "nan", "--error", "inf",
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    for name in ("units", "treated", "weeks", "noise", "ar", "effect", "start", "kpi", "waves", "error"):
        assert f"--{name}" in done.stderr, name
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), ["--units is missing"]),
        (("--units", "12", "--treated", "12"), ["--treated must lie from 1 to 11"]),
        (("--book", "{book}", "--kpi", "NOPE"), ["no readings of NOPE"]),
        (("--book", "{example}", "--kpi", "SYN-K11", "--noise", "1"), ["--noise and --book"]),
        (("--book", "{book}"), ["go together"]),
        (("--book", "nowhere", "--kpi", "K"), ["nowhere"]),
        (("--units", "nan"), ["--units is not a number"]),
        (("--units", "12", "--effect", "nan"), ["--effect"]),
    ],
)
def test_errors_name_the_flag(specie, example, lean, arguments, words):
    done = specie("design", *(a.format(book=lean, example=example) for a in arguments))
    assert done.returncode == 2, done.stdout
    for word in words:
        assert word in done.stderr


def test_help_in_both_languages_and_same_numbers(specie):
    english = specie("design", "--help")
    assert english.returncode == 0
    assert "--units" in english.stdout
    one = specie("design", "--units", "7", "--format", "csv", *QUICK)
    other = specie("design", "--units", "7", "--format", "csv", "--lang", "zh-Hant", *QUICK)
    assert one.stdout == other.stdout
