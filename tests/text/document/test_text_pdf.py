"""PDF: lines become paragraphs, pages are known; scans, locks and bombs are named."""

from __future__ import annotations

import time

import pytest

from specie.text.document import DocumentError, Limits, read


def lines(*texts: str, left: float = 50, top: float = 700, size: float = 10):
    return [(left, top - 12 * n, size, text) for n, text in enumerate(texts)]


def blocks(document) -> list[str]:
    ends = [*document.breaks[1:], len(document.text)]
    return [document.text[a:b].strip() for a, b in zip(document.breaks, ends, strict=True)]


def test_lines_and_broken_words_are_joined(made_pdf, written):
    page = lines(
        "The run-rate revenue of the company had come",
        "to $25 billion, which is quite an extraor-",
        "dinary step beyond what it was: its run-",
        "rate of last year was lower by around 30-",
        "50 % more.",
        "Short line.",
        "Another paragraph begins after a short line.",
    )
    document = read(written("a.pdf", made_pdf.pdf(page))).document
    assert blocks(document) == [
        (
            "The run-rate revenue of the company had come to $25 billion, which is quite an extraordinary"
            " step beyond what it was: its run-rate of last year was lower by around 30-50 % more."
        ),
        "Short line.",
        "Another paragraph begins after a short line.",
    ]


def test_chinese_lines_are_joined_without_blanks(made_pdf, written):
    page = lines("公司完成新一輪募資，總額達一千一百", "億美元，估值升至 8,520 億美", "元。")
    document = read(written("a.pdf", made_pdf.pdf(page))).document
    assert blocks(document) == ["公司完成新一輪募資，總額達一千一百億美元，估值升至 8,520 億美元。"]


def test_headings_columns_and_cells_stay_apart(made_pdf, written):
    page = [
        (50, 740, 18, "A heading"),
        *lines("Left column text that is", "wrapped in two lines.", left=50, top=700),
        *lines("Right column text that is", "wrapped as well.", left=330, top=700),
        (50, 600, 10, "2025"), (200, 600, 10, "$13.1bn"), (350, 600, 10, "254%"),
    ]  # fmt: skip
    document = read(written("a.pdf", made_pdf.pdf(page))).document
    found = blocks(document)
    assert found[0] == "A heading"
    assert "Left column text that is wrapped in two lines." in found
    assert "Right column text that is wrapped as well." in found
    assert found[-3:] == ["2025", "$13.1bn", "254%"]


def test_raised_digits_do_not_join_the_figure(made_pdf, written):
    page = [(50, 700, 10, "It was $25"), (110, 704, 6, "1"), (115, 700, 10, "billion.")]
    text = read(written("a.pdf", made_pdf.pdf(page))).document.text
    assert "251" not in text
    assert "$25¹" in text


def test_pages_and_running_heads(made_pdf, written):
    pages = [
        [
            (50, 780, 8, "Annual report 2025"),
            *lines(f"Page text {word} ends.", "More of it."),
            (300, 20, 8, str(n)),
        ]
        for n, word in enumerate(("one", "two", "three", "four"), 7)
    ]  # fmt: skip
    reading = read(written("a.pdf", made_pdf.pdf(*pages)))
    document = reading.document
    assert "Annual report" not in document.text
    assert [p.code for p in reading.problems] == ["DOC013"]
    assert [document.text[at : at + 13] for at in document.pages] == [
        "Page text one", "Page text two", "Page text thr", "Page text fou",
    ]  # fmt: skip


def test_a_sentence_goes_over_the_page(made_pdf, written):
    first = lines("Revenue in the year that ended was higher by", "a third and the margin by as much, which")
    second = lines("is more than anybody had expected of it.", "Nobody knows why.")
    document = read(written("a.pdf", made_pdf.pdf(first, second))).document
    assert "by as much, which is more than" in document.text
    assert document.text[document.pages[1] :].startswith("is more")


def test_pages_without_text_are_named(made_pdf, written):
    with pytest.raises(DocumentError) as caught:
        read(written("a.pdf", made_pdf.pdf([], [])))
    assert [p.code for p in caught.value.problems] == ["DOC008"]
    reading = read(written("b.pdf", made_pdf.pdf(lines("Text of one page."), [], [])))
    (problem,) = reading.problems
    assert (problem.code, dict(problem.message.args)["pages"]) == ("DOC008", "2-3")


LOCK = b"/Encrypt<</Filter/Standard/V 1/R 2/O(" + b"a" * 32 + b")/U(" + b"b" * 32 + b")/P -4>>/ID[<aa><aa>]"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda made: made.pdf(lines("x"), trailer=LOCK), "DOC007"),
        (lambda made: made.pdf(lines("x"))[:200], "DOC009"),
        (lambda made: b"%PDF-1.7\n" + bytes(range(256)) * 40, "DOC009"),
        (lambda made: b"no PDF at all", "DOC009"),
    ],
)
def test_locked_and_damaged_files_are_named(made_pdf, written, change, code):
    with pytest.raises(DocumentError) as caught:
        read(written("a.pdf", change(made_pdf)))
    assert [p.code for p in caught.value.problems] == [code]


def test_a_bomb_ends_in_bounded_time(made_pdf, written):
    page = [(50, 700, 10, "9" * 50)] * 400_000
    data = made_pdf.pdf(page)
    assert len(data) < 1_000_000
    started = time.monotonic()
    with pytest.raises(DocumentError) as caught:
        read(written("a.pdf", data), limits=Limits(seconds=1, memory=700_000_000))
    assert caught.value.problems[0].code == "DOC010"
    assert time.monotonic() - started < 8


def test_too_many_pages_are_refused(made_pdf, written):
    with pytest.raises(DocumentError) as caught:
        read(written("a.pdf", made_pdf.pdf(*[lines("x")] * 4)), limits=Limits(pages=3))
    assert caught.value.problems[0].code == "DOC010"
