"""What holds for every text: places, order, and that writing a number otherwise does not change it."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from specie.model.claim import Document, Kind
from specie.text.figures import find_claims
from specie.text.figures.fold import fold
from specie.text.figures.numerals import arabic_value, english_value, hanzi_value

_SIGNS = "零一二三四五六七八九"
_WORDS = (
    "$ US$ € 1 2.5 30 1,400 2025 % 億 萬 兆 元 美元 成 倍 個 百分點 年 月 日 bn million billion percent "
    "times x to - ~ from between and 從 到 至 近 逾 不到 以上 三十 一千 半 兩 第 季 Q3 FY26 Sept. "
    "March doubled half of one in five 分之 三 employees people GW tokens months ( ) [ ] . , 。 ， ； : "
    "\n ` < > @ # / http:// 年增 grew 翻倍 負 minus"
)
_PIECES = st.sampled_from(_WORDS.split(" "))


def _claims(text: str) -> tuple[tuple[str, Kind, Decimal | None, str], ...]:
    found = find_claims(Document("a", "text", text, (0,), (), None))
    return tuple((claim.text, claim.kind, claim.value, claim.unit) for claim in found)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=24).map(" ".join) | st.lists(_PIECES, max_size=24).map("".join))
@example("between $1 and 二 billion")
@example("三成五成 成 五")
def test_claims_are_pieces_of_the_text_in_order_and_apart(text: str) -> None:
    claims = find_claims(Document("a", "text", text, (0,), (), None))
    end = 0
    for claim in claims:
        assert claim.span.start >= end
        assert claim.text == text[claim.span.start : claim.span.end] != ""
        end = claim.span.end
        if claim.value is not None:
            assert claim.low is None or claim.low <= claim.value
            assert claim.high is None or claim.value <= claim.high
        assert claim.when is None or claim.kind is Kind.DATE
        assert claim.when is not None or claim.kind is not Kind.DATE or claim.unit == "day"


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120))
def test_no_text_is_too_strange(text: str) -> None:
    for claim in find_claims(Document("a", "text", text, (0,), (), None)):
        assert claim.text == text[claim.span.start : claim.span.end]
    assert len(fold(text)) == len(text)


def _written(number: int) -> str:
    """Write a number below a hundred million millions in Chinese: the oracle of the reader."""
    parts: list[str] = []
    for scale, name in ((10**12, "兆"), (10**8, "億"), (10**4, "萬"), (1, "")):
        section, number = divmod(number, scale)
        if section:
            gap = bool(parts) and section < 1000
            parts.append(("零" if gap else "") + _section(section) + name)
    return "".join(parts)


def _section(number: int) -> str:
    written, gap = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            written += ("零" if gap and written else "") + _SIGNS[digit] + name
            gap = False
        else:
            gap = True
    return written


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 10**15 - 1))
@example(183_000_000_000)
@example(10_000_0000)
@example(1_0005_0000)
def test_chinese_numerals_round_trip(number: int) -> None:
    assert hanzi_value(_written(number)) == number


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 9_999), st.sampled_from(["億美元", "萬美元", "億歐元"]))
def test_chinese_and_arabic_numerals_are_worth_the_same(number: int, unit: str) -> None:
    ((_, kind, value, name),) = _claims(f"共 {number:,} {unit}。")
    ((_, spoken_kind, spoken, spoken_name),) = _claims(f"共{_written(number)}{unit}。")
    assert (kind, value, name) == (spoken_kind, spoken, spoken_name)


@settings(max_examples=60, deadline=None)
@given(st.integers(1_000, 99_999_999), st.sampled_from(["億美元", " employees", "%", " million dollars"]))
def test_separators_and_full_width_digits_do_not_change_a_value(number: int, unit: str) -> None:
    wide = str(number).translate({ord("0") + n: chr(0xFF10 + n) for n in range(10)})
    thin = f"{number:,}".replace(",", "\u202f")
    forms = (
        f"{number:,}",
        thin,
        f"{number:,}".replace(",", "\u00a0"),
        *(() if 1900 <= number < 2100 else (str(number), wide)),
    )
    values = {tuple(claim[1:] for claim in _claims(f"( {form}{unit} )")) for form in forms}
    assert len(values) == 1
    assert len(next(iter(values))) == 1


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("兩百", 200),
        ("一百五", 150),
        ("一百零五", 105),
        ("三萬五", 35_000),
        ("一千八百三十億", 183_000_000_000),
        ("五萬三千億", 5_300_000_000_000),
        ("一萬億", 10**12),
        ("二〇二五", 2025),
        ("三點五", Decimal("3.5")),
        ("一點二兆", 1_200_000_000_000),
        ("十億五千萬", 1_050_000_000),
    ],
)
def test_chinese_numerals(written: str, value: int | Decimal) -> None:
    assert hanzi_value(written) == value


@pytest.mark.parametrize("written", ["一二三", "三五"])
def test_a_row_of_digits_is_no_number(written: str) -> None:
    assert hanzi_value(written) is None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("twenty-five", 25),
        ("two hundred", 200),
        ("two hundred and five", 205),
        ("a thousand", 1000),
        ("a dozen", 12),
        ("three point five", Decimal("3.5")),
        ("one hundred thousand", 100_000),
        ("half a", Decimal("0.5")),
    ],
)
def test_english_numerals(written: str, value: int | Decimal) -> None:
    assert english_value(written) == value


def test_arabic_numerals_lose_their_separators() -> None:
    assert arabic_value("1,830.50") == Decimal("1830.50")
    assert arabic_value("1\u00a0830") == 1830


@pytest.mark.parametrize(
    "text",
    [
        "1" * 200_000,
        "1 " * 100_000,
        "一" * 200_000,
        "(1 " * 60_000,
        "`1" * 100_000,
        "1-" * 100_000,
        "one " * 10_000,
        "1,000" * 20_000,
        "<a" * 100_000,
        "\n" * 200_000,
        "a " * 100_000,
        "每五家" * 30_000,
        "分之" * 60_000,
        "[^1" * 60_000,
    ],
    ids=[
        "digits",
        "numbers",
        "hanzi",
        "brackets",
        "ticks",
        "dashes",
        "words",
        "thousands",
        "tags",
        "lines",
        "articles",
        "every",
        "parts",
        "notes",
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    start = process_time()
    find_claims(Document("a", "text", text, (0,), (), None))
    assert process_time() - start < 8
