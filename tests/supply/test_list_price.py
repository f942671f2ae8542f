"""The shipped price list against the library it was taken from."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from genai_prices import Usage, calc_price
from genai_prices.data_snapshot import get_snapshot

from specie.supply.list_price import ListPrice, Rate, Step, find_price, listed_models, next_change
from specie.supply.price_list import harvest, matches, price_list

ROOT = Path(__file__).resolve().parents[2]
MILLION = 1_000_000


def theirs(provider, model, day, hour=12, **tokens):
    when = datetime(day.year, day.month, day.day, hour, 30, tzinfo=UTC)
    use = Usage(**tokens)
    return float(
        calc_price(use, model_ref=model, provider_id=provider, genai_request_timestamp=when).total_price
    )


def test_the_file_is_what_the_installed_library_holds():
    """After another version of genai-prices: python tools/prices.py."""
    kept = json.loads((ROOT / "src" / "specie" / "supply" / "list_prices.json").read_text("utf-8"))
    assert json.loads(json.dumps(harvest())) == kept
    assert price_list() == kept


def test_another_version_of_the_library_is_read_itself(monkeypatch):
    price_list.cache_clear()
    monkeypatch.setattr("specie.supply.price_list.version", lambda _: "9.9")
    try:
        assert price_list()["version"] == "9.9"
        assert price_list()["providers"] == harvest()["providers"]
    finally:
        price_list.cache_clear()


def test_reading_it_does_not_import_the_library():
    code = (
        "import sys, specie.supply.list_price as p; p.find_price('openai', 'gpt-5');"
        " print('genai_prices' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("day", [date(2025, 9, 15), date(2026, 8, 20), date(2027, 2, 1)])
def test_every_model_of_the_large_providers_has_the_librarys_price(day):
    checked = 0
    for name in ("openai", "anthropic", "aws", "azure", "google", "mistral", "x-ai", "cohere", "groq"):
        for model in listed_models(name):
            found = find_price(name, model)
            if found is None:  # an id of the list that its own rules do not match, such as "regional. ..."
                with pytest.raises(LookupError):
                    theirs(name, model, day, input_tokens=1)
                continue
            at = found.at(day, 1.0)
            assert at is not None
            ours = [at[0][1], at[1][1], at[2][1]]
            fresh = theirs(name, model, day, input_tokens=1) * MILLION
            assert ours[0] == pytest.approx(fresh), (name, model)
            cached = theirs(name, model, day, input_tokens=1, cache_read_tokens=1) * MILLION
            assert ours[1] == pytest.approx(cached), (name, model)
            output = theirs(name, model, day, input_tokens=0, output_tokens=1) * MILLION
            assert ours[2] == pytest.approx(output), (name, model)
            checked += 1
    assert checked > 200


def test_every_id_finds_the_model_the_library_finds():
    for provider in get_snapshot().providers:
        if provider.id in ("openai", "aws", "azure", "google", "huggingface_groq"):
            for model in provider.models:
                found, expected = find_price(provider.id, model.id), provider.find_model(model.id)
                assert found is None or found.model == expected.id


def test_a_tier_applies_to_all_tokens_of_a_longer_request():
    found = find_price("google", "gemini-2.5-pro")
    day = date(2026, 9, 1)
    assert found.thresholds == (200_000,)
    for length in (1000, 200_000, 200_001, 900_000):
        expected = theirs("google", "gemini-2.5-pro", day, input_tokens=length, output_tokens=500)
        fresh, _, output = found.at(day, length)
        assert (length * fresh[1] + 500 * output[1]) / MILLION == pytest.approx(expected)


def test_a_price_by_the_hour_is_a_range_that_holds_every_hour():
    found, day = find_price("deepseek", "deepseek-v4-pro"), date(2026, 10, 1)
    hours = [theirs("deepseek", "deepseek-v4-pro", day, hour, input_tokens=MILLION) for hour in range(24)]
    fresh, _, _ = found.at(day)
    assert (fresh[0], fresh[2]) == pytest.approx((min(hours), max(hours)))
    assert fresh[1] == pytest.approx(sum(hours) / 24)  # its windows begin and end on full hours


def test_lengths_nobody_knows_span_the_tiers():
    rate = Rate(1.0, ((100, 2.0), (200, 4.0)))
    assert rate.bounds(None) == (1.0, 1.0, 4.0)
    assert [rate.bounds(n)[1] for n in (100, 101, 200, 201)] == [1, 2, 2, 4]


def test_before_its_first_day_a_model_has_no_price():
    rates = (Rate(1.0), Rate(0.5), Rate(2.0))
    price = ListPrice("p", "m", (Step(date(2026, 5, 1), None, rates),), None, deprecated=False)
    assert price.at(date(2026, 4, 30)) is None
    assert price.at(date(2026, 5, 1)) == ((1, 1, 1), (0.5, 0.5, 0.5), (2, 2, 2))
    assert next_change([price], date(2026, 1, 1)) == date(2026, 5, 1)
    assert next_change([price], date(2026, 5, 1)) is None


def test_a_window_over_midnight():
    rates = [(Rate(p), Rate(p), Rate(p)) for p in (1.0, 3.0)]
    price = ListPrice(
        "p", "m", (Step(None, None, rates[0]), Step(None, (22.0, 2.0), rates[1])), None, deprecated=False
    )
    low, mean, high = price.at(date(2026, 5, 1))[0]
    assert (low, mean, high) == (1, pytest.approx((20 * 1 + 4 * 3) / 24), 3)


def test_unknown_models_and_providers_and_names_written_otherwise():
    assert find_price("openai", "no-such-model") is None
    assert find_price("nobody", "gpt-5") is None
    assert find_price("openai", " ") is None
    assert find_price("OpenAI ", "GPT-5.2").model == "gpt-5.2"
    assert find_price("openai", "gpt-4o-20240806").model == find_price("openai", "gpt-4o-2024-08-06").model


def test_rules():
    assert matches(["or_", [["equals", "a"], ["and_", [["starts_with", "b"], ["ends_with", "c"]]]]], "BxC")
    assert not matches(["regex", "^b"], "ab")
    assert not matches(None, "x")
