"""Which language is chosen, and how messages are written in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import Bound, Quantity, Ref, Term, say
from specie.report.language import UnknownLanguageError, UntranslatedError, choose, language
from specie.report.markup import Writer
from specie.report.register import register_of

CHOICES = [
    ("zh-Hant", {}, "zh-Hant"),
    ("zh-TW", {}, "zh-Hant"),
    ("zh_Hant", {}, "zh-Hant"),
    ("zh-Hant-TW", {}, "zh-Hant"),
    ("zh_TW.UTF-8", {}, "zh-Hant"),
    ("zh-HK", {}, "zh-Hant"),
    ("zh", {}, "zh-Hant"),
    ("en", {}, "en"),
    ("en_GB.UTF-8", {}, "en"),
    ("ZH-HANT", {}, "zh-Hant"),
    (None, {}, "en"),
    (None, {"LANG": "fr_FR.UTF-8"}, "en"),
    (None, {"LANG": "zh_TW.UTF-8"}, "zh-Hant"),
    (None, {"LANG": "zh_CN.UTF-8"}, "en"),
    (None, {"LANG": "C.UTF-8"}, "en"),
    (None, {"LC_ALL": "C", "LANG": "zh_TW"}, "en"),
    (None, {"LANGUAGE": "de:zh_TW:en", "LANG": "en_US"}, "zh-Hant"),
    (None, {"SPECIE_LANG": "zh-Hant", "LANG": "en_US.UTF-8"}, "zh-Hant"),
    ("en", {"SPECIE_LANG": "zh-Hant"}, "en"),
]


@pytest.mark.parametrize(("asked", "environ", "expected"), CHOICES)
def test_the_language_is_chosen(asked, environ, expected):
    assert choose(asked, environ) == expected


@pytest.mark.parametrize("asked", ["fr", "zh-Hans-TW", "zh-CN", "english", "xx_en"])
def test_a_language_that_nobody_speaks_is_refused_with_the_choices(asked):
    for refuse in (language, lambda code: choose(code, {"LANG": "zh_TW.UTF-8"})):
        with pytest.raises(UnknownLanguageError, match=f"no such language: {asked}; one of en, zh-Hant"):
            refuse(asked)


def test_a_bound_can_follow_at(en, zh, run):
    ceiling = next(e for r in run.results for e in r.estimates if e.bound is Bound.AT_MOST)
    value = en.value(ceiling).removeprefix("at most ")
    priced = say("priced at {price}", price=ceiling)
    assert en.message(priced) == f"priced at no more than {value}"
    assert en.message(say("worth {price}", price=ceiling)) == f"worth at most {value}"
    assert en.message(say("met at {place}", place="at most Cafe")) == "met at at most Cafe"
    assert "at at" not in zh.message(priced)
    writer = Writer(en, register_of(run))
    assert f">no more than {value}</a>" in writer.message(priced)
    floor = replace(ceiling, bound=Bound.AT_LEAST, low=ceiling.high, high=None)
    assert en.message(say("priced at {price}", price=floor)).startswith("priced at no less than ")


def test_messages_nest_and_take_every_kind_of_value(en, zh):
    inner = say("at most {value}", value=Quantity(3, "x"))
    message = say("{count} more", count=inner)
    assert en.message(message) == "at most 3.0x more"
    assert zh.message(message) == "其餘 至多 3.0 倍 項"


def test_braces_in_user_data_are_never_read_as_fields(en):
    message = say("{path} and {other}", path="{other}", other="{path}")
    assert en.message(message) == "{other} and {path}"
    assert en.message(say("{known} {unknown}", known="x")) == "x {unknown}"


@given(st.text())
def test_user_data_cannot_turn_the_direction_of_a_line_or_clear_a_screen(text):
    written = language("en").message(say("{path}", path=text))
    assert not set(written) & set("\x1b\x07\x08\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200f")


def test_a_direction_mark_is_shown_instead_of_obeyed(en):
    assert en.value(Ref("vendor", "v", "abc\u202eexe.txt")) == "abc\\u202eexe.txt"


def test_a_strict_language_refuses_what_is_not_translated():
    strict = language("zh-Hant", strict=True)
    assert strict.value(Term("initiative")) == "專案"
    with pytest.raises(UntranslatedError):
        strict.message(say("Nobody translated this sentence."))
    with pytest.raises(UntranslatedError):
        strict.value(Term("nobody translated this word"))


def test_numbers_stay_with_their_units_on_a_page(en):
    assert en.for_page().value(Quantity(965e9, "USD")) == "USD\u00a0965,000\u00a0million"
