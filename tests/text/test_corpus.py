"""Texts with known faults: labels are well formed, halves alike, and few false alarms on the tuned half."""

from __future__ import annotations

import re
import sys
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import specie.text
from specie.facts import open_facts
from specie.model.claim import Alarm, Document, Span, TextCheck
from specie.model.finding import Severity
from specie.model.message import say

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "text" / "corpus"
FIGURE = re.compile(
    r"[0-9０-９〇零一二兩三四五六七八九十百千萬億兆]|\b(?:two|three|four|five|six|seven|eight|nine|ten)", re.I
)
LABELS = sorted(CORPUS.glob("*/*.toml"))


@pytest.fixture(scope="module")
def corpus() -> Any:
    """The benchmark's reader, a script beside the package."""
    folder = str(ROOT / "benchmarks")
    sys.path.insert(0, folder)
    try:
        return import_module("check_text_corpus")
    finally:
        sys.path.remove(folder)


@pytest.fixture(scope="module")
def texts(corpus: Any) -> list[Any]:
    return corpus.read_corpus(CORPUS)


def test_every_text_has_a_label_and_the_other_way_round():
    stems = [path.with_suffix("") for end in ("md", "txt") for path in CORPUS.glob(f"*/*.{end}")]
    assert sorted(stems) == sorted(label.with_suffix("") for label in LABELS)


def test_there_are_enough_texts_of_each_kind(texts: list[Any]):
    kinds = Counter((text.language, text.clean) for text in texts)
    assert set(kinds) == {("en", True), ("en", False), ("zh-Hant", True), ("zh-Hant", False)}
    assert kinds["en", False] + kinds["en", True] >= 20
    assert kinds["zh-Hant", False] + kinds["zh-Hant", True] >= 20
    assert kinds["en", True] + kinds["zh-Hant", True] >= 14
    assert any(text.mixed for text in texts)


def test_clean_texts_have_no_fault_and_the_others_have(texts: list[Any]):
    assert [text.name for text in texts if text.clean == bool(text.faults)] == []


def test_half_is_that_of_the_folder(texts: list[Any]):
    assert [text.name for text in texts if text.half != text.path.parent.name] == []


def test_every_quote_stands_once_in_its_text_and_holds_a_figure(texts: list[Any]):
    wrong = [
        (text.name, quote)
        for text in texts
        for fault in text.faults
        for quote in fault.quotes
        if text.content.count(quote) != 1 or not FIGURE.search(quote)
    ]
    assert wrong == []


def test_every_fault_has_a_known_family_a_quote_and_a_reason(texts: list[Any], corpus: Any):
    families = set(corpus.FAMILIES.values())
    for text in texts:
        for fault in text.faults:
            assert set(fault.families) <= families, text.name
            assert fault.quotes, text.name
            assert fault.why, text.name
            assert fault.family not in fault.also, text.name


def test_every_family_is_planted_in_both_languages_of_both_halves(texts: list[Any], corpus: Any):
    planted = Counter((t.half, t.language, fault.family) for t in texts for fault in t.faults)
    for half in written_halves(texts, corpus):
        for language in corpus.LANGUAGES:
            for family in corpus.FAMILIES.values():
                assert planted[half, language, family] >= 2, (half, language, family)


def written_halves(texts: list[Any], corpus: Any) -> list[str]:
    """The halves, without one that is still being written."""
    size = Counter(text.half for text in texts)
    return [half for half in corpus.HALVES if size[half] >= 20]


def test_practice_has_every_family_in_both_languages_and_clean_texts(texts: list[Any], corpus: Any):
    practice = [text for text in texts if text.half == corpus.PRACTICE]
    planted = {(text.language, fault.family) for text in practice for fault in text.faults}
    assert planted == {(code, family) for code in corpus.LANGUAGES for family in corpus.FAMILIES.values()}
    assert {text.language for text in practice if text.clean} == set(corpus.LANGUAGES)


def test_every_half_has_clean_texts_in_both_languages(texts: list[Any], corpus: Any):
    clean = Counter((text.half, text.language) for text in texts if text.clean)
    for half in written_halves(texts, corpus):
        assert all(clean[half, language] >= 3 for language in corpus.LANGUAGES), half


def test_figures_stand_as_thick_in_clean_texts_as_in_the_others(texts: list[Any]):
    def density(clean: bool) -> float:
        chosen = [text.content for text in texts if text.clean == clean]
        figures = sum(len(re.findall(r"\d[\d.,]*", content)) for content in chosen)
        return figures / sum(map(len, chosen))

    assert 0.75 < density(True) / density(False) < 1.6


def alarm(code: str, *spans: Span, severity: Severity = Severity.ALARM) -> Alarm:
    return Alarm(code, severity, spans, say("x"))


def checked(*alarms: Alarm) -> TextCheck:
    return TextCheck(Document("x", "text", ""), (), alarms, ())


def test_a_finding_counts_by_family_and_place(corpus: Any):
    text = corpus.Text(
        path=Path("x.md"),
        content="It rose from 2 to 6, or fourfold, and 50% agreed.",
        language="en",
        genre="news",
        mixed=False,
        clean=False,
        half="tuned",
        faults=(
            corpus.Fault("arithmetic", ("contradiction",), ("2 to 6",), "three"),
            corpus.Fault("ruler", (), ("50%",), "of whom"),
        ),
    )
    on, off = Span(13, 14), Span(0, 2)
    done = corpus.score(
        text,
        checked(
            alarm("TXT101", off, on),
            alarm("TXT201", on),
            alarm("TXT301", on),
            alarm("TXT101", off),
            alarm("TXT401", on),
            alarm("TXT901", on, severity=Severity.NOTE),
            alarm("TXT101", off, severity=Severity.NOTE),
        ),
    )
    assert [hit for _, _, hit in done.findings] == [True, True, False, False, False]
    assert [hit for _, hit in done.faults] == [True, False]


def test_a_megabyte_is_a_megabyte_of_differing_copies(texts: list[Any], corpus: Any):
    few = texts[:3]
    made = corpus.volume(few, 40_000)
    assert 40_000 <= len(made.encode()) < 45_000
    lines = [line for line in made.splitlines() if len(line) > 80]
    assert len(set(lines)) > 3 * sum(len(line) > 80 for text in few for line in text.content.splitlines())


@pytest.mark.skipif(not hasattr(specie.text, "check_text"), reason="specie.text.check_text is not there yet")
def test_tuned_half_has_few_false_alarms(texts: list[Any], corpus: Any):
    facts = open_facts()
    scores = [
        corpus.score(text, specie.text.check_text(text.path, facts)) for text in texts if text.half == "tuned"
    ]
    judged = [hit for score in scores for _, _, hit in score.findings]
    assert len(judged) >= 20
    assert sum(judged) / len(judged) >= 0.95
