"""Where documents come from and what is refused: missing, empty, huge, of another format."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from specie.text.document import DocumentError, Limits, read, read_document
from specie.text.document.codes import CODES
from specie.text.document.problems import numbers


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "DOC002"),
        ("a.txt", b" \n\t\r\n ", "DOC002"),
        ("a.html", b"<html><body></body></html>", "DOC002"),
        ("a.md", b"x" * 2_000_001, "DOC003"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "DOC006"),
        ("a.txt", b"PK\x03\x04" + b"\0" * 26 + b"other", "DOC006"),
        ("a.rtf", b"{\\rtf1 text}", "DOC006"),
        ("a.txt", b"\x89PNG\r\n", "DOC006"),
        ("a.txt", b"\x01\x02\x03\x04\x05" * 20, "DOC006"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "DOC007"),
        ("a.docx", b"plain text", "DOC009"),
    ],
)
def test_what_cannot_be_read_is_named(written, name, content, code):
    path = written(name, content)
    with pytest.raises(DocumentError) as caught:
        read(path, limits=Limits(size=2_000_000))
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.file == str(path)
    assert code in CODES


@pytest.mark.parametrize("name", ["missing.txt", ".", "nul\0byte"])
def test_a_path_that_is_no_file_is_named(tmp_path, name):
    with pytest.raises(DocumentError) as caught:
        read(f"{tmp_path}/{name}")
    assert caught.value.problems[0].code == "DOC001"


def test_an_endless_device_is_stopped_at_the_limit():
    with pytest.raises(DocumentError) as caught:
        read("/dev/zero", limits=Limits(size=100_000))
    assert caught.value.problems[0].code == "DOC003"


def test_the_bytes_count_more_than_the_name(made_pdf, written):
    path = written("report.txt", made_pdf.pdf([(50, 700, 10, "Text.")]))
    assert read_document(path).format == "pdf"


def test_standard_input_is_read():
    code = "from specie.text.document import read_document as r; d = r('-'); print(d.name, d.text.strip())"
    done = subprocess.run([sys.executable, "-c", code], input=b"30 % more", capture_output=True, check=True)
    assert done.stdout.split(maxsplit=1) == [b"-", b"30 % more\n"] or done.stdout.strip() == b"- 30 % more"


def test_errors_travel_between_processes():
    with pytest.raises(DocumentError) as caught:
        read("/no/such/file")
    again = pickle.loads(pickle.dumps(caught.value))
    assert again.problems == caught.value.problems


def test_page_numbers_are_listed_in_runs():
    assert numbers((1, 2, 3, 7, 9, 10)) == "1-3, 7, 9-10"
    assert numbers(range(1, 40, 2)).endswith(", …")
