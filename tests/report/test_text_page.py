"""The annotated page: whole, offline, escaped, the same numbers in both languages."""

from __future__ import annotations

import re

import pytest

from specie.report.text_blocks import sections
from specie.report.text_page import render_texts, write_texts
from specie.report.text_view import marks_of, view_of
from specie.text.document.kind import Format
from specie.text.document.read import read_text


@pytest.fixture(scope="module")
def pages(sample_text):
    checks = [sample_text.english(), sample_text.chinese(), sample_text.paged(), sample_text.clean()]
    return {code: render_texts(checks, sample_text.unread(), code) for code in ("en", "zh-Hant")}


@pytest.mark.parametrize("code", ["en", "zh-Hant"])
def test_it_is_well_formed_and_every_link_has_its_target(pages, code, check_html):
    page = check_html(pages[code])
    assert f'<html lang="{code}">' in pages[code]
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert page.tags.count("h1") == 1


def test_it_asks_for_nothing_from_outside(pages, check_html):
    outer = {link for link in check_html(pages["en"]).links if not link.startswith(("#", "data:,"))}
    assert outer == {"https://example.org/round"}
    assert "default-src 'none'" in pages["en"]
    assert "@import" not in pages["en"]


def test_both_languages_hold_the_same_numbers(pages, check_html):
    def numbers(code: str) -> list[str]:
        return sorted(re.findall(r"[\d.,]*\d", " ".join(check_html(pages[code]).text)))

    assert numbers("en") == numbers("zh-Hant")


def test_the_same_checks_give_the_same_bytes(sample_text, pages):
    checks = [sample_text.english(), sample_text.chinese(), sample_text.paged(), sample_text.clean()]
    assert render_texts(checks, sample_text.unread(), "en") == pages["en"]


def test_what_the_text_holds_is_shown_and_not_obeyed(pages):
    assert "<script>alert" not in pages["en"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more." in pages["en"]
    assert "\u202e" not in pages["en"]
    assert "\\u202eit is said" in pages["en"]


def test_every_figure_is_marked_by_its_standing_and_linked(sample_text):
    check = sample_text.english()
    page = render_texts([check], (), "en")
    marks = re.findall(r'<a class="fig ([a-z-]+)" href="#([^"]+)"[^>]*>([^<]+)</a>', page)
    assert [(kind, words) for kind, _, words in marks] == [
        ("holds", "$6.5bn"), ("alarm", "$183bn"), ("alarm", "hundred-fold"), ("alarm", "$18.3bn"),
        ("note", "$5bn"), ("not-checked", "30%"), ("not-checked", "$1bn"), ("not-checked", "$2.5bn"),
        ("watch", "95%"),
    ]  # fmt: skip
    targets = dict.fromkeys(target for _, target, _ in marks)
    assert list(targets) == ["d1-h1", "d1-n1", "d1-n2", "d1-c1", "d1-c2", "d1-n3"]


def test_a_hostile_name_is_only_a_name(sample_text):
    check = sample_text.renamed(sample_text.english(), '"><img src=x onerror=alert(1)>.md')
    page = render_texts([check], (), "en")
    assert "<img" not in page


def test_markdown_is_set_as_headings_items_and_tables():
    document = read_text(
        "# Head\n\n- one 5 %\n\n| A | B |\n|---|---|\n| 1 | |\n\n> quoted\n", "a.md", Format.MARKDOWN
    )
    found = [
        (kind, [["".join(run.text for run in cell) for cell in block.cells] for block in blocks])
        for kind, blocks in sections(document, ())
    ]
    assert [kind for kind, _ in found] == ["head", "paragraph", "table", "paragraph"]
    assert found[0][1] == [["Head"]]
    assert found[1][1] == [["- one 5 %"]]
    assert [[cell.strip() for cell in row] for row in found[2][1]] == [["A", "B"], ["1", ""]]
    assert found[3][1] == [["> quoted"]]


def test_no_letter_of_a_text_is_lost_on_the_page(sample_text):
    for check in (sample_text.paged(), sample_text.chinese()):
        shown = "".join(
            run.text
            for _, blocks in sections(check.document, marks_of(view_of(check)))
            for block in blocks
            for cell in block.cells
            for run in cell
        )

        def letters(text: str) -> str:
            return re.sub(r"[\s#|-]", "", text)

        assert letters(shown) == letters(check.document.text)


def test_a_mark_over_several_lines_is_marked_whole():
    from specie.model.claim import Span
    from specie.report.text_view import Mark, Outcome

    document = read_text("a 5\r\nbillion b")
    mark = Mark(1, Span(2, 12), Outcome.WATCH, (), ())
    runs = [run for _, blocks in sections(document, (mark,)) for b in blocks for c in b.cells for run in c]
    assert [run.text for run in runs if run.mark] == ["5", "billion"]
    assert sum(run.first for run in runs if run.mark) == 1


def test_it_is_written_in_one_step(sample_text, tmp_path):
    path = write_texts([sample_text.clean()], (), "zh-Hant", tmp_path / "sub" / "page.html")
    assert path.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [p.name for p in path.parent.iterdir()] == ["page.html"]
