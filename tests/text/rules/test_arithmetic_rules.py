"""Figures that follow from others: each rule fires on a wrong one and is silent on a right one."""

from __future__ import annotations

import pytest

WRONG = [
    ("TXT101", "Revenue rose 60% from $70 million in 2024 to $100 million in 2025."),
    ("TXT101", "Revenue went from $70 million to $100 million, an increase of 60%."),
    ("TXT101", "Sales were $100 million, up 60% from $70 million a year earlier."),
    ("TXT101", "Staff shrank 40% from 200 to 150 people."),
    ("TXT101", "The share price tripled from $20 to $50."),
    ("TXT101", "Costs fell from $80 million to $100 million, down 25%."),
    ("TXT101", "營收從 70 億美元增至 100 億美元，成長 60%。"),
    ("TXT101", "估值由 20 億美元升至 100 億美元，成長近八倍。"),
    ("TXT101", "營收 100 億美元，較前一年的 70 億美元成長 60%。"),
    ("TXT101", "股價從 200 元跌至 150 元，跌幅 40%。"),
    ("TXT102", "The valuation grew 300% from $20 billion to $60 billion."),
    ("TXT102", "估值從 20 億美元增至 60 億美元，增幅 300%。"),
    ("TXT113", "The margin rose from 12% to 18%, up 6%."),
    ("TXT103", "The market grows from $10 billion in 2020 to $40 billion in 2030, a CAGR of 25%."),
    ("TXT103", "市場規模從 2020 年的 100 億美元增至 2030 年的 400 億美元，年複合成長率 25%。"),
    ("TXT104", "It spent $30 million on chips and $45 million on staff, for a total of $95 million."),
    ("TXT104", "晶片 3,000 萬美元、人力 4,500 萬美元，合計 9,500 萬美元。"),
    ("TXT104", ("Of the $90 million, $30 million went to chips, $25 million "
               "to staff and the remaining $15 million to rent.")),
    ("TXT105", "Training takes 46%, inference 31% and the remaining 29% goes to support."),
    ("TXT105", "訓練占 46%，推論占 31%，其餘 29% 為顧問案。"),
    ("TXT106", ("At a valuation of $100 billion and revenue of $5 billion, "
               "it trades at a multiple of 36 times sales.")),
    ("TXT106", "以估值 1,000 億美元、營收 50 億美元計算，約為 36 倍。"),
    ("TXT107", "The start-up raised $900 million at a valuation of $500 million."),
    ("TXT107", "公司募資 9 億美元，投後估值 5 億美元。"),
    ("TXT108", "The start-up raised $400 million at a valuation of $500 million."),
    ("TXT109", "It raised $180 million; it was worth $1.1 billion pre-money and $1.38 billion post-money."),
    ("TXT109", "募資 2 億美元，投前估值 10 億美元，投後估值 15 億美元。"),
    ("TXT110", "Of those asked, 37 of 120 companies, or 42%, had stopped."),
    ("TXT110", "120 家企業中有 37 家停用，占 42%。"),
    ("TXT111", "It spent $12 million on licences for 4,000 people, or $5,000 per head."),
    ("TXT111", "Revenue is $2.0 billion a month, or $20 billion annualised."),
    ("TXT112", "The trial ran from March 2023 to June 2025, a period of 14 months."),
    ("TXT112", "試行從 2023 年 3 月到 2025 年 6 月，歷時 14 個月。"),
]  # fmt: skip

RIGHT = [
    "Revenue rose 43% from $70 million in 2024 to $100 million in 2025.",
    "Revenue rose about 40% from $70 million in 2024 to $100 million in 2025.",
    "Revenue grew more than 40% from $70 million to $100 million.",
    "The valuation grew 200% from $20 billion to $60 billion.",
    "The valuation tripled from $20 billion to $60 billion.",
    "The valuation rose threefold from $20 billion to $60 billion.",
    "Turnover went from $1.2 billion to $3.5 billion, 2.9 times as much.",
    "估值由 20 億美元升至 100 億美元，成長四倍。",
    "估值由 20 億美元升至 100 億美元，為原來的五倍。",
    "從 32 億美元增至 965 億美元，成長近三十倍。",
    "The margin rose from 12% to 18%, up 6 percentage points.",
    "The margin rose from 12% to 18%, up 50%.",
    "The market grows from $10 billion in 2020 to $40 billion in 2030, a CAGR of 15%.",
    "市場規模從 2020 年的 100 億美元增至 2030 年的 400 億美元，年複合成長率 14.9%。",
    "It spent $30 million on chips and $45 million on staff, for a total of $75 million.",
    "It raised $2 billion in May and $3 billion in July, bringing total funding to $20 billion.",
    "Training takes 46%, inference 31% and the remaining 23% goes to support.",
    "Some 60% of firms use it; of those, 35% pay and the remaining 65% do not.",
    "At a valuation of $100 billion and revenue of $5 billion, it trades at a multiple of 20 times sales.",
    "The start-up raised $90 million at a valuation of $500 million.",
    "Meta acquired 80% for $400 million at a valuation of $500 million.",
    "It raised $180 million; it was worth $1.2 billion pre-money and $1.38 billion post-money.",
    "Of those asked, 37 of 120 companies, or 31%, had stopped.",
    "120 家企業中有 37 家停用，占 31%。",
    "It spent $12 million on licences for 4,000 people, or $3,000 per head.",
    "Revenue is $2 billion a month, or $24 billion annualised.",
    "The trial ran from March 2023 to June 2025, a period of 27 months.",
    "試行從 2023 年 3 月到 2025 年 6 月，歷時 27 個月。",
    "Founded in May 2021, it was sold five years later, in June 2026.",
    "Revenue fell from $100 million to $80 million, down 20%.",
    "Interest took $536 million, 26% of revenue, and held $9.3 billion in cash.",
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{c}-{i}" for i, (c, _) in enumerate(WRONG)])
def test_what_does_not_follow_is_an_alarm(codes, code, text):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_follows_is_none(codes, text):
    assert codes(text) == []


@pytest.mark.parametrize("text", RIGHT[:4], ids=range(4))
def test_what_follows_is_said_to_hold(held, text):
    assert held(text) >= 1
