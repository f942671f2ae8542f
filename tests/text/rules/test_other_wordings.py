"""The same faults and the same truths in other words than the patterns were first written for."""

from __future__ import annotations

import pytest

WRONG = [
    ("1", "Revenue grew from €12 million to €18 million last year, which is growth of 70%."),
    ("1", "Turnover of $45 million was 30% above the $40 million of 2024."),
    ("1", "Its headcount has quadrupled since 2023, from 50 to 150."),
    ("1", "The price per million tokens was cut by 50%, from $15 to $10."),
    ("1", "The fund returned $90 million on $30 million invested, or five times the money."),
    ("1", "Average handling time dropped from 12 to 9 minutes, a reduction of 40%."),
    ("1", "Of its 640 customers, 160 are banks, a third of the total."),
    ("1", "Sales were split between hardware (55%), services (30%) and licences (25%)."),
    ("1", "Europe accounts for 45% of sales, Asia for 35% and America for the remaining 30%."),
    ("1", "The start-up sold 20% of its shares for $30 million, valuing it at $300 million."),
    ("1", "The $50 million round values Lark at $250 million before the money and $320 million after it."),
    ("1", "At $600 million, the deal values Lark at 12 times its revenue of $40 million."),
    ("1", "The pilot ran for 20 weeks, from 3 March to 26 May 2025."),
    ("1", "今年訂單 840 張，比去年的 600 張多六成。"),
    ("1", "員工從 50 人擴編為 150 人，兩年成長四倍。"),
    ("1", "640 家客戶裡有 160 家是銀行，占三分之一。"),
    ("1", "營收比重：硬體 55%、服務 30%、授權 25%。"),
    ("1", "本輪募資 5,000 萬美元，投前 2.5 億美元、投後 3.2 億美元。"),
    ("1", "以 6 億美元收購，相當於營收 4,000 萬美元的 12 倍。"),
    ("1", "2020 年到 2025 年，營收從 1,000 萬美元成長到 4,000 萬美元，平均每年成長 20%。"),
    ("1", "一年 120 萬美元、400 個帳號，平均每個帳號 4,000 美元。"),
    ("2", "Kestrel has raised a Series A of $12 million. The $21 million Series A was led by Oldmere."),
    ("2", "The system has been live since May 2025. When the system went live in July 2025, all slept."),
    ("2", "The Lisbon office opened in June 2024. In the Lisbon office, opened in May 2025, two work."),
    ("2", "B 輪募資 2,100 萬美元由橡木創投領投。她說，1,200 萬美元的 B 輪資金足夠用兩年。"),
    ("2", "新系統 2025 年 2 月上線。新系統在 2025 年 4 月上線之後，客訴減少。"),
    ("3", "OpenAI's annualised revenue passed $2 billion at the end of 2025."),
    ("3", "Meta bought 49% of Scale AI for $1.43 billion in June 2025."),
    ("3", "Anthropic raised $3.5 billion in March 2025 at a valuation of $51.6 billion."),
    ("3", "Thinking Machines Lab raised $2 billion in July 2024 at a $12 billion valuation."),
    ("3", "Alphabet's capital expenditure was $94.1 billion in 2025."),
    ("3", "Microsoft's revenue for the fiscal year to June 2026 was $33.18 billion."),
    ("3", "Oracle 2026 會計年度營收 637.6 億美元。"),
    ("3", "亞馬遜 2025 年資本支出 1,381 億美元。"),
    ("3", "OpenAI 2025 年 3 月募資 400 億美元，估值 300 億美元。"),
    ("3", "BCG found that 15% of firms get AI value at scale."),
    ("3", "美國人口普查局調查，29.8% 的美國雇主企業在任一業務使用 AI。"),
    ("3", "OpenAI signed a contract with Oracle worth $30.0 billion over five years."),
    ("3", "CoreWeave's interest expense was $12.29 billion in 2025."),
]  # fmt: skip

RIGHT = [
    "Revenue grew from €12 million to €18 million last year, which is growth of 50%.",
    "Turnover of $52 million was 30% above the $40 million of 2024.",
    "Its headcount has tripled since 2023, from 50 to 150.",
    "The price per million tokens was cut by a third, from $15 to $10.",
    "The fund returned $90 million on $30 million invested, or three times the money.",
    "Average handling time dropped from 12 to 9 minutes, a reduction of 25%.",
    "Of its 640 customers, 160 are banks, a quarter of the total.",
    "Sales were split between hardware (55%), services (30%) and licences (15%).",
    "The start-up sold 10% of its shares for $30 million, valuing it at $300 million.",
    "The $50 million round values Lark at $250 million before the money and $300 million after it.",
    "At $600 million, the deal values Lark at 15 times its revenue of $40 million.",
    "The pilot ran for 12 weeks, from 3 March to 26 May 2025.",
    "Cloud revenue rose 40% to $20 billion while total revenue of $90 billion rose 12%.",
    "Amazon's cloud unit had revenue of $128.7 billion in 2025, a fifth more than in the year before.",
    "CoreWeave had revenue of $2.08 billion in the first quarter of 2026, 62% of it from one customer.",
    "Anthropic raised $30 billion in February 2026 and $65 billion in May 2026.",
    "Kestrel raised $12 million in a Series A in 2023 and $40 million in a Series B in 2025.",
    "It has 130 people in Oslo and 45 people in Bergen.",
    "The Lisbon office opened in June 2024, the Madrid office in August 2024.",
    "McKinsey's survey of 2023 found that 23% saw any effect on EBIT.",
    "In a poll, 60% said yes, 55% said they would pay and 40% had paid.",
    "Shares of Lark rose 4% to $26, and the Nasdaq gained 1%.",
    "The company expects revenue of $40 million to $44 million in 2027, after $30 million in 2026.",
    "今年訂單 960 張，比去年的 600 張多六成。",
    "640 家客戶裡有 160 家是銀行，占四分之一。",
    "營收比重：硬體 55%、服務 30%、授權 15%。",
    "受訪企業中，六成用於客服，五成用於寫程式，四成用於文件，可複選。",
    "本輪募資 5,000 萬美元，投前 2.5 億美元、投後 3 億美元。",
    "以 6 億美元收購，相當於營收 4,000 萬美元的 15 倍。",
    "新系統 2025 年 2 月上線，行動版 2025 年 4 月上線。",
    "A 輪募資 1,200 萬美元，B 輪募資 2,100 萬美元，累計募資 3,300 萬美元。",
    "亞馬遜雲端部門 2025 年營收 1,287 億美元，年增兩成。",
    "毛利率 42%，較上一季的 40% 增加 2 個百分點，年增 1 個百分點。",
    "台北 120 人、台中 60 人，兩地合計 180 人。",
]


@pytest.mark.parametrize(("family", "text"), WRONG, ids=range(len(WRONG)))
def test_a_fault_in_other_words_is_found(codes, family, text):
    assert family in {code[3] for code in codes(text)}


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_a_truth_in_other_words_is_left_alone(codes, text):
    assert codes(text) == []
