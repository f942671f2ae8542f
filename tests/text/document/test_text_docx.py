"""DOCX: paragraphs, tables, notes and text boxes once; what was deleted or hidden not at all."""

from __future__ import annotations

import pytest

from specie.text.document import DocumentError, Limits, read


def test_everything_a_reader_sees_is_there_once(made_docx, written):
    m = made_docx
    box = "<w:txbxContent>" + m.p("Boxed 7 %.") + "</w:txbxContent>"
    twice = f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    drawn = f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"
    body = (
        m.p("Revenue ", "was $5bn", m.run("1", '<w:vertAlign w:val="superscript"/>'), ".")
        + m.p("A<b/>".replace("<b/>", ""), "<w:r><w:t>x</w:t><w:tab/><w:t>y</w:t><w:br/><w:t>z</w:t></w:r>")
        + m.p("<w:del>" + m.run("gone 6 %") + "</w:del>", "<w:ins>" + m.run("new 8 %") + "</w:ins>",
              m.run("hidden 9 %", "<w:vanish/>"), m.run("struck 4 %", "<w:strike/>"),
              m.run("kept 3 %", '<w:strike w:val="0"/>'))
        + m.table(("Year", "Revenue"), ("2025", "$13bn"))
        + m.p(drawn)
        + "<w:sdt><w:sdtContent>" + m.p("Inside a control.") + "</w:sdtContent></w:sdt>"
    )  # fmt: skip
    notes = '<w:footnote w:type="separator">' + m.p("----") + "</w:footnote><w:footnote>" + m.p("Note 2 %.")
    data = m.docx(body, footnotes=notes + "</w:footnote>")
    document = read(written("a.docx", data)).document
    lines = [line for line in document.text.split("\n") if line.strip()]
    assert lines == [
        "Revenue was $5bn¹.", "Ax\ty", "z", "new 8 %kept 3 %", "Year\tRevenue", "2025\t$13bn", "Boxed 7 %.",
        "Inside a control.", "Note 2 %.",
    ]  # fmt: skip
    at = document.text.index("$13bn")
    assert at in document.breaks


@pytest.mark.parametrize(
    ("body", "head", "limits", "code"),
    [
        ("9" * 2_000_000, "", Limits(unpacked=1_000_000), "DOC010"),
        ("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000, "", Limits(), "DOC010"),
        ("", '<!DOCTYPE a [<!ENTITY a "x">]>', Limits(), "DOC009"),
        ("<w:p>", "", Limits(), "DOC009"),
        ("", "", Limits(), "DOC002"),
    ],
)
def test_bombs_and_damage_are_named(made_docx, written, body, head, limits, code):
    with pytest.raises(DocumentError) as caught:
        read(written("a.docx", made_docx.docx(body, head)), limits=limits)
    assert [p.code for p in caught.value.problems] == [code]


def test_a_part_larger_than_it_says_is_stopped(made_docx, written):
    data = bytearray(made_docx.docx("9" * 3_000_000))
    size = len(f"<w:document {made_docx.NAMES}><w:body></w:body></w:document>") + 3_000_000
    lied = bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    assert lied != bytes(data)
    with pytest.raises(DocumentError) as caught:
        read(written("a.docx", lied), limits=Limits(unpacked=1_000_000))
    assert caught.value.problems[0].code in ("DOC009", "DOC010")


def test_a_cut_file_is_damaged(made_docx, written):
    with pytest.raises(DocumentError) as caught:
        read(written("a.docx", made_docx.docx("<w:p/>")[:-30]))
    assert caught.value.problems[0].code in ("DOC006", "DOC009")
