"""Usage at the price of its day, and with other models: by hand and row by row with the library."""

from __future__ import annotations

from datetime import UTC, date, datetime

import numpy as np
import pytest
from genai_prices import Usage, calc_price

from specie.model import Window
from specie.supply.list_price import ListPrice, Rate, Step, find_price
from specie.supply.tokens import Use, history, read_tokens, reprice, undated

HEAD = "date,initiative_id,provider,model,input_tokens,cached_input_tokens,output_tokens,requests\n"
ROWS = (
    "2026-02-10,A,mistral,mistral-small-latest,1000000,200000,300000,100\n"
    "2026-04-10,A,mistral,mistral-small-latest,1000000,200000,300000,100\n"  # its price rose on 2026-03-16
    "2026-04-11,A,google,gemini-2.5-pro,900000,,1000,3\n2026-04-12,A,google,gemini-2.5-pro,900000,,1000,9\n"
    "2026-05-10,B,openai,gpt-5,500000,500000,100,5\n2026-05-11,B,nobody,thing,70,,10,1\n"
    "2026-05-12,B,azure,Copilot,,,,9\n2025-01-01,A,openai,gpt-5,999,,9,1\n"
)
WINDOW = Window(date(2025, 7, 1), date(2026, 6, 30))


@pytest.fixture
def tokens(make_book):
    return read_tokens(make_book({"usage": HEAD + ROWS}), WINDOW)


def theirs(day, provider, model, put, held, out):
    use = Usage(input_tokens=put, cache_read_tokens=held, output_tokens=out)
    when = datetime.combine(date.fromisoformat(day), datetime.min.time(), UTC)
    return float(
        calc_price(use, model_ref=model, provider_id=provider, genai_request_timestamp=when).total_price
    )


def of(tokens, money, initiative, model):
    return money[[u.model for u in tokens.uses].index(model)]


def test_history_is_the_library_row_by_row(tokens):
    money = history(tokens)
    small = [
        theirs(day, "mistral", "mistral-small-latest", 1_000_000, 200_000, 300_000)
        for day in ("2026-02-10", "2026-04-10")
    ]
    assert small[1] > small[0]
    assert of(tokens, money, "A", "mistral-small-latest") == pytest.approx([sum(small)] * 3)
    long = 3 * theirs("2026-04-11", "google", "gemini-2.5-pro", 300_000, 0, 1000 / 3)
    short = 9 * theirs("2026-04-12", "google", "gemini-2.5-pro", 100_000, 0, 1000 / 9)
    assert of(tokens, money, "A", "gemini-2.5-pro") == pytest.approx([long + short] * 3)


def test_tokens_are_counted_once(tokens):
    assert of(tokens, tokens.totals(), "B", "gpt-5").tolist() == [0, 500_000, 100]


def test_rows_with_more_cached_input_than_input_are_set_aside_and_named(make_book):
    row = "2026-05-10,B,openai,gpt-5,500000,600000,100,5\n"
    tokens = read_tokens(make_book({"usage": HEAD + row}), WINDOW)
    assert tokens.uses == ()
    assert [(gap.table, gap.rows) for gap in tokens.gaps] == [("usage", 1)]


def test_an_unknown_model_is_named_and_not_zero(tokens):
    money = history(tokens)
    assert np.isnan(of(tokens, money, "B", "thing")).all()
    named = [gap for gap in tokens.gaps if gap.subject.kind == "model"]
    assert [(gap.subject.id, gap.rows) for gap in named] == [("nobody/thing", 1)]


def test_a_model_without_a_price_on_the_day_of_use_is_named_and_not_zero(make_book, monkeypatch):
    rates = (Rate(1.0), Rate(0.5), Rate(2.0))
    late = ListPrice("mistral", "late", (Step(date(2026, 4, 1), None, rates),), None, deprecated=False)
    monkeypatch.setattr("specie.supply.tokens.find_price", lambda *_: late)
    rows = ROWS.splitlines(keepends=True)
    tokens = read_tokens(make_book({"usage": HEAD + "".join(rows[:2])}), WINDOW)
    money = history(tokens)
    assert np.isnan(money).all()
    assert [(gap.subject.name, gap.rows) for gap in undated(tokens, money)] == [("mistral-small-latest", 2)]
    after = read_tokens(make_book({"usage": HEAD + rows[1]}), WINDOW)
    assert history(after)[0].tolist() == [0.8 * 1 + 0.2 * 0.5 + 0.3 * 2] * 3
    assert not list(undated(after, history(after)))


def test_seats_and_other_years_are_no_tokens(tokens):
    assert Use("B", "azure", "Copilot") not in tokens.uses
    assert of(tokens, tokens.totals(), "B", "gpt-5")[0] == 0


def test_reprice_is_the_library_and_a_range_of_tokenizers(tokens):
    others = [find_price("openai", "gpt-5-mini"), find_price("mistral", "mistral-small-latest")]
    day = date(2026, 6, 30)
    money = of(tokens, reprice(tokens, others, day), "A", "mistral-small-latest")
    expected = theirs("2026-06-30", "openai", "gpt-5-mini", 2_000_000, 400_000, 600_000)
    assert money[0] == pytest.approx([0.85 * expected, expected, 1.15 * expected])
    same = theirs("2026-06-30", "mistral", "mistral-small-latest", 2_000_000, 400_000, 600_000)
    assert money[1] == pytest.approx([same] * 3)  # the same model: the same tokens


def test_the_tier_of_an_alternative_counts_by_the_length_of_each_row(make_book):
    pro = find_price("google", "gemini-2.5-pro")
    tokens = read_tokens(make_book({"usage": HEAD + ROWS}), WINDOW, [pro])
    (money,) = of(tokens, reprice(tokens, [pro], WINDOW.end), "A", "gemini-2.5-pro")
    long = 3 * theirs("2026-04-11", "google", "gemini-2.5-pro", 300_000, 0, 1000 / 3)
    short = 9 * theirs("2026-04-12", "google", "gemini-2.5-pro", 100_000, 0, 1000 / 9)
    assert money[1] == pytest.approx(long + short)


def test_without_a_number_of_requests_the_range_spans_the_tiers(make_book):
    row = "2026-04-11,A,google,gemini-2.5-pro,900000,,1000,\n"
    tokens = read_tokens(make_book({"usage": HEAD + row}), WINDOW)
    (money,) = history(tokens)
    assert (
        money[0]
        == money[1]
        == pytest.approx(9 * theirs("2026-04-11", "google", "gemini-2.5-pro", 100_000, 0, 1000 / 9))
    )
    assert money[2] == pytest.approx(theirs("2026-04-11", "google", "gemini-2.5-pro", 900_000, 0, 1000))


def test_a_book_in_another_currency_needs_a_rate(make_book, tmp_path):
    tables = {"usage": HEAD + ROWS, "rates": "currency,date,per_unit\nUSD,2026-01-01,0.9\n"}
    book = make_book(tables)
    toml = (tmp_path / "specie.toml").read_text().replace('"USD"', '"EUR"')
    (tmp_path / "specie.toml").write_text(toml)
    from specie.book import open_book

    assert read_tokens(book, WINDOW).usd == 1.0
    assert read_tokens(open_book(tmp_path), WINDOW).usd == 0.9
    (tmp_path / "rates.csv").unlink()
    lacking = read_tokens(open_book(tmp_path), WINDOW)
    assert lacking.usd is None
    assert [gap.table for gap in lacking.gaps if gap.table == "rates"] == ["rates"]


def test_no_usage(make_book):
    tokens = read_tokens(make_book(), WINDOW)
    assert (tokens.uses, history(tokens).shape, tokens.gaps) == ((), (0, 3), ())
    assert reprice(tokens, [], WINDOW.end).shape == (0, 0, 3)
