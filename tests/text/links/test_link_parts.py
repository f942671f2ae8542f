"""The parts of linking on their own: sentences, names, the vocabulary, and texts made to be slow."""

from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from specie.facts import open_facts
from specie.model.claim import About, Days, Document, Kind, Span
from specie.text.figures import find_claims
from specie.text.figures.fold import fold
from specie.text.links import link
from specie.text.links.discovery import discovered
from specie.text.links.gazetteer import gazetteer
from specie.text.links.sentences import LONGEST, sentences
from specie.text.measures import TERMS, basis_mentions, measure_mentions, measures


def _document(text: str, breaks: tuple[int, ...] = (0,)) -> Document:
    return Document("a", "text", text, breaks, (), Days(date(2026, 3, 5), date(2026, 3, 5)))


def _sentences(text: str, breaks: tuple[int, ...] = (0,)) -> list[str]:
    return [text[span.start : span.end].strip() for span in sentences(_document(text, breaks))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One ends. Two ends.", ["One ends.", "Two ends."]),
        (
            "Acme Inc. rose 3.5 percent on Sept. 2 in the U.S. market. It fell.",
            ["Acme Inc. rose 3.5 percent on Sept. 2 in the U.S. market.", "It fell."],
        ),
        ("It was 2027. MIT said so.", ["It was 2027.", "MIT said so."]),
        ("He said: “It rose.” She left.", ["He said: “It rose.”", "She left."]),
        ("Is it so? Yes! Fine.", ["Is it so?", "Yes!", "Fine."]),
        ("營收成長。獲利下滑！真的嗎？是。", ["營收成長。", "獲利下滑！", "真的嗎？", "是。"]),
        ("他說：「成長了。」然後離開。", ["他說：「成長了。」", "然後離開。"]),
        ("Mixed 句子。Then English. 再來中文。", ["Mixed 句子。", "Then English.", "再來中文。"]),
        ("One\n\nTwo", ["One", "Two"]),
    ],
)
def test_sentences_of(text: str, wanted: list[str]) -> None:
    assert _sentences(text) == wanted


def test_no_sentence_reaches_over_a_break() -> None:
    assert _sentences("title no stop\nthen text", (0, 14)) == ["title no stop", "then text"]


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='aB1 .,。！？\n「」"$%億', max_size=200), st.sets(st.integers(0, 200), max_size=6))
def test_sentences_cover_the_text_once(text: str, breaks: set[int]) -> None:
    spans = sentences(_document(text, tuple(sorted(breaks))))
    assert "".join(text[span.start : span.end] for span in spans) == text
    assert all(span.end - span.start <= LONGEST for span in spans)


def _names(text: str) -> list[tuple[str, str]]:
    return [
        (text[name.start : name.end], name.who.id) for name in gazetteer(open_facts()).names(text, fold(text))
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("NVIDIA and Nvidia", [("NVIDIA", "nvidia"), ("Nvidia", "nvidia")]),
        ("輝達、辉达與英偉達", [("輝達", "nvidia"), ("辉达", "nvidia"), ("英偉達", "nvidia")]),
        ("Google Cloud is not Google", [("Google Cloud", "google-cloud"), ("Google", "alphabet")]),
        ("See Figure 3 and lambda", []),
        ("Figure AI", [("Figure AI", "figure")]),
        ("metadata, Metaverse, openai.com", []),
        ("台積電 (TSMC)", [("台積電", "tsmc"), ("TSMC", "tsmc")]),
        ("麥肯錫與 Gartner", [("麥肯錫", "McKinsey"), ("Gartner", "Gartner")]),
    ],
)
def test_names_in(text: str, wanted: list[tuple[str, str]]) -> None:
    assert _names(text) == wanted


def test_every_company_of_the_facts_that_texts_name_is_known() -> None:
    found = {name.id for name in gazetteer(open_facts()).owners.values() if name.kind == "company"}
    unnamed = {
        "co-investors",
        "lender-syndicate",
        "bond-market",
        "meta-hyperion-spv",
        "broadcom-xpu-platform",
    }
    assert {row.text("company_id") for row in open_facts().rows("companies")} - unnamed <= found


def test_publishers_of_rulers_are_known_under_the_name_of_the_table() -> None:
    table = {row.text("publisher") for row in open_facts().rows("rulers")}
    known = {name.id for name in gazetteer(open_facts()).owners.values() if name.kind == "publisher"}
    assert len(table & known) >= 20


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Quillmark Inc has offices. Quillmark grew.", {"Quillmark"}),
        ("Quillmark's revenue was $5m.", {"Quillmark"}),
        ("Quillmark raised $5m. Later Quillmark fell.", {"Quillmark"}),
        ("Quillmark raised $5m.", set()),
        ("Dara Quill, chief executive, said so. Quill raised it. Quill left.", set()),
        ("The company raised $5m. The company fell.", set()),
        ("青鳥資訊表示，青鳥資訊成長。", {"青鳥資訊"}),
        ("該公司表示，該公司成長。", set()),
    ],
)
def test_names_that_no_table_holds(text: str, wanted: set[str]) -> None:
    assert {name.who.label for name in discovered(text, fold(text), [])} == wanted


def test_the_vocabulary_and_the_names_of_measures_agree() -> None:
    assert [term.id for term in TERMS] == sorted(measures(), key=[term.id for term in TERMS].index)
    assert {term.id for term in TERMS} == set(measures())
    assert all(measure.kinds <= set(Kind) for measure in measures().values())


def test_metrics_of_measures_are_those_of_the_facts() -> None:
    metrics = {row.text("metric") for row in open_facts().rows("financials")}
    assert {measure.metric for measure in measures().values() if measure.metric} <= metrics


def test_words_of_measures_and_bases_at_their_places() -> None:
    text = "投後估值, run-rate revenue, gross margin; presales and salesman"
    assert [(text[m.start : m.end], m.name) for m in measure_mentions(text, 0, len(text))] == [
        ("投後", "valuation"),
        ("估值", "valuation"),
        ("run-rate revenue", "revenue"),
        ("gross margin", "gross_margin"),
    ]
    assert [m.name for m in basis_mentions(text, 0, len(text))] == ["post-money", "run-rate"]


def test_linking_keeps_the_figures_and_their_order() -> None:
    text = "In 2025 Anthropic 募資 130 億美元, at a valuation of $183bn; 95% of firms agreed.\n"
    document = _document(text)
    claims = find_claims(document)
    linked = link(document, claims, open_facts())
    assert [(c.span, c.value, c.low, c.high) for c in linked] == [
        (c.span, c.value, c.low, c.high) for c in claims
    ]
    assert all(c.sentence.start <= c.span.start < c.span.end <= c.sentence.end for c in linked)


def test_nothing_is_linked_in_an_empty_text() -> None:
    assert link(_document(""), (), open_facts()) == ()


def test_a_figure_alone_is_about_nothing() -> None:
    (claim,) = link(_document("$5bn"), find_claims(_document("$5bn")), open_facts())
    assert claim.about == About()
    assert claim.sentence == Span(0, 4)


_WORDS = (
    "Microsoft 輝達 revenue 估值 $5bn 30% 兩倍 2025 年 in of the from to 由 增至 , 。 . according 根據 "
    "Gartner 中 有 三成 企業 pre-money expects 預計 its 該公司 10 GW over 6 months \n rose 成長"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_WORDS.split(" ")), max_size=30).map(" ".join))
def test_spans_of_links_lie_in_the_text(text: str) -> None:
    document = _document(text)
    for claim in link(document, find_claims(document), open_facts()):
        for span in (claim.about.denominator, claim.about.source, claim.sentence):
            assert span is None or 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "$5bn " * 8_000,
        "Microsoft raised $5bn and " * 1_500,
        "輝達營收 5 億美元，" * 2_000,
        "Ab raised $5. " * 3_000,
        "「" * 60_000,
        "(" * 60_000,
        "according to " * 8_000,
        "of the " * 20_000 + "5%",
        "A" * 60_000,
        "根據" * 30_000,
    ],
    ids=[
        "money",
        "list",
        "clauses",
        "names",
        "quotes",
        "brackets",
        "sources",
        "denominators",
        "letters",
        "citations",
    ],
)
def test_hostile_texts_are_linked_in_linear_time(text: str) -> None:
    document = _document(text)
    claims = find_claims(document)
    start = process_time()
    link(document, claims, open_facts())
    assert process_time() - start < 10


def test_many_new_names_stay_cheap() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz"
    text = "".join(f"Q{a}{b}{c} Inc raised $5m. " for a in letters for b in letters for c in letters[:4])
    start = process_time()
    discovered(text, fold(text), [])
    assert process_time() - start < 5
