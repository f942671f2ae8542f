"""English and Traditional Chinese say the same numbers."""

from __future__ import annotations

import html
import json
import re
from collections import Counter

UNSEEN = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)


def numbers(page: str) -> Counter[str]:
    text = html.unescape(re.sub(r"<[^>]+>", " ", UNSEEN.sub("", page)))
    return Counter(re.findall(r"\d(?:[\d,]*\d)?(?:\.\d+)?", text))


def test_every_number_of_the_english_page_is_on_the_chinese_one(specie, example, tmp_path):
    for lang in ("en", "zh-Hant"):
        done = specie("brief", example, "-o", tmp_path / f"{lang}.html", "--lang", lang)
        assert done.returncode == 0, done.stderr
    english, chinese = ((tmp_path / f"{lang}.html").read_text("utf-8") for lang in ("en", "zh-Hant"))
    assert sum(numbers(english).values()) > 5_000
    assert not numbers(english) - numbers(chinese)
    # a few counts are words in English ("twelve months") and digits in Chinese
    extra = numbers(chinese) - numbers(english)
    assert sum(extra.values()) <= 20
    assert all(number.isdigit() and int(number) <= 12 for number in extra), extra
    assert '<html lang="zh-Hant"' in chinese


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
