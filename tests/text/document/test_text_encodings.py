"""Encodings: what is certain is read, what is guessed is said, and what is unclear is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.text.document import DocumentError, read
from specie.text.document.encoding import BinaryError, NotUtf8Error, UnknownEncodingError, decode

TRADITIONAL = (
    "【台北訊】人工智慧新創公司週一宣布完成新一輪募資，金額達 65 億美元，投後估值來到 1,830 億美元，"
    "約為年初的三倍。公司表示，年化營收在八月底突破五十億美元，近三成來自企業客戶。"
)
SIMPLIFIED = (
    "人工智能初创公司周一宣布完成新一轮融资，金额达 65 亿美元，投后估值来到 1,830 亿美元，约为年初的三倍。"
    "公司表示，年化营收在八月底突破五十亿美元，近三成来自企业客户。"
)
FRENCH = "La société a levé 2,5 milliards d’euros à la fin de l’année – une hausse de 30 %."
ENGLISH = "The company’s revenue rose 30% to £2.5bn — its “best year”."
GERMAN = "Der Umsatz stieg um 12 % auf 2,5 Mrd. € – größer als erwartet."


@pytest.mark.parametrize(
    ("text", "encoding", "expected"),
    [
        (TRADITIONAL, "cp950", "cp950"),
        (TRADITIONAL, "utf-16-le", "utf-16-le"),
        (TRADITIONAL, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        ("營收成長三成，達 25 億美元。", "cp950", "cp950"),
        ("营收增长三成，达 25 亿美元。", "gbk", "gb18030"),
        (FRENCH, "cp1252", "cp1252"),
        (ENGLISH, "cp1252", "cp1252"),
        (GERMAN, "cp1252", "cp1252"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
    ],
)
def test_a_guess_gives_the_text_back_and_says_that_it_is_one(text, encoding, expected):
    decoded = decode(text.encode(encoding))
    assert (decoded.text, decoded.encoding, decoded.guessed) == (text, expected, True)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le-mark", "utf-16-be-mark"]
)
def test_a_mark_or_utf8_is_certain(encoding):
    mark = {"utf-16-le-mark": b"\xff\xfe", "utf-16-be-mark": b"\xfe\xff"}.get(encoding, b"")
    decoded = decode(mark + TRADITIONAL.encode(encoding.removesuffix("-mark")))
    assert decoded.text == TRADITIONAL
    assert not decoded.guessed


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("同社の売上高は前年比30%増の25億ドルとなり、評価額は1830億ドルに達した。", "shift_jis"),
        ("同社の売上高は前年比30%増の25億ドルとなり、評価額は1830億ドルに達した。", "euc_jp"),
        ("회사의 매출은 전년 대비 30% 증가한 25억 달러를 기록했다고 밝혔다.", "euc_kr"),
        ("Выручка компании выросла на 30% до 2,5 млрд долларов.", "cp1251"),
        ("Выручка компании выросла на 30% до 2,5 млрд долларов.", "koi8-r"),
        ("Spółka zwiększyła przychody o 30% do 2,5 mld złotych niż oczekiwano w ubiegłym roku.", "cp1250"),
        ("La société a levé 2,5 milliards d’euros à la fin de l’année.", "mac-roman"),
        ("Der Umsatz stieg auf 2,5 Mrd. – größer als erwartet.".replace("–", "-"), "cp850"),
    ],
)
def test_what_no_known_encoding_explains_is_refused_and_not_spoiled(text, encoding):
    with pytest.raises(UnknownEncodingError):
        decode(text.encode(encoding))


def test_damaged_utf8_is_named_with_its_place():
    data = TRADITIONAL.encode() + b"\nSecond line \xff ends.\n" + TRADITIONAL.encode()
    with pytest.raises(NotUtf8Error) as caught:
        decode(data)
    assert caught.value.line == 2
    assert data[caught.value.position - 1] == 0xFF


@pytest.mark.parametrize("data", [b"\x00\x01\x02\x03 revenue", b"abc\x00def" * 9])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(BinaryError):
        decode(data)


def test_what_the_user_names_is_used_and_checked():
    assert decode(FRENCH.encode("mac-roman"), "mac-roman").text == FRENCH
    with pytest.raises(UnknownEncodingError):
        decode(TRADITIONAL.encode("utf-8"), "cp950")
    with pytest.raises(LookupError):
        decode(b"\xe9t\xe9", "no-such-encoding")


@given(st.text(min_size=1))
def test_utf8_always_comes_back_as_it_was(text):
    data = text.encode("utf-8", "ignore")
    if b"\0" not in data and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        assert decode(data).text == data.decode("utf-8")


@given(st.binary(min_size=1, max_size=400))
def test_no_bytes_crash_it(data):
    try:
        text = decode(data).text
    except (NotUtf8Error, UnknownEncodingError, BinaryError):
        return
    assert isinstance(text, str)


def test_a_guess_is_a_remark_of_the_reading(written):
    reading = read(written("a.txt", TRADITIONAL.encode("cp950")))
    assert [p.code for p in reading.problems] == ["DOC011"]
    assert dict(reading.problems[0].message.args)["encoding"] == "Big5"
    assert reading.document.text == TRADITIONAL


@pytest.mark.parametrize(
    ("content", "options", "code"),
    [
        ("Выручка компании выросла на 30% до 2,5".encode("cp1251"), {}, "DOC004"),
        (TRADITIONAL.encode() + b"\xff" + TRADITIONAL.encode(), {}, "DOC005"),
        (b"\xe9t\xe9 2026", {"encoding": "nonsense"}, "DOC004"),
        (TRADITIONAL.encode(), {"encoding": "cp950"}, "DOC004"),
    ],
)
def test_a_text_that_cannot_be_decoded_says_why_with_a_hint(written, content, options, code):
    with pytest.raises(DocumentError) as caught:
        read(written("a.txt", content), **options)
    (problem,) = caught.value.problems
    assert problem.code == code
    assert problem.file.endswith("a.txt")
    assert problem.hint is not None or options.get("encoding") == "nonsense"
