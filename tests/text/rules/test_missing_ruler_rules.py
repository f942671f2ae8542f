"""Statements without their ruler, and the same ones with it."""

from __future__ import annotations

import pytest

WRONG = [
    ("TXT401", "Adoption reached 70%."),
    ("TXT401", "- 使用率 63%"),
    ("TXT401", "Our success rate is 92%."),
    ("TXT401", "使用這套產品的客戶可提升 45%。"),
    ("TXT402", "導入後效率是過去的 8 倍。"),
    ("TXT402", "The agent makes teams ten times more productive."),
    ("TXT402", "The company trades at 40 times."),
    ("TXT402", "這家公司估值高達 30 倍。"),
    ("TXT403", "The vendor tells us that the market for such assistants will grow to $18 billion."),
    ("TXT403", "The AI agent market will be worth $300 billion by 2031."),
    ("TXT403", "AI 代理人市場上看 2,000 億美元。"),
    ("TXT403", "市場看法指出，全球物流 AI 市場規模將達 900 億美元，商機無窮。"),
    ("TXT404", "Orbwick's shares fell 7% on Monday because a robot beat a chess club."),
    ("TXT404", "Shares in Orbwick rose 11% due to the keynote."),
    ("TXT404", "受新模型發表激勵，公司股價大漲 9%。"),
    ("TXT404", "股價下跌 6%，原因是投資人讀了那份報告。"),
]

RIGHT = [
    "Adoption reached 70% of our 400 invoice clerks.",
    "Among the 120 banks in the sample the success rate was 92%.",
    "使用率 63%（以 300 位業務人員計）。",
    "使用這套產品的客戶，每件處理時間可縮短 45%。",
    "使用率從 50% 升到 63%。",
    "Invoices per clerk rose from 100 to 800 a week, eight times as many.",
    "The company trades at 40 times trailing revenue.",
    "這家公司估值為年化營收的 30 倍。",
    "Gartner expects the market for AI agents to reach $30 billion by 2031.",
    "顧能預估，AI 代理人市場 2031 年將達 300 億美元。",
    "We expect bookings of $42 million in 2027, our own target.",
    "Shares in Orbwick fell 7% on the day of the report.",
    "Shares in Orbwick fell 7% on Monday; analysts said it was because of the report.",
    "公司股價大漲 9%，同時新模型發表；原因不明。",
    "Costs fell 12% because the contract ended.",
    "Gross margin was 68%.",
    "The fund is worth 2.4 times the money paid in.",
]


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{c}-{i}" for i, (c, _) in enumerate(WRONG)])
def test_a_statement_without_its_ruler_is_watched(codes, code, text):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_a_statement_with_its_ruler_is_not(codes, text):
    assert codes(text) == []
