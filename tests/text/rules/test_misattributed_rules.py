"""Statements of the table of zombies, told and taken apart."""

from __future__ import annotations

import pytest

from specie.facts import open_facts
from specie.text.rules.misattributed.zombie import wordings

TOLD = [
    "MIT found that 95% of AI pilots fail.",
    "麻省理工的研究說，95% 的 AI 試點都失敗。",
    "95% of companies get zero return from AI.",
    "95% 的企業在 AI 上沒有任何回報。",
    "RAND found that more than 80 percent of AI projects fail.",
    "蘭德公司發現，八成的 AI 專案失敗。",
    "RAND studied 2,400 AI projects.",
    "As Gartner says, 85% of AI projects fail.",
    "顧能說，85% 的 AI 專案會失敗。",
    "87 percent of data science projects never reach production.",
    "Internet traffic doubles every 100 days.",
    "網路流量每 100 天翻倍。",
    "90% of new products fail.",
    "九成的新產品會失敗。",
    "Every dollar spent on AI returns $3.70.",
    "每投入 1 美元在 AI，可以回收 3.7 美元。",
    "The AI market is $2.5 trillion in 2026, says Gartner.",
    "DeepSeek is valued at $350 billion.",
    "DeepSeek 目前估值已達 3,500 億美元。",
    "S&P says 42% of AI projects are abandoned.",
    "Deloitte: only 25% of AI pilots reach production.",
    "56% of chief executives see zero ROI from AI.",
    "AI makes developers 19% slower.",
    "27% of AI start-ups closed in 2025.",
    "OpenAI had annual recurring revenue of $20 billion in 2025.",
    "74% of companies get ROI from AI in the first year.",
]

SOUND = [
    "The claim that 95% of AI pilots fail is wrong.",
    "「95% 的 AI 試點都失敗」這句話，原報告裡並沒有。",
    "RAND interviewed 65 practitioners and measured no rate.",
    "Of the 52 organisations studied, 5% put a task-specific tool to use.",
    "42% of companies dropped most of their AI initiatives, S&P Global found.",
    "25 percent of respondents moved at least 40% of their pilots into production, Deloitte says.",
    "In a trial of 16 experienced developers, tasks took 19% longer with AI.",
    "Gartner forecasts AI spending of $2.53 trillion in 2026.",
    "DeepSeek is said to be worth 350 billion yuan.",
    "OpenAI's run-rate was above $20 billion at the end of 2025.",
    "PwC: 56% of chief executives saw neither higher revenue nor lower cost.",
    "90% of the seats were taken.",
]


@pytest.mark.parametrize("text", TOLD, ids=range(len(TOLD)))
def test_a_misattributed_statistic_is_an_alarm(codes, text):
    assert "TXT501" in codes(text)


@pytest.mark.parametrize("text", SOUND, ids=range(len(SOUND)))
def test_what_the_source_says_is_none(codes, text):
    assert "TXT501" not in codes(text)


def test_every_statement_of_the_table_is_looked_for():
    facts = open_facts()
    assert {w.id for w in wordings()} == {fact.text("zombie_id") for fact in facts.rows("zombies")}


@pytest.mark.parametrize("text", [t for t in TOLD if "RAND" in t][:1])
def test_the_source_is_an_origin(told, text):
    alarm = next(a for a in told(text).alarms if a.code == "TXT501")
    assert alarm.origins[0].place == "facts/zombies.csv"
    assert alarm.hint is not None
