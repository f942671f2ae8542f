"""Figures against the shipped facts: deals, studies, markets, falls, rounds, accounts."""

from __future__ import annotations

import pytest

WRONG = [
    ("TXT302", "Anthropic 2025 年 9 月的 F 輪募得 130 億美元，投後估值達 183 億美元。"),
    ("TXT302", "CoreWeave ended 2025 with remaining performance obligations of $607 billion."),
    ("TXT302", "顧能：2026 年全球 AI 支出預測 25.3 兆美元。"),
    ("TXT301", "Databricks said the Series L of December 2025 was priced at $143 billion."),
    ("TXT301", "NVIDIA reported revenue of $251.9 billion for fiscal 2026."),
    ("TXT301", "CoreWeave 2024 年營收 19.15 億美元，2025 年 61.3 億美元。"),
    ("TXT301", ("As part of it OpenAI agreed to buy an extra $205 "
                "billion of Azure services from Microsoft.")),
    ("TXT301", "The Nasdaq Composite fell 68% from 10 March 2000 to 9 October 2002."),
    ("TXT303", ("Cohere announced on 24 April 2025 that it would merge "
                "with Aleph Alpha at a valuation of $20 billion.")),
    ("TXT303", "Microsoft holds 27% of OpenAI since the recapitalisation of 28 October 2024."),
    ("TXT303", ("The Nikkei stood at 38,915.87 on 29 December 1989. It "
                "passed the old high on 22 February 2014.")),
    ("TXT304", "微軟 2025 會計年度的現金資本支出為 880 億美元。"),
    ("TXT305", "Anysphere raised $2 billion in April 2026 and was valued at $50 billion."),
    ("TXT307", "PwC found that 65% of chief executives saw neither higher revenue nor lower cost."),
    ("TXT307", "麥肯錫 2026：16% 認為 AI 貢獻至少 5% 的 EBIT 且稱得上顯著。"),
]  # fmt: skip

RIGHT = [
    "OpenAI's contract with Oracle is worth $300 billion.",
    "Anthropic's run-rate was put at $30 billion in April 2026; a rival's estimate is $22 billion.",
    "Databricks was valued at more than $100 billion in September 2025.",
    "PwC found that 56% of chief executives saw neither higher revenue nor lower cost.",
    "McKinsey: 6% credit AI with at least 5% of EBIT.",
    "The Nasdaq Composite fell 77.9% from 10 March 2000 to 9 October 2002.",
    "Gartner expects AI spending of $2.53 trillion in 2026 and of $3.34 trillion in 2027.",
    "DeepSeek is in talks at a valuation of $45 billion, which is not closed.",
    "Kestrel, a firm nobody knows, raised $143 million at $2 billion.",
    "微軟 2025 會計年度的現金資本支出為 646 億美元，含融資租賃為 880 億美元。",
]


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{c}-{i}" for i, (c, _) in enumerate(WRONG)])
def test_what_is_known_otherwise_is_found(codes, code, text):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_what_is_known_is_left_alone(codes, text):
    assert codes(text) == []


@pytest.mark.parametrize(("code", "text"), WRONG[:6], ids=range(6))
def test_every_conflict_names_its_source(told, code, text):
    alarm = next(a for a in told(text).alarms if a.code == code)
    assert alarm.origins
    assert all(origin.rows and origin.as_of for origin in alarm.origins)


def test_agreement_names_its_source(told):
    check = next(c for c in told(RIGHT[0]).checks if c.origins)
    assert check.standing.value == "holds"
