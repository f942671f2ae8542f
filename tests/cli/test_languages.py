"""English and Traditional Chinese say the same numbers."""

from __future__ import annotations

import html
import json
import re
from collections import Counter

import pytest

from specie.facts import open_facts, schema, table_names

UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)


def numbers(page: str) -> Counter[str]:
    text = html.unescape(re.sub(r"<[^>]+>", " ", UNSEEN.sub("", page)))
    return Counter(re.findall(r"\d(?:[\d,]*\d)?(?:\.\d+)?", text))


@pytest.fixture(scope="module")
def pages(specie_in, example, tmp_path_factory):
    """The brief of the example book, English and Chinese."""
    folder = tmp_path_factory.mktemp("pages")
    for lang in ("en", "zh-Hant"):
        done = specie_in(folder)("brief", example, "-o", folder / f"{lang}.html", "--lang", lang)
        assert done.returncode == 0, done.stderr
    return [(folder / f"{lang}.html").read_text("utf-8") for lang in ("en", "zh-Hant")]


def test_every_number_of_the_english_page_is_on_the_chinese_one(pages):
    english, chinese = pages
    assert sum(numbers(english).values()) > 5_000
    assert not numbers(english) - numbers(chinese)
    # a few counts are words in English ("twelve months") and digits in Chinese
    extra = numbers(chinese) - numbers(english)
    assert sum(extra.values()) <= 20
    assert all(number.isdigit() and int(number) <= 12 for number in extra), extra
    assert '<html lang="zh-Hant"' in chinese


def shipped_prose():
    """Cells of the shipped facts that are long enough not to stand in a page by chance."""
    facts = open_facts()
    for table in table_names():
        for column in schema(table).prose:
            cells = {fact.text(column) for fact in facts.rows(table)}
            yield from (cell for cell in cells if len(cell) > 20 and " " in cell)


def test_no_shipped_caution_is_english_on_the_chinese_page(pages):
    english, chinese = map(html.unescape, pages)
    cells = set(shipped_prose())
    assert sum(cell in english for cell in cells) > 200
    assert {cell for cell in cells if cell in chinese} == set()


def test_estimates_are_equal_digit_for_digit(specie, example):
    english, chinese = (
        json.loads(specie("run", example, "--format", "json", "--lang", lang).stdout)
        for lang in ("en", "zh-Hant")
    )
    for one, other in zip(english["results"], chinese["results"], strict=True):
        for left, right in zip(one["estimates"], other["estimates"], strict=True):
            same = ("measure", "period", "point", "low", "high", "level", "unit", "grade")
            assert [left[k] for k in same] == [right[k] for k in same]
    messages = [f["message"] for result in chinese["results"] for f in result["findings"]]
    assert all(re.search(r"[\u4e00-\u9fff]", message) for message in messages)
