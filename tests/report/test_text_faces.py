"""Faces of a checked text: terminal and JSON; every figure is accounted for, in both languages alike."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.model import Severity, say
from specie.model.claim import Alarm, Check, Days, Kind, Reach, Span, Standing, TextCheck
from specie.report.text_json import number, texts_json
from specie.report.text_place import Places
from specie.report.text_quote import Quoter
from specie.report.text_terminal import texts_text
from specie.report.text_view import Outcome, marks_of, view_of
from specie.report.text_words import about, days, value
from specie.text.document.read import read_text


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"[\d.,]*\d", text))


def test_every_figure_has_one_outcome_the_worst(sample_text):
    view = view_of(sample_text.english())
    assert view.counts == {
        Outcome.ALARM: 3, Outcome.WATCH: 1, Outcome.NOTE: 1, Outcome.HOLDS: 1, Outcome.NOT_CHECKED: 3,
    }  # fmt: skip
    assert sum(view.counts.values()) == len(view.check.claims)


def test_a_failed_check_is_not_said_twice(sample_text):
    notes = view_of(sample_text.english()).notes
    assert sum(note.outcome is Outcome.ALARM for note in notes) == 1


def test_a_failed_check_without_alarm_is_loud(sample_text):
    check = sample_text.english()
    only = replace(check, alarms=())
    assert view_of(only).counts[Outcome.ALARM] == 3


def test_words_without_a_figure_are_marked(sample_text):
    check = sample_text.clean()
    span = sample_text.span_of(check.document.text, "counted")
    marked = view_of(replace(check, alarms=(Alarm("TXT501", Severity.WATCH, (span,), say("x")),)))
    assert [(mark.span, mark.outcome) for mark in marks_of(marked)] == [(span, Outcome.WATCH)]


spans = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans, max_size=6), st.lists(st.lists(spans, min_size=1, max_size=3), max_size=6))
def test_marks_never_overlap_and_hold_every_figure(figures, noted):
    document = read_text("x" * 80)
    base = {"text": "x", "kind": Kind.COUNT, "value": Decimal(1), "unit": ""}
    from specie.model.claim import Claim

    claims = tuple(Claim(span, **base) for span in figures)
    alarms = tuple(Alarm("TXT101", Severity.ALARM, tuple(some), say("x")) for some in noted)
    view = view_of(TextCheck(document, claims, alarms, ()))
    marks = marks_of(view)
    for one, other in pairwise(marks):
        assert one.span.end <= other.span.start
    assert sorted(c.span for m in marks for c in m.claims) == sorted(figures)
    for mark in marks:
        meeting = [a for a in alarms for s in a.spans if s.meets(mark.span)]
        assert (mark.outcome is Outcome.ALARM) == bool(meeting)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_places_are_those_of_an_editor(end):
    document = read_text(f"one{end}two 30 %{end}三 4", "a.txt")
    at = document.text.index("30 %")
    assert Places(document).of(at).line == 2
    assert Places(document).of(at).column == 5
    last = Places(document).of(document.text.index("4"))
    assert (last.line, last.column) == (3, 3)


def test_pages_and_paragraphs_are_places_too(sample_text, en):
    check = sample_text.paged()
    assert Places(check.document).written(check.claims[2].span, en) == "p. 2"
    page = replace(check.document, format="html", pages=())
    assert Places(page).written(check.claims[0].span, en) == "par. 5"


def test_a_long_sentence_is_quoted_around_its_figure():
    words = "word " * 200
    document = read_text(f"{words}30 % {words}")
    span = Span(len(words), len(words) + 4)
    ((_, pieces),) = Quoter(TextCheck(document, (), (), ())).quotations([span])
    text = "".join(piece.text for piece in pieces)
    assert len(text) < 300
    assert [piece.text for piece in pieces if piece.is_marked] == ["30 %"]
    assert text.startswith("… ")
    assert text.endswith(" …")


def test_the_terminal_says_what_to_know_first(sample_text, en):
    text = texts_text([sample_text.english()], (), en)
    order = [
        "figures 9: wrong or in conflict 3", "lab.md DOC011", "lab.md:5:52 Alarm TXT101", "«hundred-fold»",
        "USD 183,000 million is 10.0x of USD 18,300 million", "hint: check the multiple",
        "lab.md:13:6 Watch TXT501", "source: facts/rounds.csv row 12, https://example.org/round, as of",
        "lab.md:6:25 Note TXT801", "What holds", "5:16 «$6.5bn», 5:52 «$183bn»", "What cannot be checked",
        "6:40 «30%», 10:10 «$1bn»", "11:10 «$2.5bn»  No rule applies",
    ]  # fmt: skip
    places = [text.find(part) for part in order]
    assert -1 not in places, [part for part, at in zip(order, places, strict=True) if at < 0]
    assert places == sorted(places)
    assert "\u202e" not in text
    assert "\x1b[" not in text


def test_silence_is_never_a_pass(sample_text, en):
    assert "No figure was found, so nothing was checked." in texts_text([sample_text.clean()], (), en)
    bare = replace(sample_text.english(), alarms=(), checks=())
    text = texts_text([bare], (), en)
    assert "checked and holds 0, not" in text
    assert "not\nchecked 9" in text or "not checked 9" in text


def test_unread_texts_are_named_with_a_hint(sample_text, en):
    text = texts_text([], sample_text.unread(), en)
    assert text == "scan.pdf DOC008 no page has text\n  hint: run text recognition\n"


def test_both_languages_hold_the_same_numbers(sample_text, en, zh):
    checks = [sample_text.english(), sample_text.chinese(), sample_text.paged()]
    english, chinese = (texts_text(checks, (), language) for language in (en, zh))
    assert numbers(english) == numbers(chinese)


def test_json_has_the_documented_surface(sample_text, en):
    check = sample_text.english()
    data = json.loads(texts_json([check, sample_text.paged()], sample_text.unread(), en))
    first, paged, unread = data["documents"]
    assert {"name", "format", "claims", "findings", "checks", "problems"} <= first.keys()
    assert first["counts"]["figures"] == 9
    for claim in first["claims"]:
        assert {"start", "end", "text", "kind", "value", "low", "high", "unit", "reach", "when",
                "about"} <= claim.keys()  # fmt: skip
        assert check.document.text[claim["start"] : claim["end"]] == claim["text"]
    assert first["claims"][1]["value"] == 183_000_000_000
    assert first["claims"][7]["proposed"] is True
    assert [f["code"] for f in first["findings"]] == ["TXT101", "TXT501", "TXT801"]
    assert first["findings"][0]["spans"] == [[s.start, s.end] for s in check.alarms[0].spans]
    assert first["findings"][1]["origins"][0]["url"] == "https://example.org/round"
    assert {c["standing"] for c in first["checks"]} == {"holds", "fails", "not checked"}
    assert first["text"] is None
    assert paged["text"][paged["claims"][0]["start"] :].startswith("$13.1bn")
    assert paged["claims"][2]["page"] == 2
    assert (unread["name"], unread["format"], unread["claims"]) == ("scan.pdf", None, [])


def test_json_in_both_languages_differs_in_prose_only(sample_text, en, zh):
    def bare(language):
        data = json.loads(texts_json([sample_text.english()], (), language))
        for part in data["documents"][0]["findings"] + data["documents"][0]["checks"]:
            part.pop("message")
            part.pop("hint", None)
        data["documents"][0].pop("problems")
        return data

    assert bare(en) == bare(zh)


@pytest.mark.parametrize(
    ("given_", "expected"),
    [("0.3", 0.3), ("1e12", 10**12), ("12345678901234567", 12345678901234567), ("NaN", None), (None, None)],
)
def test_numbers_in_json_keep_their_digits(given_, expected):
    assert number(None if given_ is None else Decimal(given_)) == expected


def test_values_are_written_as_they_were_read(sample_text, en):
    base = sample_text.english().claims[0]

    def written(**change):
        return value(replace(base, **change), en).replace("\u00a0", " ")

    assert written() == "USD 6,500 million"
    assert written(reach=Reach.ABOUT) == "about USD 6,500 million"
    assert written(unit="fraction", value=Decimal("0.3"), reach=Reach.AT_MOST) == "at most 30 %"
    assert written(unit="pp", value=Decimal("0.0025")) == "0.25 percentage points"
    assert written(unit="", value=Decimal(12)) == "12"
    assert written(unit="GW", value=Decimal(10)) == "10 GW"
    ends = {"low": Decimal("0.3"), "high": Decimal("0.5"), "unit": "fraction", "reach": Reach.RANGE}
    assert written(**ends) == "30 % to 50 %"
    assert written(value=None) == "not read"


def test_days_are_written_as_short_as_they_are_known():
    from datetime import date

    assert days(Days(date(2026, 1, 1), date(2026, 12, 31))) == "2026"
    assert days(Days(date(2026, 10, 5), date(2026, 10, 5))) == "2026-10-05"
    assert days(Days(date(2024, 1, 1), date(2026, 12, 31))) == "2024–2026"
    assert days(Days(date(2026, 2, 1), date(2026, 2, 28))) == "2026-02"
    assert days(Days(date(2026, 2, 1), date(2026, 4, 30))) == "2026-02-01–2026-04-30"
    assert days(None) == ""


def test_what_a_figure_is_about_is_in_words(sample_text, en):
    check = sample_text.english()
    assert about(check.claims[4], check.document.text, en) == ("Example Lab · revenue · run-rate · 2026-10")
    assert about(check.claims[5], check.document.text, en) == "of “Run-rate revenue”"
    assert about(check.claims[7], check.document.text, en) == "proposed by a model"


def test_long_lists_are_cut_and_say_so(sample_text, en):
    text = "\n\n".join(f"Item {n} costs {n} %." for n in range(100, 160))
    document = read_text(text)
    from specie.model.claim import Claim

    claims = tuple(
        Claim(Span(m.start(), m.end()), m[0], Kind.SHARE, Decimal(1), "fraction")
        for m in re.finditer(r"\d+ %", text)
    )
    said = tuple(Check(Standing.NOT_CHECKED, (c.span,), say("no {n}", n=i)) for i, c in enumerate(claims))
    shown = texts_text([TextCheck(document, claims, (), said)], (), en)
    assert "… and 48 more; --format json lists all" in shown
    shown = texts_text([TextCheck(document, claims, (), ())], (), en)
    assert "… and 48 more" in " ".join(shown.split())


def test_what_only_tells_what_was_not_checked_is_no_finding(sample_text):
    check = sample_text.english()
    told = Alarm("TXT901", Severity.NOTE, (check.claims[7].span,), say("compared with nothing"))
    view = view_of(replace(check, alarms=(*check.alarms, told)))
    assert view.counts == view_of(check).counts
    assert not view.unmentioned()


def test_a_cell_is_quoted_with_its_row(sample_text):
    check = sample_text.english()
    ((_, pieces),) = Quoter(check).quotations([check.claims[7].span])
    assert "".join(piece.text for piece in pieces) == "2025 | $2.5bn"
    paged = sample_text.paged()
    ((_, pieces),) = Quoter(paged).quotations([paged.claims[0].span])
    assert "".join(piece.text for piece in pieces) == "2025 $13.1bn"
