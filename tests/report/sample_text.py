"""Texts checked by hand: what the faces must show, without the rules that would find it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from specie.model import Level, Origin, Problem, Quantity, Ref, Severity, say
from specie.model.claim import (
    About,
    Alarm,
    Check,
    Claim,
    Days,
    Document,
    Kind,
    Reach,
    Span,
    Standing,
    TextCheck,
)
from specie.text.document.kind import Format
from specie.text.document.read import read_text

ENGLISH = """# Lab doubles its price

2026-10-05 | Example News

The lab raised $6.5bn at a post-money valuation of $183bn, a hundred-fold rise from the $18.3bn of January.
Run-rate revenue passed $5bn, and over 30% of it came from firms.

| Year | Revenue |
| --- | --- |
| 2024 | $1bn |
| 2025 | $2.5bn |

Some 95% of pilots fail, \u202eit is said, <script>alert(1)</script> & more.
"""
CHINESE = """# 新創估值翻倍

2026年10月5日

公司完成６５億美元募資，投後估值 1,830 億美元，較一月的 183 億美元成長百倍；近三成營收來自企業。

據稱有 95% 的試行計畫失敗。
"""
FACT = Origin("facts/rounds.csv", "row 12", "a" * 64, date(2026, 9, 1), "https://example.org/round")


def span_of(text: str, words: str, after: int = 0) -> Span:
    start = text.index(words, after)
    return Span(start, start + len(words))


def claim(document: Document, words: str, kind: Kind, value: str, unit: str, **more) -> Claim:
    span = span_of(document.text, words)
    block = max(start for start in document.breaks if start <= span.start)
    ends = [start for start in document.breaks if start > span.start]
    sentence = Span(block, ends[0] if ends else len(document.text))
    return Claim(span, words, kind, Decimal(value), unit, sentence=sentence, **more)


def english() -> TextCheck:
    document = read_text(ENGLISH, "lab.md", Format.MARKDOWN)
    lab = Ref("company", "example-lab", "Example Lab")
    claims = (
        claim(document, "$6.5bn", Kind.MONEY, "6.5e9", "USD", about=About((lab,), "raise")),
        claim(document, "$183bn", Kind.MONEY, "183e9", "USD", about=About((lab,), "valuation", "post-money")),
        claim(document, "hundred-fold", Kind.MULTIPLE, "100", "x"),
        claim(document, "$18.3bn", Kind.MONEY, "18.3e9", "USD", about=About((lab,), "valuation")),
        claim(document, "$5bn", Kind.MONEY, "5e9", "USD", reach=Reach.AT_LEAST, low=Decimal("5e9"),
              about=About((lab,), "revenue", "run-rate", Days(date(2026, 10, 1), date(2026, 10, 31)))),
        claim(document, "30%", Kind.SHARE, "0.3", "fraction", reach=Reach.AT_LEAST,
              about=About(denominator=span_of(ENGLISH, "Run-rate revenue"))),
        claim(document, "$1bn", Kind.MONEY, "1e9", "USD"),
        claim(document, "$2.5bn", Kind.MONEY, "2.5e9", "USD", proposed=True),
        claim(document, "95%", Kind.SHARE, "0.95", "fraction"),
    )  # fmt: skip
    price, fold, before, revenue = (claims[n].span for n in (1, 2, 3, 4))
    times = say("{high} is {times} of {low}, not a hundred-fold", high=Quantity(Decimal("183e9"), "USD"),
                low=Quantity(Decimal("18.3e9"), "USD"), times=Quantity(10, "x"))  # fmt: skip
    alarms = (
        Alarm("TXT101", Severity.ALARM, (price, fold, before), times,
              say("check the multiple, or write ten-fold")),
        Alarm("TXT501", Severity.WATCH, (claims[8].span,), say("the study counts something else"),
              origins=(FACT,)),
        Alarm("TXT801", Severity.NOTE, (revenue,), say("the basis is run-rate")),
    )  # fmt: skip
    checks = (
        Check(Standing.FAILS, (price, fold, before), times),
        Check(Standing.HOLDS, (claims[0].span, price), say("the stake sold is plausible"), (FACT,)),
        Check(Standing.NOT_CHECKED, (claims[5].span,), say("no published figure to compare with")),
        Check(Standing.NOT_CHECKED, (claims[6].span,), say("no published figure to compare with")),
    )
    guess = Problem("lab.md", None, None, "DOC011", say("read as {encoding}", encoding="Big5"),
                    say("name the encoding"), Level.NOTE)  # fmt: skip
    return TextCheck(document, claims, alarms, checks, (guess,))


def chinese() -> TextCheck:
    document = read_text(CHINESE, "新創.md", Format.MARKDOWN)
    claims = (
        claim(document, "６５億美元", Kind.MONEY, "6.5e9", "USD"),
        claim(document, "1,830 億美元", Kind.MONEY, "183e9", "USD"),
        claim(document, "百倍", Kind.MULTIPLE, "100", "x"),
        claim(document, "95%", Kind.SHARE, "0.95", "fraction"),
    )
    alarm = Alarm("TXT101", Severity.ALARM, (claims[1].span, claims[2].span), say("the multiple is ten"))
    return TextCheck(document, claims, (alarm,), ())


def clean() -> TextCheck:
    """A text without figures."""
    return TextCheck(read_text("Nothing was counted.\n", "none.txt"), (), (), ())


def paged() -> TextCheck:
    """A document with pages, as a PDF gives it: a table and two pages."""
    text = "Report\nYear\tRevenue\n2025\t$13.1bn\nMargins were 40% in all.\nIt grew 12 %."
    document = Document("deck.pdf", "pdf", text, (0, 7, 12, 20, 25, 33, 58), (0, 58), None, "b" * 64)
    claims = (
        claim(document, "$13.1bn", Kind.MONEY, "13.1e9", "USD"),
        claim(document, "40%", Kind.SHARE, "0.4", "fraction"),
        claim(document, "12 %", Kind.RATE, "0.12", "fraction"),
    )
    alarm = Alarm("TXT401", Severity.WATCH, (claims[2].span,), say("a rate without a base"))
    return TextCheck(document, claims, (alarm,), ())


def unread() -> tuple[Problem, ...]:
    return (Problem("scan.pdf", None, None, "DOC008", say("no page has text"), say("run text recognition")),)


def renamed(check: TextCheck, name: str) -> TextCheck:
    return replace(check, document=replace(check.document, name=name))
