"""The brief as a reader meets it: offline, silent, first screen whole, every number explains itself."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.browser
BOXES = ("conclusion", "figures", "actions", "risks")


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_it_opens_without_a_request_or_a_complaint(visit, briefs, code):
    seen = visit(briefs[code])
    assert seen.requests == [seen.url]
    assert seen.complaints == []
    assert seen.page.locator("html").get_attribute("lang") == code


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_the_four_boxes_are_whole_on_the_first_screen(visit, briefs, code):
    page = visit(briefs[code]).page
    for box in BOXES:
        place = page.locator(f"#{box}").bounding_box()
        assert place is not None
        assert place["y"] >= 0
        assert place["y"] + place["height"] <= 900, box


def test_a_key_figure_says_why(visit, briefs):
    page = visit(briefs["en"]).page
    link = page.locator("#figures a.n", has_text="18,412,306")
    link.click()
    why = page.locator("#why")
    assert why.is_visible()
    text = why.inner_text()
    expected = """Total AI spending; 18,412,306; costs.csv; 480 rows; a1a1a1a1a1a1; Sum of ledger rows;
        sum of amounts in book currency; of all AI money in; Booked: an exact sum"""
    for part in map(str.strip, expected.split(";")):
        assert part in text.replace("\u00a0", " "), part
    page.keyboard.press("Escape")
    assert not why.is_visible()
    assert link.evaluate("element => element === document.activeElement")


def test_the_keyboard_alone_opens_the_note(visit, briefs):
    page = visit(briefs["zh-Hant"]).page
    page.locator("#figures a.n").first.focus()
    page.keyboard.press("Enter")
    assert "這個數字怎麼來的？" in page.locator("#why").inner_text()


def test_without_script_the_number_leads_to_its_note(visit, briefs):
    page = visit(briefs["en"], script=False).page
    link = page.locator("#figures a.n").first
    target = link.get_attribute("href")
    link.click()
    assert page.url.endswith(target)
    assert page.locator(target).locator("a.c").count() > 0


def test_a_link_into_a_closed_part_opens_it(visit, briefs):
    seen = visit(briefs["en"])
    seen.page.goto(f"{seen.url}#n1")
    seen.page.wait_for_function("document.querySelector('#n1').closest('details').open")
    assert seen.page.locator("#n1").is_visible()


def test_a_long_table_folds_sorts_and_filters(visit, briefs):
    page = visit(briefs["en"]).page
    part = page.locator("section.exhibit", has_text="Spending by initiative").last
    rows = part.locator("tbody tr:visible")
    assert rows.count() == 8
    part.locator("details.more summary").click()
    assert rows.count() == 24
    part.locator("th button").nth(1).click()
    part.locator("th button").nth(1).click()
    assert part.locator("tbody tr td").first.inner_text() == "Initiative number 24"
    part.locator("input.filter").fill("number 7")
    assert rows.count() == 1


def test_folding_works_without_script(visit, briefs):
    page = visit(briefs["en"], script=False).page
    part = page.locator("section.exhibit", has_text="Spending by initiative").last
    assert part.locator("tbody tr:visible").count() == 8
    part.locator("details.more summary").click()
    assert part.locator("tbody tr:visible").count() == 24


def test_it_prints_everything_that_is_folded(visit, briefs):
    page = visit(briefs["en"]).page
    page.emulate_media(media="print")
    part = page.locator("section.exhibit", has_text="Spending by initiative").last
    assert part.locator("tbody tr:visible").count() == 24
    assert page.pdf(format="A4")[:5] == b"%PDF-"


@pytest.mark.parametrize("width", [390, 820, 1440])
@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_nothing_sticks_out_sideways(visit, briefs, code, width):
    page = visit(briefs[code], width=width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_chart_is_seen_and_named(visit, briefs):
    page = visit(briefs["zh-Hant"]).page
    charts = page.locator("svg.chart")
    assert charts.count() == 7
    for number in range(charts.count()):
        place = charts.nth(number).bounding_box()
        assert place is not None
        assert place["width"] > 300
        assert charts.nth(number).get_attribute("aria-label")


def test_every_image_role_and_box_has_a_name_for_readers_who_hear(visit, briefs):
    page = visit(briefs["en"]).page
    snapshot = page.locator("main").aria_snapshot()
    for name in ("Conclusion", "Key figures", "Actions by role", "Risk warnings"):
        assert f'region "{name}' in snapshot
