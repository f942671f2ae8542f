"""What a scan finds in a repository whose models are known, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from specie.model import Severity
from specie.model.stack import Pin
from specie.stack import scan
from specie.stack.judge import judged
from specie.supply.lifecycle import read_lifecycle

TODAY = date(2026, 11, 22)
REPOSITORY = {
    "src/app.py": (
        "from openai import OpenAI\n"
        '# "gpt-4" was used before\n'
        "client = OpenAI()\n"
        'A = client.chat.completions.create(model="gpt-4o-2024-05-13")\n'
        'B = dict(model="claude-sonnet-4-5")\n'
        'C = dict(model_id="us.anthropic.claude-3-5-sonnet-20241022-v2:0")\n'
        'D = dict(model="acme-9-large")\n'
        'PROSE = "the gpt-4 model is good, and so is claude-2"\n'
    ),
    "web/index.ts": 'const model = openai("gpt-4.1-mini");\n// gpt-4 here\n',
    "infra/main.tf": 'resource "x" "y" {\n  model_id = "anthropic.claude-sonnet-4-20250514-v1:0"\n}\n',
    "infra/deploy.yaml": "env:\n  - name: MODEL\n    value: gpt-5-2025-08-07\nmodels:\n  - gemini-2.5-pro\n",
    "config/settings.toml": '[llm]\nmodel = "gpt-4"\n',
    "config/app.json": '{"chatModel": "o1", "dataModel": "v1-2"}\n',
    "go/main.go": 'package main\n\nvar m = "claude-opus-4-1-20250805"\n',
    "java/App.java": 'var x = Model.builder().modelName("gpt-3.5-turbo-0125").build();\n',
    ".env": "OPENAI_MODEL=gpt-4o\n",
    "Dockerfile": "FROM python:3.12\nENV LLM_MODEL=claude-opus-4-5-20251101\nRUN pip install anthropic\n",
    "book.ipynb": '{"cells": [{"source": ["client.create(model=\\"gpt-4-turbo\\")\\n"]}]}\n',
    "requirements.txt": "openai>=1.0\nlangchain-anthropic==0.3  # anthropic\nrequests\n",
    "package.json": '{"dependencies": {"@google/genai": "^1.0", "react": "19"}, "description": "openai"}\n',
    "README.md": 'Use "gpt-4" today.\n',
    "node_modules/x/index.js": 'model: "gpt-4"\n',
}
MODELS = {
    ("openai", "gpt-4o-2024-05-13"): ("src/app.py", 4, 43),
    ("anthropic", "claude-sonnet-4-5"): ("src/app.py", 5, 17),
    ("aws", "us.anthropic.claude-3-5-sonnet-20241022-v2:0"): ("src/app.py", 6, 20),
    ("", "acme-9-large"): ("src/app.py", 7, 17),
    ("openai", "gpt-4.1-mini"): ("web/index.ts", 1, 23),
    ("aws", "anthropic.claude-sonnet-4-20250514-v1:0"): ("infra/main.tf", 2, 15),
    ("openai", "gpt-5-2025-08-07"): ("infra/deploy.yaml", 3, 12),
    ("google", "gemini-2.5-pro"): ("infra/deploy.yaml", 5, 5),
    ("openai", "gpt-4"): ("config/settings.toml", 2, 10),
    ("openai", "o1"): ("config/app.json", 1, 16),
    ("anthropic", "claude-opus-4-1-20250805"): ("go/main.go", 3, 10),
    ("openai", "gpt-3.5-turbo-0125"): ("java/App.java", 1, 36),
    ("openai", "gpt-4o"): (".env", 1, 14),
    ("anthropic", "claude-opus-4-5-20251101"): ("Dockerfile", 2, 15),
    ("openai", "gpt-4-turbo"): ("book.ipynb", 1, 47),
}
"""Every model of the repository with its one place, counted by hand."""


def by_code(done):
    found: dict[str, set[str]] = {}
    for finding in done.open_findings:
        found.setdefault(finding.code, set()).add(finding.written)
    return found


def test_every_model_is_found_at_its_place_and_nothing_else(look) -> None:
    done = look(REPOSITORY)
    found = {(m.provider, m.written): [(p.path, p.line, p.column) for p in m.places] for m in done.models}
    assert found == {key: [place] for key, place in MODELS.items()}


def test_the_end_column_is_behind_the_name(look) -> None:
    for model in look(REPOSITORY).models:
        for place in model.places:
            assert place.end - place.column == len(model.written)


def test_findings_are_those_worked_out_by_hand(look) -> None:
    found = by_code(look(REPOSITORY))
    assert found["BRK801"] == {
        "gpt-4o-2024-05-13", "us.anthropic.claude-3-5-sonnet-20241022-v2:0", "gpt-4", "o1", "gpt-4-turbo",
        "anthropic.claude-sonnet-4-20250514-v1:0", "claude-opus-4-1-20250805", "gpt-3.5-turbo-0125",
    }  # fmt: skip
    assert found["BRK802"] == {"claude-sonnet-4-5", "gpt-5-2025-08-07", "gemini-2.5-pro"}
    assert found["BRK806"] == {"acme-9-large"}
    assert "gpt-4o" in found["BRK805"]
    assert "BRK803" not in found


def test_days_and_replacement_are_those_of_the_table(look) -> None:
    model = next(m for m in look(REPOSITORY).models if m.written == "gpt-5-2025-08-07")
    assert model.ending is not None
    assert model.ending.shuts_down == date(2026, 12, 11)
    assert (model.ending.days_left, model.ending.notice_days) == (19, 183)
    assert model.ending.replacements == ("gpt-5.6-sol",)
    assert model.ending.origin.url.startswith("https://developers.openai.com/")


@pytest.mark.parametrize(
    ("on", "code", "severity"),
    [
        (date(2026, 6, 10), "", None),  # not announced yet
        (date(2026, 6, 11), "BRK802", Severity.WATCH),
        (date(2026, 12, 11) - timedelta(91), "BRK802", Severity.WATCH),
        (date(2026, 12, 11) - timedelta(90), "BRK802", Severity.ALARM),
        (date(2026, 12, 11), "BRK801", Severity.ALARM),
    ],
)
def test_severity_follows_the_day(look, on: date, code: str, severity: Severity | None) -> None:
    done = look({"a.py": 'model = "gpt-5-2025-08-07"\n'}, on)
    found = [(f.code, f.severity) for f in done.findings]
    assert found == ([(code, severity)] if code else [])


def test_within_moves_the_line_between_watch_and_alarm(look) -> None:
    done = look({"a.py": 'model = "gpt-5-2025-08-07"\n'}, TODAY, within=18)
    assert [f.severity for f in done.findings] == [Severity.WATCH]


def test_a_clean_repository_is_quiet(look) -> None:
    done = look({
        "a.py": 'import torch\nmodel = build("resnet", depth=50)\nengine = "postgres-14"\nname = "x-1"\n',
        "b.yaml": "kind: Deployment\nmetadata:\n  name: web-1\n  model: sedan\n",
        "c.json": '{"model": "Person", "version": "1.2.3"}\n',
        "models.py": 'class Meta:\n    model = "app.Invoice2"\nmodel = "checkpoints/run-3.pt"\n',
        "prose.py": '"""We compared gpt-4 and claude-2; see "the gpt-4 paper"."""\nx = "gpt-tokenizer"\n',
    })  # fmt: skip
    assert (done.models, done.findings, done.problems) == ((), (), ())
    assert done.files == 5


def test_an_unknown_name_counts_only_where_a_model_is_named(look) -> None:
    done = look(
        {"a.py": 'title = "acme-9-large"\nOPENAI_MODEL = "acme-9-large"\ntv_model = "acme-9-large"\n'}
    )
    assert [(m.written, m.known, [p.line for p in m.places]) for m in done.models] == [
        ("acme-9-large", False, [2])
    ]


@pytest.mark.parametrize(
    ("text", "provider"),
    [
        ('client = AzureOpenAI()\nmodel = "gpt-4o"\n', "azure"),
        ('client = OpenAI()\nother = AzureOpenAI()\nmodel = "gpt-4o"\n', "openai"),
        ('client = AnthropicBedrock()\nmodel = "claude-sonnet-4-5"\n', "aws"),
        ('a = AnthropicBedrock()\nb = AnthropicVertex()\nmodel = "claude-sonnet-4-5"\n', "anthropic"),
        ('a = AnthropicVertex()\nmodel = "gpt-4.1"\n', "openai"),
        ('client = AnthropicVertex()\nmodel = "claude-sonnet-4-5@20250929"\n', "vertex"),
        ('base_url = "https://api.groq.com/openai/v1"\nmodel = "llama-3.3-70b-versatile"\n', "groq"),
        ('model = "llama-3.3-70b-versatile"\n', ""),
        ('model = "openrouter/anthropic/claude-3.5-sonnet"\n', "openrouter"),
        ('model = "mistral-large-2411"\n', "mistral"),
    ],
)
def test_who_serves_a_model_is_read_from_its_name_and_the_file(look, text: str, provider: str) -> None:
    (model,) = look({"a.py": text}).models
    assert model.provider == provider


def test_a_host_without_a_day_is_asked_for_one(look) -> None:
    done = look({"a.py": 'client = AnthropicVertex()\nmodel = "claude-3-5-haiku@20241022"\n'})
    assert [f.code for f in done.findings] == ["BRK807"]
    assert done.models[0].ending is None
    assert {ending.provider for ending in done.models[0].elsewhere} == {"anthropic", "aws"}


def test_a_day_at_another_host_is_no_day_of_the_developer(look) -> None:
    """Azure ended Mistral Nemo; who made it has said nothing that the table knows of."""
    done = look({"a.py": 'model = "Mistral-Nemo"\n'})
    assert [ending.provider for ending in done.models[0].elsewhere] == ["azure"]
    assert done.findings == ()


@pytest.mark.parametrize(
    ("before", "codes"),
    [((2, 8), []), ((1, 8), ["BRK808"]), ((2, 7), ["BRK808"]), ((3, 9), []), ((None, None), [])],
)
def test_a_model_is_dearer_where_input_or_output_rose(
    look, before: tuple[Any, Any], codes: list[str]
) -> None:
    (model,) = look({"a.py": 'model = "gpt-4.1-2025-04-14"\n'}).models
    assert model.pricing is not None
    assert (model.pricing.input, model.pricing.output) == (2, 8)
    price = replace(model.pricing, input_before=before[0], output_before=before[1])
    assert [verdict.code for verdict in judged(replace(model, pricing=price), within=90)] == codes


@pytest.mark.parametrize(
    ("name", "pin"),
    [
        ("gpt-4-1106-vision-preview", Pin.PINNED),
        ("gpt-4o-2024-08-06", Pin.PINNED), ("gpt-4o", Pin.FLOATING), ("gpt-4-0613", Pin.PINNED),
        ("claude-sonnet-4-5", Pin.FLOATING), ("claude-sonnet-4-5-20250929", Pin.PINNED),
        ("claude-opus-4-8", Pin.PINNED), ("claude-3-7-sonnet-latest", Pin.FLOATING),
        ("gemini-2.0-flash-001", Pin.PINNED), ("gemini-2.0-flash", Pin.FLOATING),
        ("mistral-large-latest", Pin.FLOATING), ("mistral-large-2411", Pin.PINNED),
        ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", Pin.PINNED), ("deepseek-chat", Pin.UNSTATED),
        ("command-r-08-2024", Pin.PINNED), ("gpt-4o-mini", Pin.FLOATING),
    ],
)  # fmt: skip
def test_which_names_float(look, name: str, pin: Pin) -> None:
    (model,) = look({"a.py": f'model = "{name}"\n'}).models
    assert model.pin is pin


def test_price_now_and_a_year_ago(look) -> None:
    """The list drops the long-context tier on 2026-03-13; for short requests 5 and 25 hold on both days."""
    (model,) = look({"a.py": 'model = "claude-opus-4-6"\n'}).models
    assert model.pricing is not None
    assert (model.pricing.input, model.pricing.output) == (5, 25)
    assert (model.pricing.input_before, model.pricing.output_before) == (5, 25)
    assert model.pricing.changed_on == (date(2026, 3, 13),)
    assert not model.pricing.rose


def test_portability_is_evidence_with_its_page(look) -> None:
    done = look({"a.py": 'A = "gpt-oss-120b"\nB = "gpt-4.1"\n'})
    portability = {model.written: model.portability for model in done.models}
    oss, closed = portability["gpt-oss-120b"], portability["gpt-4.1"]
    assert oss is not None
    assert closed is not None
    assert oss.open_weights
    assert oss.weights is not None
    assert oss.weights.url.startswith("https://huggingface.co/")
    assert {"Groq", "Together AI", "Fireworks AI"} <= set(oss.hosts)
    assert closed.open_weights is False
    assert closed.hosts == ("OpenAI",)


def test_packages_and_calls_show_providers(look) -> None:
    found = {p.provider: set(p.packages) for p in look(REPOSITORY).providers}
    assert found["openai"] == {"openai"}
    assert found["anthropic"] == {"langchain-anthropic", "anthropic"}
    assert found["google"] == {"@google/genai"}


@pytest.mark.parametrize(
    ("path", "text", "packages"),
    [
        ("requirements-dev.txt", "openai[voice]>=1 # x\n# cohere\nanthropic-extra\n", {"openai"}),
        ("pyproject.toml", 'dependencies = [\n  "anthropic>=0.30",\n]\ndescription = "an openai client"\n',
         {"anthropic"}),
        ("pyproject.toml", '[tool.poetry.dependencies]\ncohere = "^5"\n', {"cohere"}),
        ("go.mod", "require github.com/openai/openai-go/v2 v2.1.0\n", {"github.com/openai/openai-go"}),
        ("pom.xml", "<artifactId>anthropic-java</artifactId>\n", {"anthropic-java"}),
        ("Cargo.toml", 'async-openai = "0.20"\n', {"async-openai"}),
        ("Dockerfile", "RUN pip install --no-cache openai requests\n", {"openai"}),
        ("environment.yml", "dependencies:\n  - mistralai=1.0\n", {"mistralai"}),
    ],
)  # fmt: skip
def test_lists_of_packages(look, path: str, text: str, packages: set[str]) -> None:
    done = look({path: text})
    assert {name for provider in done.providers for name in provider.packages} == packages


def test_one_file_can_be_scanned(write) -> None:
    root = write(REPOSITORY)
    done = scan(root / "src" / "app.py", TODAY, read_lifecycle())
    assert {m.places[0].path for m in done.models} == {"app.py"}
    assert len(done.models) == 4


def test_fingerprints_stay_when_lines_move_and_tell_places_apart(look, tmp_path) -> None:
    text = 'a = "gpt-4-0613"\nb = "gpt-4-0613"\n'
    before = [f.fingerprint for f in look({"a.py": text}).findings]
    after = [f.fingerprint for f in look({"a.py": "# new\n\n" + text}).findings]
    assert before == after
    assert len(set(before)) == len(before) == 2
    assert before != [f.fingerprint for f in look({"b.py": text, "a.py": ""}).findings]


@pytest.mark.parametrize(
    ("text", "open_codes"),
    [
        ('a = "claude-sonnet-4-5"  # specie: ignore BRK802\n', ["BRK805"]),
        ('a = "claude-sonnet-4-5"  # specie: ignore BRK802, BRK805\n', []),
        ('a = "claude-sonnet-4-5"  # specie: ignore\n', []),
        ('# specie: ignore\na = "claude-sonnet-4-5"\n', []),
        ('# specie: ignore\n\na = "claude-sonnet-4-5"\n', ["BRK802", "BRK805"]),
        ('b = 1  # specie: ignore\na = "claude-sonnet-4-5"\n', ["BRK802", "BRK805"]),
        ('a = "claude-sonnet-4-5"  # SPECIE:IGNORE brk802\n', ["BRK805"]),
        ('a = "claude-sonnet-4-5"  # specie ignore\n', ["BRK802", "BRK805"]),
    ],
)
def test_comments_silence_findings(look, text: str, open_codes: list[str]) -> None:
    done = look({"a.py": text})
    assert [f.code for f in done.open_findings] == open_codes
    assert [f.code for f in done.findings] == ["BRK802", "BRK805"]


def test_a_list_of_models_is_not_taken_for_calls(look, write) -> None:
    days = [f"{month:02d}-{day:02d}" for month in (4, 5, 6) for day in range(1, 29)]
    text = "".join(f'"gpt-4o-2024-{day}",\n' for day in days)
    assert len(look({"a.py": 'x = "gpt-4.1"\n', "prices.json": text}).models) == 1
    assert look({"a.py": 'x = "gpt-4.1"\n', "prices.json": text}).skipped == {"list": 1}
    assert len(scan(write({"prices.json": text}) / "prices.json", TODAY, read_lifecycle()).models) > 50
