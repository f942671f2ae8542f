"""HTML: what a reader sees, in blocks; nothing that was hidden or struck out."""

from __future__ import annotations

import pytest

from specie.text.document import read

PAGE = """<!DOCTYPE html><html><head><title>Not prose 99 %</title><style>p{width:7%}</style>
<meta property="article:published_time" content="2026-10-05T08:00:00+08:00"></head><body>
<nav><a>Menu 1</a></nav><h1>Lab &amp; co</h1><p>Revenue of <b>$5</b>bn<sup><a href="#f">1</a></sup> and
10<sup>9</sup> units,
up 30&nbsp;%.<br>Next line.</p><script>var x = 66</script><del>struck 7 %</del>
<div hidden><div>hidden 8 %</div></div>
<span style="display: none">9 %</span>
<table><tr><th>Year<th>Revenue</tr><tr><td>2024</td><td></td><td>$1bn</td></tr></table>
<ul><li>first<li>second</ul><pre>a  b
c</pre><!-- comment 77 --><p>CO<sub>2</sub> &#x4e09;成</p></body></html>"""


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("html") / "a.html"
    path.write_text(PAGE, "utf-8")
    return read(path).document


def parts(document) -> list[str]:
    ends = [*document.breaks[1:], len(document.text)]
    return [document.text[a:b] for a, b in zip(document.breaks, ends, strict=True)]


def test_it_is_the_prose_in_blocks(page):
    assert [part.strip() for part in parts(page) if part.strip()] == [
        "Lab & co",
        "Revenue of $5bn¹ and 10⁹ units, up 30\u00a0%.",
        "Next line.",
        "Year", "Revenue", "2024", "$1bn",
        "first", "second",
        "a  b", "c",
        "CO₂ 三成",
    ]  # fmt: skip


def test_empty_cells_keep_their_place(page):
    assert "2024\t\t$1bn" in page.text


def test_the_day_of_publication_is_read(page):
    assert page.written is not None
    assert page.written.first.isoformat() == page.written.last.isoformat() == "2026-10-05"


def test_declared_encodings_are_used(written):
    text = "<html><meta charset=big5><p>營收成長三成</p>"
    assert read(written("a.html", text.encode("cp950"))).document.text.strip() == "營收成長三成"
    assert read(written("b.html", text.encode("utf-8"))).document.text.strip() == "營收成長三成"
    latin = "<html><meta charset='iso-8859-1'><p>caf\u00e9 “30 %”</p>"
    assert read(written("c.html", latin.encode("cp1252"))).document.text.strip() == "café “30 %”"


def test_a_page_without_suffix_is_recognised(written):
    assert read(written("page", "<!doctype html><p>30 %</p>")).document.format == "html"


def test_a_page_that_is_all_menu_is_read_after_all(written):
    assert "30 %" in read(written("a.html", "<nav><p>30 %</nav>")).document.text
