"""A text that only quotes the shipped facts gives no alarm; one with a figure changed gives one."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specie.facts import Fact, open_facts

FACTS = open_facts()
NAMES = {fact.text("company_id"): fact.text("name").split(" (")[0] for fact in FACTS.rows("companies")}
METRICS = {
    "revenue": ("revenue", "營收"),
    "revenue_run_rate": ("an annual revenue run-rate", "年化營收"),
    "net_income": ("net income", "淨利"),
    "operating_income": ("operating income", "營業利益"),
    "gross_margin": ("a gross margin", "毛利率"),
    "capex": ("capital expenditure", "資本支出"),
    "backlog": ("a backlog", "在手訂單"),
    "total_debt": ("debt", "負債"),
}


def money(value: float) -> str:
    """Write dollars as English business news does."""
    amount = Decimal(repr(abs(value)))
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        if amount >= size:
            return f"${(amount / size).normalize():f} {word}"
    return f"${amount:f}"


def zh_money(value: float) -> str:
    """Write dollars as Taiwanese business news does."""
    amount = Decimal(repr(abs(value)))
    for size, word in ((10**12, "兆"), (10**8, "億"), (10**4, "萬")):
        if amount >= size:
            return f"{(amount / size).normalize():,f} {word}美元"
    return f"{amount:,f} 美元"


def percent(value: float) -> str:
    return f"{(Decimal(repr(value)) * 100).normalize():f}%"


def day(text: str) -> str:
    """Write a partial date in English, with its preposition."""
    parts = text.split("-")
    if len(parts) == 1:
        return f"in {parts[0]}"
    month = calendar.month_name[int(parts[1])]
    return f"in {month} {parts[0]}" if len(parts) == 2 else f"on {int(parts[2])} {month} {parts[0]}"


def zh_day(text: str) -> str:
    parts = [str(int(p)) for p in text.split("-")]
    return "".join(f"{n} {unit}" for n, unit in zip(parts, ("年", " 月", " 日"), strict=False)).replace(
        "  ", " "
    )


def round_sentences(fact: Fact) -> Iterator[str]:
    name, when = NAMES[fact.text("company_id")], fact.text("date")
    amount, post = fact.number("amount_usd"), fact.number("post_money_usd")
    if fact.text("status") in ("rumour", "lapsed") or fact.text("kind") in (
        "strategic",
        "tender",
        "secondary",
    ):
        return
    letter = fact.text("series") if fact.text("series").startswith("Series") else ""
    if amount and post and fact.text("post_money_bound") == "=":
        called = f" in its {letter} round" if letter else ""
        yield f"{name} raised {money(amount)}{called} {day(when)} at a post-money valuation of {money(post)}."
        zh_called = f"{letter[7:8]} 輪" if letter else ""
        yield f"{name} {zh_day(when)}完成{zh_called}募資 {zh_money(amount)}，投後估值 {zh_money(post)}。"
    elif amount:
        yield f"{name} raised {money(amount)} {day(when)}."
        yield f"{name} {zh_day(when)}募資 {zh_money(amount)}。"


def period(fact: Fact) -> tuple[str, str]:
    """Say for which period a figure of a company holds."""
    year, month, *rest = [*fact.text("period_end").split("-"), ""]
    match fact.text("period"):
        case "year" if month == "12":
            return f"for {year}", f"{year} 年"
        case "year":
            return f"for fiscal {year}", f"{year} 會計年度"
        case "quarter" if month in ("03", "06", "09", "12"):
            quarter = int(month) // 3
            names = ["first", "second", "third", "fourth"]
            return (
                f"for the {names[quarter - 1]} quarter of {year}",
                f"{year} 年第{'一二三四'[quarter - 1]}季",
            )
        case "point":
            text = "-".join(p for p in (year, month, *rest) if p)
            return day(text), zh_day(text)
        case _:
            return "", ""


def financial_sentences(fact: Fact) -> Iterator[str]:
    english, chinese = METRICS.get(fact.text("metric"), ("", ""))
    when, zh_when = period(fact)
    value = fact.number("value")
    if not english or not when or value is None or fact.text("basis") == "guidance":
        return
    name = NAMES[fact.text("company_id")]
    if fact.text("unit") == "fraction":
        if value > 0:
            yield f"{name} reported {english} of {percent(value)} {when}."
            yield f"{name} {zh_when}{chinese}為 {percent(value)}。"
        return
    floor, zh_floor = ("more than ", "逾 ") if fact.text("bound") == ">=" else ("", "")
    english = english.replace("income", "loss") if value < 0 else english
    chinese = chinese.replace("淨利", "淨損").replace("利益", "損失") if value < 0 else chinese
    if fact.text("bound") != "<=":
        yield f"{name} reported {english} of {floor}{money(value)} {when}."
        yield f"{name} {zh_when}{chinese}為{zh_floor}{zh_money(value)}。"


def market_sentences(fact: Fact) -> Iterator[str]:
    value = fact.number("value")
    if value is None or fact.text("unit") != "usd" or len(fact.text("date")) > 4:
        return
    match fact.text("series"):
        case "ai_spending_gartner":
            yield f"Gartner puts worldwide AI spending at {money(value)} in {fact.text('date')}."
            yield f"顧能估計 {fact.text('date')} 年全球 AI 支出為 {zh_money(value)}。"
        case "ai_market_unctad" | "ai_market_grandview":
            who = "UNCTAD" if "unctad" in fact.text("series") else "Grand View Research"
            yield f"{who} puts the AI market at {money(value)} in {fact.text('date')}."
        case _:
            return


def ruler_sentences(fact: Fact) -> Iterator[str]:
    result, size = fact.number("result"), fact.number("sample_size")
    if result is None or result <= 0 or "a level" in fact.text("numerator_definition"):
        return
    asked = f", of {int(size):,} asked" if size else ""
    what = fact.text("numerator_definition").rstrip(".").lower()
    who, of = fact.text("publisher"), fact.text("population")
    yield f"{who}: {percent(result)} of {of}{asked}, said: {what}."
    yield f"{who} 的調查中，{percent(result)} 的受訪對象（{of}）符合定義。"


def sentences() -> list[str]:
    makers = {"rounds": round_sentences, "financials": financial_sentences, "market": market_sentences,
              "rulers": ruler_sentences}  # fmt: skip
    return [text for table, maker in makers.items() for fact in FACTS.rows(table) for text in maker(fact)]


QUOTED = sentences()


def test_there_are_many_sentences():
    assert len(QUOTED) > 500


def test_quoted_facts_alone_give_no_alarm(codes):
    loud = {text: found for text in QUOTED if (found := codes(text))}
    assert loud == {}


def test_quoted_facts_in_one_text_give_no_alarm(codes):
    assert codes("\n\n".join(QUOTED)) == []


COMMON_WORDS = {"writer", "figure", "lambda", "glean", "harvey", "sierra"}
"""Companies whose name alone is a word of the language: not known by it without more."""
LETTERED = [
    fact for fact in FACTS.rows("rounds")
    if next(round_sentences(fact), "") and fact.text("series").startswith("Series ")
    and fact.text("company_id") not in COMMON_WORDS
    and fact.number("post_money_usd") and len(fact.text("date")) > 4 and fact.text("post_money_bound") == "="
]  # fmt: skip
DIVISIONS = {fact.text("company_id") for fact in FACTS.rows("companies") if fact.text("kind") == "division"}
"""Parts of companies: what is said of one may be of its owner, so the rule only promises silence."""
YEARLY = [
    fact for fact in FACTS.rows("financials")
    if fact.text("metric") in ("revenue", "net_income", "capex", "operating_income")
    and fact.text("period_end").endswith("-12-31") and fact.text("period") == "year"
    and fact.text("bound") == "=" and fact.text("basis") != "guidance"
    and fact.text("company_id") not in DIVISIONS
]  # fmt: skip


def with_value(fact: Fact, column: str, factor: float) -> Fact:
    """Copy a row with one figure multiplied."""
    value = float(f"{(fact.number(column) or 0) * factor:.4g}")
    return Fact(fact.table, fact.row, {**fact.values, column: value}, fact.digest)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact=st.sampled_from(LETTERED), factor=st.sampled_from([10, 0.1]), language=st.booleans())
def test_a_price_ten_times_off_is_named_as_a_slip(codes, fact, factor, language):
    text = list(round_sentences(with_value(fact, "post_money_usd", factor)))[language]
    assert "TXT302" in codes(text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact=st.sampled_from(LETTERED), language=st.booleans())
def test_a_price_half_as_high_again_is_an_alarm(codes, fact, language):
    text = list(round_sentences(with_value(fact, "post_money_usd", 1.5)))[language]
    assert set(codes(text)) & {"TXT301", "TXT304"}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact=st.sampled_from(LETTERED), language=st.booleans())
def test_a_round_in_another_year_is_an_alarm(codes, fact, language):
    year, *rest = fact.text("date").split("-")
    moved = Fact(fact.table, fact.row, {**fact.values, "date": "-".join([str(int(year) - 1), *rest])})
    assert "TXT303" in codes(list(round_sentences(moved))[language])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fact=st.sampled_from(YEARLY), factor=st.sampled_from([10, 0.1, 1.5]), language=st.booleans())
def test_a_figure_of_a_year_that_differs_is_an_alarm(codes, fact, factor, language):
    text = list(financial_sentences(with_value(fact, "value", factor)))[language]
    assert codes(text) == ["TXT301" if factor == 1.5 else "TXT302"]
