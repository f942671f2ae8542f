"""Names in a text: where they count, and that no text whatever stops or slows the search."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specie.stack.decode import decoded
from specie.stack.find import MOST_A_FILE, find_names
from specie.stack.lines import Lines


def names(text: str, *, bare: bool = False) -> list[str]:
    return [mention.text for mention in find_names(text, Lines(text), bare=bare)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('create(model="gpt-4o")', ["gpt-4o"]),
        ("create(model='gpt-4o')", ["gpt-4o"]),
        ("create({model: `gpt-4o`})", ["gpt-4o"]),
        ('x = ["gpt-4o", "gpt-4.1"]', ["gpt-4o", "gpt-4.1"]),
        ('MODELS = "gpt-4o,gpt-4.1"', ["gpt-4o", "gpt-4.1"]),
        ('"model": "o3"', ["o3"]),
        ('model: str = "o3"', ["o3"]),
        ('String modelName = "o3";', ["o3"]),
        ('os.environ.get("CHAT_MODEL", "o3")', ["o3"]),
        ('.modelId("o3")', ["o3"]),
        ('"source": ["create(model=\\"gpt-4o\\")\\n"]', ["gpt-4o"]),
        ('url = "https://h/v1beta/models/gemini-1.5-pro:generateContent?key=1"', ["gemini-1.5-pro"]),
        ('"arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1"',
         ["arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-v2:1"]),
        ('f"{region}.anthropic.claude-3-haiku-20240307-v1:0"', ["anthropic.claude-3-haiku-20240307-v1:0"]),
        ("llm --model gpt-4o hello", ["gpt-4o"]),
        ('# "gpt-4o"', []),
        ('// model: "gpt-4o"', []),
        ('x = 1  # model = "gpt-4o"', []),
        ('x = "#1 of gpt-4o"', []),
        ('"https://example.com/blog/gpt-4-is-here"', []),
        ('"the gpt-4o model"', []),
        ("x = gpt-4o", []),
        ('"my-gpt-4o-wrapper"', ["my-gpt-4o-wrapper"]),  # not a model that exists: decided elsewhere
        ('model = "o3"\nmodel_dir = "o3"', ["o3"]),
        ('x = word\nmodel = "o3"', ["o3"]),  # the word on the line above is no part of the key
    ],
)  # fmt: skip
def test_where_names_count(text: str, found: list[str]) -> None:
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("OPENAI_MODEL=gpt-4o\n", ["gpt-4o"]),
        ("model: o3  # small\n", ["o3"]),
        ("  - claude-sonnet-4-5\n", ["claude-sonnet-4-5"]),
        ("models: [gpt-4o, gpt-4.1]\n", ["gpt-4o", "gpt-4.1"]),
        ("ENV MODEL gpt-4o\n", ["gpt-4o"]),
        ("value: ${MODEL:-gpt-4o}\n", ["gpt-4o"]),
        ("note: we use gpt-4o here\n", []),
        ("# model: gpt-4o\n", []),
    ],
)
def test_bare_values_count_where_files_take_them(text: str, found: list[str]) -> None:
    assert names(text, bare=True) == found


@given(st.text(alphabet=st.sampled_from("gpt-4o\"'= \n:modelİclaude/.{}$#\\,"), max_size=300), st.booleans())
@example('İ model="gpt-4o"', False)
@example('"' * 50, True)
def test_any_text_is_searched_and_every_name_stands_where_it_is_said_to(text: str, bare: bool) -> None:
    lines = Lines(text)
    for mention in find_names(text, lines, bare=bare):
        assert text[mention.start : mention.end] == mention.text
        line, column = lines.place(mention.start)
        assert lines.text(line)[column - 1 :].startswith(mention.text)


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_binary(content: bytes) -> None:
    text = decoded(content)
    assert text is None or isinstance(text, str)


@pytest.mark.parametrize(
    "text",
    [
        "gpt-" * 250_000,
        '"gpt-4o",' * 110_000,
        "model" * 200_000,
        "model" + " " * 1_000_000 + "=",
        "a" * 1_000_000 + "-model" + "b" * 100_000,
        'model: "' + "x-1" * 300_000,
        "model[" * 150_000,
        "m_" * 500_000 + "model = ",
        "/models/gpt-" * 80_000,
    ],
)
def test_hostile_texts_of_a_megabyte_take_seconds_at_most(text: str) -> None:
    start = time.process_time()
    found = names(text, bare=True)
    assert time.process_time() - start < 5
    assert len(found) <= MOST_A_FILE + 1


def test_byte_order_marks_and_wrong_bytes() -> None:
    assert decoded('a = "gpt-4"'.encode("utf-16")) == 'a = "gpt-4"'
    assert decoded(b"\xef\xbb\xbfa") == "a"
    assert decoded(b"a\xff") == "a�"
    assert decoded(b"\x7fELF\x00\x01") is None
