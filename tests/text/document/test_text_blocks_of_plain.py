"""Plain text and Markdown: the text stays as it is; sentences end where paragraphs, items and cells do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.text.document import read
from specie.text.document.kind import Format
from specie.text.document.read import read_text


def blocks(text: str, form: Format = Format.MARKDOWN) -> list[str]:
    document = read_text(text, form=form)
    ends = [*document.breaks[1:], len(text)]
    return [text[a:b].strip() for a, b in zip(document.breaks, ends, strict=True)]


def test_markdown_parts_headings_items_quotes_and_cells():
    text = (
        "---\ndate: 2026-10-05\n---\n# Head of it\nFirst line\nsecond line.\n\n- one\n  goes on\n- [x] two\n"
        "1. three\n\n> quoted\n> more\n\n| A | B |\n|---|:-:|\n| 1 | 2 |\n\nSetext\n======\nAfter it.\n"
        "```\ncode 1\ncode 2\n```\nlast  \nbroken\n[^1]: a note\n"
    )
    found = blocks(text)
    expected = (
        "Head of it|First line\nsecond line.|quoted\n> more|After it.|code 1|code 2|last|broken"
        "|one\n  goes on|two|three|[^1]|A|B|1|2"
    )
    for whole in expected.split("|"):
        assert [block for block in found if block.startswith(whole)], (whole, found)


def test_a_bar_in_prose_is_no_table():
    assert blocks("Growth | margin were both up.\nMore of it.") == [
        "Growth | margin were both up.\nMore of it."
    ]


def test_plain_lines_are_paragraphs_unless_wrapped_by_hand():
    assert blocks("Lab raises $6bn\nRevenue was $2bn.\nMore.", Format.TEXT) == [
        "Lab raises $6bn",
        "Revenue was $2bn.",
        "More.",
    ]


WRAPPED = """Headline of the text
The company said on Monday that its revenue had reached five
billion dollars a year, which is more than three times what it
was twelve months before, and that it expects to double once
more. It gave no margin.

   A second paragraph that is indented and goes on until the
end of it.
- an item that is long enough to be wrapped at the end of the
line, too
"""


def test_lines_wrapped_by_hand_are_joined():
    found = blocks(WRAPPED, Format.TEXT)
    assert found[0] == "Headline of the text"
    assert found[1].startswith("The company said")
    assert found[1].endswith("It gave no margin.")
    assert found[2].startswith("A second")
    assert found[2].endswith("end of it.")
    assert found[3].startswith("- an item")
    assert len(found) == 4


def test_chinese_lines_wrapped_by_hand_are_joined():
    line = "公司週一宣布完成新一輪募資並表示營收在過去一年成長超過三倍而且毛利率也"
    text = f"標題\n{line}\n{line}\n{line}\n{line}\n持續上升。\n\n第二段。"
    assert len(blocks(text, Format.TEXT)) == 3


def test_a_table_pasted_as_text_has_cells():
    text = "Year\tRevenue\n2024\t$3.7bn\n\nItem      2024    2025\nRevenue   1.0     2.5\n"
    found = blocks(text, Format.TEXT)
    assert found == ["Year", "Revenue", "2024", "$3.7bn", "Item", "2024", "2025", "Revenue", "1.0", "2.5"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_all_line_ends_part_paragraphs(end):
    assert blocks(f"One.{end}{end}Two.", Format.TEXT) == ["One.", "Two."]


@given(
    st.text(alphabet="ab |-#>\n\r\t1.*`。一", max_size=80), st.sampled_from([Format.TEXT, Format.MARKDOWN])
)
def test_starts_are_sorted_unique_and_inside(text, form):
    document = read_text(text, form=form)
    assert document.text == text
    assert list(document.breaks) == sorted(set(document.breaks))
    assert all(0 <= start < len(text) for start in document.breaks)


def test_the_file_is_kept_but_for_its_mark(written):
    text = "# 估值\r\n\r\n成長 ３０％。\n"
    path = written("a.md", b"\xef\xbb\xbf" + text.encode())
    document = read(path).document
    assert document.text == text
    assert document.format == "markdown"
    assert len(document.digest) == 64
