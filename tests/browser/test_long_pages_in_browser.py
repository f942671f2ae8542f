"""Pages that grow: many answers, wide and long tables, and the page of one initiative."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
CODES = ["en", "zh-Hant"]
TALLEST_ROW = 150
"""Pixels of a row of running text: about seven lines."""


def rows_of(page, table: str = "section.exhibit table") -> list[float]:
    return page.evaluate(
        "name => [...document.querySelectorAll(`${name} tbody tr`)].map(r => r.offsetHeight)",
        table,
    )


@pytest.mark.parametrize("code", CODES)
def test_no_row_is_a_tower_of_words(visit, crowds, code):
    heights = [h for h in rows_of(visit(crowds[code]).page) if h]
    assert len(heights) > 50
    assert max(heights) <= TALLEST_ROW


@pytest.mark.parametrize("code", CODES)
def test_a_table_leaves_no_empty_space_below_its_rows(visit, crowds, code):
    page = visit(crowds[code]).page
    gaps = page.evaluate(
        """[...document.querySelectorAll("section.exhibit .scroll")].map(part => {
            const shown = [...part.querySelectorAll("tbody tr")].filter(r => r.offsetHeight);
            return part.getBoundingClientRect().bottom - shown.at(-1).getBoundingClientRect().bottom;
        })"""
    )
    assert gaps
    assert max(gaps) < 40


def test_an_opened_table_scrolls_within_the_screen_under_its_heads(visit, crowds):
    page = visit(crowds["en"]).page
    part = page.locator("section.exhibit", has_text="Wide and long").first
    part.locator("details.more summary").click()
    box = part.locator(".scroll")
    assert box.bounding_box()["height"] <= 0.8 * 900
    assert part.locator("tbody tr:visible").count() == 120
    box.evaluate("element => { element.scrollTop = 2000; }")
    head, frame = part.locator("th").first.bounding_box(), box.bounding_box()
    assert abs(head["y"] - frame["y"]) < 3


def test_a_long_table_prints_whole(visit, crowds):
    page = visit(crowds["en"]).page
    page.emulate_media(media="print")
    part = page.locator("section.exhibit", has_text="Wide and long").first
    assert part.locator("tbody tr:visible").count() == 120
    assert part.locator(".scroll").evaluate("e => getComputedStyle(e).maxHeight") == "none"


@pytest.mark.parametrize("code", CODES)
def test_many_answers_still_fit_the_first_screen(visit, crowds, code):
    page = visit(crowds[code]).page
    for box in ("conclusion", "figures", "actions", "risks"):
        place = page.locator(f"#{box}").bounding_box()
        assert place["y"] + place["height"] <= 900, box
    verdicts = page.locator("#conclusion ul.verdicts li")
    assert [v.inner_text().split()[-1] for v in verdicts.all()] == ["1", "1", "0", "0"]
    assert page.locator("#conclusion dd > p:visible").count() <= 5


def test_a_verdict_leads_to_its_finding(visit, crowds):
    page = visit(crowds["en"]).page
    page.locator("#conclusion .verdict.does_not_pay a").click()
    assert "#pays-roi-f" in page.url
    assert page.locator("#" + page.url.partition("#")[2]).is_visible()


@pytest.mark.parametrize("code", CODES)
def test_the_page_of_an_initiative_opens_silently_and_in_order(visit, initiatives, code):
    seen = visit(initiatives[code])
    assert seen.requests == [seen.url]
    assert seen.complaints == []
    page = seen.page
    verdict = page.locator("#verdict").bounding_box()
    assert verdict["y"] + verdict["height"] <= 900
    assert page.locator("#verdict .judged").is_visible()
    steps = page.locator("section.step")
    assert [s.get_attribute("id") for s in steps.all()] == ["pays-effect", "pays-roi", "pays-portfolio"]
    charts = page.locator("svg.chart")
    assert charts.count() == 3
    for chart in charts.all():
        assert chart.bounding_box()["width"] > 300


def test_a_number_beside_the_verdict_says_why(visit, initiatives):
    page = visit(initiatives["en"]).page
    page.locator("#verdict a.n").first.click()
    why = page.locator("#why")
    assert why.is_visible()
    text = why.inner_text().replace("\u00a0", " ")
    for part in ("Net cash", "340,000", "95 %", "outcomes.csv", "B: staggered roll-out"):
        assert part in text, part


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("code", CODES)
def test_nothing_of_a_long_page_sticks_out_sideways(visit, crowds, initiatives, code, width):
    for path in (crowds[code], initiatives[code]):
        page = visit(path, width=width).page
        assert page.evaluate("document.documentElement.scrollWidth") <= width
