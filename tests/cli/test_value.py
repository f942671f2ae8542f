"""``specie value``: one company from the shipped facts alone, by any of its names, in both languages."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

DAY = ("--as-of", "2026-11-22")


@pytest.fixture(scope="module")
def cards(tmp_path_factory, specie_in):
    """The card of one private company as JSON."""
    call = specie_in(tmp_path_factory.mktemp("value"))
    return json.loads(call("value", "anthropic", *DAY, "--format", "json").stdout)


def test_every_number_is_about_the_company(cards):
    subjects = {(e["subject"]["kind"], e["subject"]["id"]) for r in cards["results"] for e in r["estimates"]}
    assert subjects == {("company", "anthropic")}
    prices = [e for r in cards["results"] for e in r["estimates"] if e["measure"] == "post_money"]
    assert prices
    assert all(e["origins"] for r in cards["results"] for e in r["estimates"])


def test_nothing_is_told_that_was_not_asked(cards):
    assert {r["analysis"].split("/")[0] for r in cards["results"]} == {"worth", "breaks"}


@pytest.mark.parametrize("name", ["Palantir", "PLTR", "palantir", "輝達", "NVDA"])
def test_a_company_goes_by_name_ticker_or_another_name(specie, name):
    done = specie("value", name, *DAY, "--format", "json")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_company_is_told_with_the_nearest(specie):
    done = specie("value", "antropic")
    assert done.returncode == 2
    assert "anthropic" in done.stderr
    assert done.stdout == ""


def test_the_page_opens_offline_with_the_same_numbers_in_both_languages(specie, tmp_path):
    found = {}
    for code in ("en", "zh-Hant"):
        done = specie("value", "mistral", *DAY, "--lang", code, "-o", f"{code}.html")
        assert done.returncode == 0, done.stderr
        html = (tmp_path / f"{code}.html").read_text(encoding="utf-8")
        assert 'src="http' not in html
        assert "Mistral" in html
        body = re.sub(r"<svg.*?</svg>|<script.*?</script>|<style.*?</style>|<[^>]+>", " ", html, flags=re.S)
        found[code] = sorted(re.findall(r"\d[\d.,]*\d", unescape(body)))
        drawn = set(re.findall(r'id="figure-worth-([\w-]+)"', html))
        assert {"rounds-prices", "intrinsic-paths-mistral", "intrinsic-needs-mistral"} <= drawn
        assert "rounds-comparables" not in drawn  # it compares many
    assert found["en"] == found["zh-Hant"]
    assert len(found["en"]) > 50


def test_a_division_has_no_price_and_says_so(specie):
    done = specie("value", "google-deepmind", *DAY)
    assert done.returncode == 0, done.stderr
    assert "division" in done.stdout


def test_a_company_that_only_the_book_knows_has_a_card(specie, example):
    done = specie("value", "SYN-robotics", "--book", example, "--format", "json")
    assert done.returncode == 0, done.stderr
    found = {e["measure"] for r in json.loads(done.stdout)["results"] for e in r["estimates"]}
    assert {"headline_overvaluation", "supported_range", "price_to_sales_spread"} <= found
    unknown = specie("value", "syn-robotic", "--book", example)
    assert unknown.returncode == 2
    assert "syn-robotics" in unknown.stderr


def test_a_book_and_a_day_exclude_each_other(specie):
    done = specie("value", "openai", "--book", "somewhere", *DAY)
    assert done.returncode == 2
    assert "--as-of" in done.stderr
