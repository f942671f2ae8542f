"""Figures of one text that cannot both hold."""

from __future__ import annotations

import pytest

WRONG = [
    ("TXT201", ("We raised $75 million in September 2026. The $57 million "
               "from the September round pays for three years.")),
    ("TXT201", ("Kestrel raised $40 million in a Series B round in May. Its chief "
               "said the $45 million from the Series B would last.")),
    ("TXT201", "公司 4 月完成 A 輪，募到 1,800 萬美元。他說，A 輪的 1,600 萬美元可以用兩年。"),
    ("TXT201", "5 月我們募了 4.5 億元。5 月那一輪的 5.4 億元可以用三年。"),
    ("TXT205", ("Kestrel raised $1.8 billion in a Series C round. The "
               "$18 billion from the Series C will last.")),
    ("TXT202", "第一版在 2024 年 9 月上線。從 2024 年 6 月第一版上線到今天，我們學了很多。"),
    ("TXT202", "排程助理：2025 年 11 月上線。排程助理自 2026 年 1 月上線至今滿三季。"),
    ("TXT202", ("The invoice assistant went live in March 2025. Since the "
               "invoice assistant went live in May 2025, errors fell.")),
    ("TXT204", ("Of the insurers, 38% of companies have an agent in "
               "production. Still, 38% of pilots are in production.")),
    ("TXT204", "調查中 42% 的企業放棄了 AI。講者說，42% 的專案遭放棄。"),
    ("TXT203", ("Quarter,Bookings (GBP m),Staff\nQ1,14.0,410\nQ2,15.5,402\nQ3,12.5,395\n\n"
               "In the third quarter there were bookings of £13.5 million.")),
    ("TXT203", ("| 年 | 營收（億元） | 員工 |\n|---|---|---|\n| 2024 | 3.2 | 110 |\n| 2025 | 4.8 | 140 |\n\n"
               "2025 年營收為新台幣 5.8 億元。")),
]  # fmt: skip

RIGHT = [
    (
        "We raised $75 million in September 2026. The $75 million "
        "from the September round pays for three years."
    ),
    "Kestrel raised $40 million in a Series B round. Its rival raised $45 million in a Series C round.",
    "We raised $40 million in May 2025 and $75 million in September 2026.",
    (
        "The first close of the Series B brought $30 million. In all "
        "it raised $40 million in the Series B round."
    ),
    "公司 4 月完成 A 輪，募到 1,800 萬美元。8 月完成 B 輪，募到 3,600 萬美元。",
    "台灣版在 2024 年 9 月上線。日本版在 2025 年 1 月上線。",
    "第一版在 2024 年 9 月上線。第二版在 2025 年 6 月上線。",
    "Kestrel launched its first agent in March 2023. Kestrel launched its second agent in May 2024.",
    "Kestrel signed a contract with Lark on 3 May 2026. Kestrel signed a contract with Finch on 9 June 2026.",
    "霧港智算 2025 年 5 月推出報關助理。霧港智算 2026 年 7 月推出派車助理。",
    "Kestrel closed a $40 million Series B. Oldmere put in $25 million of the Series B.",
    "The Oslo office opened in May 2024. The Bergen office opened in June 2025.",
    (
        "Of the firms asked, 38% of companies have an agent in "
        "production. Among buyers, 41% of pilots are in production."
    ),
    "Some 42% of companies abandoned pilots, and 42% of budgets went to staff.",
    (
        "Quarter,Bookings (GBP m),Staff\nQ1,14.0,410\nQ2,15.5,402\nQ3,12.5,395\n\n"
        "In the third quarter there were bookings of £12.5 million."
    ),
    (
        "Quarter,Bookings (GBP m),Staff\nQ1,14.0,410\nQ2,15.5,402\nQ3,12.5,395\n\n"
        "Bookings fell by £3.0 million in the third quarter."
    ),
]


@pytest.mark.parametrize(("code", "text"), WRONG, ids=[f"{c}-{i}" for i, (c, _) in enumerate(WRONG)])
def test_two_values_for_one_thing_are_an_alarm(codes, code, text):
    assert codes(text) == [code]


@pytest.mark.parametrize("text", RIGHT, ids=range(len(RIGHT)))
def test_two_things_are_none(codes, text):
    assert codes(text) == []


def test_both_places_are_shown(told):
    text = "We raised $75 million in September 2026. The $57 million from the September round is enough."
    spans = told(text).alarms[0].spans
    assert [text[s.start : s.end] for s in spans] == ["$75 million", "$57 million"]


def test_the_cell_of_the_table_is_shown(told):
    text = WRONG[-2][1]
    spans = told(text).alarms[0].spans
    assert [text[s.start : s.end] for s in spans] == ["12.5", "£13.5 million"]


SERIES = "# Orders\n\nChart: orders of Morvane, in millions of euros: 2023: 41, 2024: 52, 2025: 67\n\n"


def test_a_series_that_is_written_out_is_a_table(codes):
    assert codes(SERIES + "Morvane took orders of €76 million in 2025.\n") == ["TXT203"]
    assert codes(SERIES + "Morvane took orders of €67 million in 2025.\n") == []


def test_an_amount_in_brackets_is_the_amount_before_it(codes):
    assert codes("Zephyr 以 US$1.2 billion（約 120 億美元）買下這家公司。") == ["TXT205"]
    assert codes("Zephyr 以 US$1.2 billion（約 12 億美元）買下這家公司。") == []


def test_a_headline_has_a_figure_of_its_text(codes):
    body = "\n\nMorvane has raised $112 million in new funding, the company said. Nobody sold shares.\n"
    assert codes("Morvane raises $121 million" + body) == ["TXT201"]
    assert codes("Morvane raises $112 million" + body) == []
    assert codes("Morvane raises over $110 million" + body) == []
