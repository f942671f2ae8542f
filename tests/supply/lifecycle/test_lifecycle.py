"""Retirements: the shipped dates against what was recorded, and one name for every writing of a model."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specie.model import Origin
from specie.supply.lifecycle import Match, Retirement, State, identify, provider_of, read_lifecycle
from specie.supply.lifecycle.lifecycle import _indexed
from specie.supply.lifecycle.notice import notices
from specie.supply.lifecycle.remark import remark
from specie.supply.lifecycle.shipped import shipped

TODAY = date(2026, 11, 22)
PROVIDERS = {
    "OpenAI": "openai", "Anthropic": "anthropic", "Google": "google", "Google Vertex": "vertex",
    "AWS Bedrock": "aws", "Cohere": "cohere", "Azure": "azure",
}  # fmt: skip
NO_RETIREMENT = {
    "gemini-2.5-flash-native-audio-preview-09-2025",  # named as the replacement
    "gemini-2.5-pro", "gemini-2.5-flash", "gemini-embedding-001",  # named as released that day
    "Generative AI module in the Vertex AI SDK", "Imagen subject model and style model tuning",  # no models
    "classify-default-embed",  # an endpoint
}  # fmt: skip
EFFECTIVE_DAY = {"Cohere"}
"""Their headings carry the day of effect; 2024-12-02 is the one that says when it was announced."""


def made(model: str = "m-1", announced: date | None = None, shuts_down: date | None = None, **more: object):
    row = Retirement("acme", model, announced, shuts_down, None, (), Origin("t.csv", as_of=date(2026, 1, 1)))
    return replace(row, **more)


def test_shipped_rows_are_whole() -> None:
    rows = shipped()
    assert len(rows) > 250
    assert len({(row.provider, row.model) for row in rows}) == len(rows)
    for row in rows:
        assert row.origin.url.startswith("https://"), row
        assert row.origin.as_of is not None
        assert row.origin.as_of <= TODAY
        assert row.via
        assert row.provider in set(PROVIDERS.values())
        assert row.announced or row.shuts_down or row.not_before, row
        assert (row.notice_days or 0) >= 0, row
        assert row.model == row.model.lower()


def test_the_table_agrees_with_the_recorded_announcements(shared: Path) -> None:
    """Dates equal the recorded ones, unless the row is from a later copy of the provider's page."""
    recorded = json.loads((shared / "data" / "lifecycle" / "deprecations_153.json").read_text("utf-8"))
    rows = {(row.provider, row.name or row.model): row for row in shipped()}
    rows |= {(row.provider, row.model): row for row in shipped()}
    held = 0
    for entry in recorded:
        if entry["model_id"] in NO_RETIREMENT:
            continue
        if ", " in entry["model_id"]:  # nine names in one row, four of them models
            names = [name for name in entry["model_id"].split(", ") if ("cohere", name) in rows]
        else:
            names = [entry["model_id"]]
        for name in names:
            row = rows[PROVIDERS[entry["provider"]], name]
            assert row.origin.as_of is not None
            if row.origin.as_of > date.fromisoformat(entry["scraped_at"][:10]):
                continue
            held += 1
            assert (row.shuts_down.isoformat() if row.shuts_down else "") == (entry["shutdown_date"] or "")
            announced = entry["announcement_date"] or ""
            if row.announced is not None and announced:
                assert row.announced.isoformat() == announced, entry["model_id"]
            assert row.announced or not announced or entry["provider"] in EFFECTIVE_DAY, entry["model_id"]
            assert row.origin.url == entry["url"]
    assert held >= 90


def test_no_recorded_announcement_is_left_out_silently(shared: Path) -> None:
    recorded = json.loads((shared / "data" / "lifecycle" / "deprecations_153.json").read_text("utf-8"))
    names = {name.lower() for row in shipped() for name in (row.model, row.name, *row.aliases)}
    missing = {entry["model_id"] for entry in recorded if entry["model_id"].lower() not in names}
    listed = {name for name in missing if ", " in name}
    assert missing - listed <= NO_RETIREMENT
    assert all(any(part in names for part in name.split(", ")) for name in listed)


@pytest.mark.parametrize(
    ("written", "key", "provider"),
    [
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-3-5-sonnet-20241022", "aws"),
        ("anthropic.claude-3-5-sonnet-20241022-v2:0:200k", "claude-3-5-sonnet-20241022", "aws"),
        ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.anthropic.claude-sonnet-4-20250514-v1:0",
         "claude-sonnet-4-20250514", "aws"),
        ("bedrock/us.anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku-20240307", "aws"),
        ("anthropic.claude-v2:1", "claude-v2:1", "aws"),
        ("amazon.nova-canvas-v1:0", "nova-canvas-v1", "aws"),
        ("claude-3-5-sonnet@20240620", "claude-3-5-sonnet-20240620", "vertex"),
        ("publishers/anthropic/models/claude-3-5-sonnet@20240620", "claude-3-5-sonnet-20240620", "vertex"),
        ("vertex_ai/gemini-1.5-pro", "gemini-1-5-pro", "vertex"),
        ("models/gemini-2.5-pro", "gemini-2-5-pro", ""),
        ("azure/gpt-4o", "gpt-4o", "azure"),
        ("openai:gpt-4o", "gpt-4o", "openai"),
        ("openrouter/anthropic/claude-3.5-sonnet:beta", "claude-3-5-sonnet", "openrouter"),
        ("ft:gpt-3.5-turbo-0613:acme::7p4lURel", "gpt-3-5-turbo-0613", ""),
        ("GPT-4o-2024-05-13", "gpt-4o-2024-05-13", ""),
        ("claude-3.5-sonnet-20240620", "claude-3-5-sonnet-20240620", ""),
        ("claude-3-5-sonnet@default", "claude-3-5-sonnet", "vertex"),
        ("meta-llama/Llama-3.3-70B-Instruct", "llama-3-3-70b-instruct", ""),
        ("", "", ""),
        ("/", "/", ""),
        ("models/", "models/", ""),
    ],
)  # fmt: skip
def test_every_writing_of_a_model_is_one_name(written: str, key: str, provider: str) -> None:
    read = identify(written)
    assert (read.key, read.provider) == (key, provider)


@given(st.text(max_size=80))
@example("openai:openai:openai:")
@example("us.anthropic.")
def test_any_text_is_read_and_reading_its_key_again_changes_nothing(text: str) -> None:
    read = identify(text)
    assert identify(read.key).name == identify(identify(read.key).name).name
    assert len(read.key) <= len(text.casefold())


@pytest.mark.parametrize(
    ("word", "provider"),
    [("AWS Bedrock", "aws"), ("amazon", "aws"), ("azure-openai", "azure"), ("Azure OpenAI", "azure"),
     ("alphabet", "google"), ("vertex_ai", "vertex"), ("OpenAI", "openai"), ("v-nimbus", ""), ("", "")],
)  # fmt: skip
def test_words_for_providers(word: str, provider: str) -> None:
    assert provider_of(word) == provider


@pytest.mark.parametrize(
    ("provider", "model", "ends", "match"),
    [
        ("", "us.anthropic.claude-3-5-sonnet-20241022-v2:0", date(2026, 3, 1), Match.EXACT),
        ("anthropic", "claude-3-5-sonnet-20241022", date(2025, 10, 28), Match.EXACT),
        ("openai", "gpt-4", date(2026, 10, 23), Match.ALIAS),
        ("v-unknown", "gpt-4-0613", date(2026, 10, 23), Match.EXACT),
        ("openai", "gpt-realtime-2025-08-28", date(2027, 1, 20), Match.SNAPSHOT),
        ("", "ft:gpt-3.5-turbo-0125:acme::abc", date(2026, 10, 23), Match.TUNED),
        ("microsoft", "Mistral-Nemo", date(2026, 1, 30), Match.EXACT),
        ("AWS Bedrock", "claude-sonnet-4-5-20250929", date(2027, 4, 8), Match.EXACT),
        ("anthropic", "claude-sonnet-4-5", date(2026, 11, 30), Match.ALIAS),
    ],
)
def test_the_retirement_that_holds(provider: str, model: str, ends: date, match: Match) -> None:
    found = read_lifecycle().of(provider, model, TODAY)
    assert found is not None
    assert (found.shuts_down, found.match) == (ends, match)


def test_a_host_sets_its_own_dates() -> None:
    life = read_lifecycle()
    assert life.of("vertex", "claude-3-5-sonnet-20241022", TODAY) is None
    assert {row.provider for row in life.elsewhere("claude-3-5-sonnet-20241022", TODAY)} == {
        "anthropic",
        "aws",
    }


@pytest.mark.parametrize("model", ["gpt-4o", "gpt-4-turbo-2", "o4", "my-model", "claude", "command-r7b", ""])
def test_nothing_is_known_of_models_the_table_does_not_name(model: str) -> None:
    assert read_lifecycle().of("openai", model, TODAY) is None
    assert not read_lifecycle().knows(model)


def test_nothing_is_known_before_it_was_announced() -> None:
    life = read_lifecycle()
    assert life.of("openai", "gpt-5-2025-08-07", date(2026, 6, 10)) is None
    assert life.of("openai", "gpt-5-2025-08-07", date(2026, 6, 11)) is not None


def test_states_and_days() -> None:
    end = date(2026, 12, 1)
    assert made(shuts_down=end).state(end) is State.RETIRED
    assert made(shuts_down=end).state(end - timedelta(1)) is State.SCHEDULED
    assert made(shuts_down=end).days_left(end - timedelta(8)) == 8
    assert made(announced=end).state(end) is State.UNDATED
    assert made(announced=end).days_left(end) is None
    assert made(announced=date(2026, 6, 1), shuts_down=end).notice_days == 183
    promise = made(not_before=end)
    assert promise.state(end - timedelta(1)) is State.PROMISED
    assert promise.state(end) is State.OPEN


def test_the_users_rows_win_and_are_known_at_once() -> None:
    own = replace(made("gpt-4", shuts_down=date(2030, 1, 1)), provider="openai", own=True)
    life = _indexed((own,))
    found = life.of("openai", "gpt-4", date(2020, 1, 1))
    assert found is not None
    assert found.own
    assert found.shuts_down == date(2030, 1, 1)


def test_a_row_of_an_unknown_provider_is_found_under_its_own_name() -> None:
    own = replace(made("house-model-1", shuts_down=date(2027, 1, 1)), provider="v-nimbus", own=True)
    assert _indexed((own,)).of("V-Nimbus", "House-Model-1", TODAY) is not None


def test_notice_counts_announcements_not_models() -> None:
    start = date(2025, 1, 1)
    rows = [made(f"m-{i}", start, start + timedelta(10)) for i in range(40)]
    rows += [made(f"n-{i}", start + timedelta(i), start + timedelta(i + 100)) for i in range(5)]
    (counted,) = notices(rows, TODAY)
    assert (counted.models, counted.announcements) == (45, 6)
    assert counted.median == 100
    assert (counted.least, counted.most) == (10, 100)


def test_the_interval_of_the_median_is_that_of_the_sign_test() -> None:
    """Nine values at 90 %: the second and the eighth cover the median with 96.1 % (binomial, p = 1/2)."""
    start = date(2025, 1, 1)
    rows = [made(f"m-{i}", start + timedelta(i), start + timedelta(i + 10 * (i + 1))) for i in range(9)]
    (counted,) = notices(rows, TODAY, level=0.90)
    assert (counted.low, counted.median, counted.high) == (20, 50, 80)


def test_too_few_announcements_have_no_interval() -> None:
    rows = [made(f"m-{i}", date(2025, 1, 1 + i), date(2025, 6, 1)) for i in range(4)]
    (counted,) = notices(rows, TODAY)
    assert counted.low is None
    assert counted.high is None
    assert notices([made()], TODAY) == ()


def test_announcements_after_the_day_are_not_counted() -> None:
    assert all(n.provider != "openai" for n in notices(read_lifecycle().rows, date(2022, 1, 1)))


@pytest.mark.parametrize(("code", "day"), [("nonsense", None), ("nonsense", TODAY), ("earliest", TODAY)])
def test_a_remark_that_does_not_exist_is_refused(code: str, day: date | None) -> None:
    with pytest.raises(ValueError, match="no such remark"):
        remark(code, day)
