"""Prose of the tables reaches a reader as a message, word for word, and is there in Traditional Chinese."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from specie.facts import Fact, open_facts, schema, table_names
from specie.model import Message, Term, say
from specie.report.language import language
from specie.report.markup import Writer
from specie.report.register import Register

FACTS = open_facts()
FOLDER = Path(__file__).resolve().parents[2] / "src" / "specie" / "facts"
NUMBER = re.compile(r"\d(?:[\d,]*\d)?(?:\.\d+)?")
PROSE = [table for table in table_names() if schema(table).prose]
Key = tuple[str | None, str]

each = pytest.mark.parametrize("table", PROSE)


def cells(table: str) -> set[Key]:
    plan, rows = schema(table), FACTS.rows(table)
    prose = {(None, fact.text(column)) for fact in rows for column in plan.prose if fact[column]}
    return prose | {("term", fact.text(column)) for fact in rows for column in plan.terms if fact[column]}


def translated(table: str) -> dict[Key, str]:
    with (FOLDER / f"zh_Hant_{table}.po").open("rb") as file:
        entries = [entry for entry in read_po(file, locale="zh_Hant") if entry.id]
    return {(entry.context, str(entry.id)): str(entry.string) for entry in entries}


def test_what_is_read_as_a_warning_is_prose() -> None:
    assert list(table_names()) == PROSE
    assert {"population", "numerator_definition", "caution", "interest"} <= schema("rulers").prose
    for table in PROSE:
        assert (schema(table).prose | schema(table).terms).isdisjoint(
            {"source", "publisher", "study", "lead", "asset"}
        )
        assert schema(table).prose.isdisjoint(schema(table).terms)


@each
def test_each_table_has_its_own_translations_and_no_others(table: str) -> None:
    assert set(translated(table)) == cells(table)


@each
def test_a_translation_is_chinese_with_the_same_numbers(table: str) -> None:
    for (_, english), chinese in translated(table).items():
        assert Counter(NUMBER.findall(english)) == Counter(NUMBER.findall(chinese)), english
        assert english.endswith(".") == chinese.endswith("。"), english
        assert not re.search("[０-９％]", chinese), chinese
        if re.search("[a-z]{4} [a-z]{4}", english):
            assert re.search("[\u4e00-\u9fff]", chinese), english


@each
def test_english_readers_get_the_cell_itself(table: str) -> None:
    for fact in FACTS.rows(table):
        for column in schema(table).prose:
            assert language("en").message(fact.message(column)) == fact.text(column)
            assert fact.message(column).args == ()


def test_an_empty_cell_is_an_empty_message_in_both_languages() -> None:
    fact = next(f for f in FACTS.rows("rulers") if not f.text("caution"))
    assert [language(code).message(fact.message("caution")) for code in ("en", "zh-Hant")] == ["", ""]


def test_a_name_or_an_address_is_no_message() -> None:
    fact = FACTS.rows("rulers")[0]
    for column in ("source", "study", "publisher", "no_such_column"):
        with pytest.raises(KeyError):
            fact.message(column)


def test_the_name_of_a_round_is_a_word_of_the_vocabulary() -> None:
    fact = next(f for f in FACTS.rows("rounds") if f["series"] == "seed")
    assert fact.term("series") == Term("seed")
    with pytest.raises(KeyError):
        fact.term("note")


def test_a_remark_is_the_note_or_the_caution() -> None:
    fact = next(f for f in FACTS.rows("rulers") if f.text("caution"))
    assert fact.remark == fact.message("caution") == Message(fact.note)


@given(st.text(st.sampled_from("{}%sd()'\"<>&\\$ aé中{count}"), min_size=1))
def test_braces_percent_signs_and_quotes_of_a_cell_are_only_text(cell: str) -> None:
    message = Fact("rulers", 2, {"caution": cell}).message("caution")
    for code in ("en", "zh-Hant"):
        speech = language(code)
        assert speech.message(message) == cell
        assert speech.message(say("of {population}", population=message)).count(cell) >= 1
        assert Writer(speech, Register()).message(message) == escape(cell)
