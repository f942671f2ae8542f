"""Tables against themselves, margins, multiples of a paragraph, directions, differences and whole staffs."""

from __future__ import annotations

import pytest

TABLE = "| Region | 2024 ($m) | 2025 ($m) | Change |\n|---|---|---|---|\n| Americas | 42.0 | 58.8 | +40% |\n"

WRONG = [
    ("TXT104", (TABLE + "| Europe | 30.0 | 34.5 | +15% |\n| Asia | 18.0 | 24.3 "
                "| +35% |\n| Total | 90.0 | 119.6 | |\n")),
    ("TXT110", (TABLE + "| Europe | 30.0 | 34.5 | +15% |\n| Asia | 18.0 | 24.3 "
                "| +53% |\n| Total | 90.0 | 117.6 | |\n")),
    ("TXT110", ("Month\tTickets\tSolved\tShare\nJune\t4,000\t1,200\t30%\n"
                "July\t4,400\t1,540\t35%\nAugust\t5,000\t2,250\t40%\n")),
    ("TXT104", "月份,帳單（萬元）,用量（億）\n7 月,42,12.0\n8 月,48,15.0\n9 月,54,18.0\n合計,154,45.0\n"),
    ("TXT110", "2025 年營收 44.75 億美元，淨利 16.25 億美元，淨利率 26%。"),
    ("TXT106", ("The post-money valuation was $852 billion. With a run-rate of $24 "
                "billion, it is valued at 45 times run-rate revenue.")),
    ("TXT106", "收盤價 126 元，2025 年每股盈餘 6 元，相當於本益比 18 倍。"),
    ("TXT101", "全年營收財測由 40 億元下修至 46 億元。"),
    ("TXT101", "The company cut its forecast from $40 million to $46 million."),
    ("TXT101", "市值從 250 億元降至 205 億元，蒸發 55 億元。"),
    ("TXT101", "Staff fell from 410 to 388 people, a reduction of 32 people."),
    ("TXT101", "殖利率由 2.85% 升至 3.20%，走高 45 個基點。"),
    ("TXT101", "營收由去年同期的 1.6 億元翻倍至 2.4 億元。"),
    ("TXT104", ("Claims amount to £18.4 million in total. They comprise £9.2 million "
                "secured, £2.1 million of wages and £5.1 million of others.")),
    ("TXT107", ("For $12 million we bought 8% of Quillhaven. The price "
                "puts the whole company at $96 million.")),
    ("TXT107", "公司以 143 億美元取得約 49% 股權，回推全公司價值約 390 億美元。"),
    ("TXT201", "The group employs 460 people in all. The whole workforce of 640 shares a bonus."),
    ("TXT201", "到 6 月底全公司 530 人。6 月底我們員工 610 人。"),
    ("TXT202", "我們 2014 年成立，第一間辦公室在大甲。公司 2012 年創立，當時很小。"),
]  # fmt: skip

RIGHT = [
    TABLE + "| Europe | 30.0 | 34.5 | +15% |\n| Asia | 18.0 | 24.3 | +35% |\n| Total | 90.0 | 117.6 | |\n",
    "Quarter,Bookings,Staff\nQ1,14.0,410\nQ2,15.5,402\nQ3,12.5,395\nYear,42.0,395\n",
    "2025 年營收 44.75 億美元，淨利 16.25 億美元，淨利率 36%。",
    "全年營收財測由 46 億元下修至 40 億元。",
    "The loss narrowed from $14 million to $7 million.",
    "市值從 250 億元降至 205 億元，蒸發 45 億元。",
    (
        "Of the £60 million, £24 million pays for an office, £18 million "
        "for deals and the remaining £18 million is capital."
    ),
    "年度預算 600 萬元，每期 150 萬元；省下的 90 萬元轉給其餘 9 個。",
    "現有員工 820 人，去年底為 760 人，增加 60 人。",
    "The group employs 460 people. By next summer it will employ 640 people.",
    "Founded in 2011, the archive has 1,310 binders.",
]


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{c}-{i}" for i, (c, _) in enumerate(WRONG)])
def test_it_is_found(codes, code, text):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_it_is_left_alone(codes, text):
    assert codes(text) == []
