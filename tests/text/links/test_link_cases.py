"""What each figure of a sentence is about, worked out by hand; an empty field must stay empty."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from specie.facts import open_facts
from specie.model.claim import Days, Document, Kind
from specie.text.figures import find_claims
from specie.text.links import link

if TYPE_CHECKING:
    from specie.model.claim import Claim, Span

WRITTEN = Days(date(2026, 3, 5), date(2026, 3, 5))
_FIGURE = re.compile(r"(?P<text>.+?) \{ (?P<fields>.*) \}")


def _cases() -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / "link_cases.txt").read_text("utf-8").splitlines()
    pairs = (line.split(" => ", 1) for line in lines if line and not line.startswith(("# ", "## ")))
    return [(text, wanted) for text, wanted in pairs]


CASES = _cases()


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_about(text: str, wanted: str) -> None:
    document = Document("a", "text", text, (0,), (), WRITTEN)
    claims = {claim.text: claim for claim in link(document, find_claims(document), open_facts())}
    for one in wanted.split(" ;; "):
        told = _FIGURE.fullmatch(one.strip())
        assert told is not None, one
        claim = claims[told["text"]]
        fields = dict(_field(field) for field in told["fields"].split(", "))
        assert {name: _read(claim, name, text) for name in fields} == fields


def _field(written: str) -> tuple[str, str]:
    name, _, value = written.partition("=")
    return name.strip(), value.strip()


def _read(claim: Claim, name: str, text: str) -> str:
    about = claim.about
    match name:
        case "subject":
            return " + ".join(ref.id for ref in about.subjects)
        case "when":
            return "" if about.when is None else f"{about.when.first}/{about.when.last}"
        case "horizon":
            return "yes" if about.horizon else "no"
        case "of":
            return _words(about.denominator, text)
        case "source":
            return _words(about.source, text)
        case _:
            return str(getattr(about, name))


def _words(span: Span | None, text: str) -> str:
    return "" if span is None else text[span.start : span.end]


def test_there_are_enough_cases_in_both_languages() -> None:
    chinese = sum(bool(re.search("[\u4e00-\u9fff]", text)) for text, _ in CASES)
    assert len(CASES) >= 80
    assert chinese >= 35


def test_every_claim_has_its_sentence() -> None:
    text = "Revenue was $5bn. Costs were $3bn.\n\n營收 50 億美元。成本 30 億美元。"
    document = Document("a", "text", text, (0, text.index("營收")), (), None)
    claims = link(document, find_claims(document), open_facts())
    sentences = [text[c.sentence.start : c.sentence.end].strip() for c in claims]
    assert sentences == ["Revenue was $5bn.", "Costs were $3bn.", "營收 50 億美元。", "成本 30 億美元。"]


def test_a_date_is_about_itself() -> None:
    document = Document("a", "text", "Closed in September 2025.", (0,), (), None)
    (claim,) = link(document, find_claims(document), open_facts())
    assert claim.kind is Kind.DATE
    assert claim.about.when == claim.when
