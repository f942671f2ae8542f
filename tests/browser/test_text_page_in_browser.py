"""The annotated page of a text as a reader meets it: offline, by mouse, by keyboard, on a narrow screen."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from specie.report.text_page import render_texts

pytestmark = pytest.mark.browser


@pytest.fixture(scope="session")
def annotated(tmp_path_factory) -> dict[str, Path]:
    path = Path(__file__).parents[1] / "report" / "sample_text.py"
    spec = importlib.util.spec_from_file_location("specie_sample_text_for_browser", path)
    assert spec is not None
    assert spec.loader is not None
    sample = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = sample
    spec.loader.exec_module(sample)
    folder = tmp_path_factory.mktemp("texts")
    made = {code: folder / f"text-{code}.html" for code in ("en", "zh-Hant")}
    for code, file in made.items():
        file.write_text(render_texts([sample.english(), sample.chinese()], sample.unread(), code), "utf-8")
    return made


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_it_opens_without_a_request_or_a_complaint(visit, annotated, code):
    seen = visit(annotated[code])
    assert seen.requests == [seen.url]
    assert seen.complaints == []


def test_a_figure_leads_to_its_note_and_back(visit, annotated):
    page = visit(annotated["en"], script=False).page
    page.locator("a.fig.alarm", has_text="hundred-fold").click()
    assert page.url.endswith("#d1-n1")
    card = page.locator("#d1-n1")
    assert "TXT101" in card.inner_text()
    card.locator(".quote a").first.click()
    assert page.locator("a.fig:target").inner_text() == "$183bn"


def test_the_keyboard_goes_from_finding_to_finding(visit, annotated):
    page = visit(annotated["en"]).page
    focused = "document.activeElement.textContent"
    page.keyboard.press("n")
    assert page.evaluate(focused) == "$183bn"
    page.keyboard.press("n")
    assert page.evaluate(focused) == "hundred-fold"
    page.keyboard.press("p")
    page.keyboard.press("p")
    assert page.evaluate(focused) == "百倍"
    assert page.locator("#d2-n1.lit").count() == 1


def test_a_closed_table_opens_for_a_link_and_prints(visit, annotated):
    page = visit(annotated["en"]).page
    table = page.locator("#d1-figures")
    assert table.get_attribute("open") is None
    page.evaluate("location.hash = 'd1-figures'")
    page.wait_for_function("document.getElementById('d1-figures').open")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0


def test_a_narrow_screen_does_not_scroll_sideways(visit, annotated):
    page = visit(annotated["zh-Hant"]).page
    page.set_viewport_size({"width": 380, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
