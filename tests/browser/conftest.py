"""Headless Chromium and the brief of the run built by hand, in both languages."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from specie.report.brief import render_brief
from specie.report.initiative import render_initiative

CHROMIUM = os.environ.get("SPECIE_CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not Path(CHROMIUM).is_file():
        pytest.skip(f"no Chromium at {CHROMIUM}; set SPECIE_CHROMIUM")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def load(name: str) -> ModuleType:
    """Load one of the runs made by hand from the folder of the report's tests."""
    path = Path(__file__).parents[1] / "report" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"specie_{name}_for_browser", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def briefs(tmp_path_factory) -> dict[str, Path]:
    sample = load("sample_run")
    folder = tmp_path_factory.mktemp("briefs")
    made = {code: folder / f"brief-{code}.html" for code in ("en", "zh-Hant")}
    for code, file in made.items():
        file.write_text(render_brief(sample.run(), sample.declarations(), code), "utf-8")
    return made


@pytest.fixture(scope="session")
def effects() -> ModuleType:
    sys.modules["sample_figures"] = load("sample_figures")
    return load("sample_effects")


@pytest.fixture(scope="session")
def crowds(tmp_path_factory, effects) -> dict[str, Path]:
    sample = load("sample_crowd")
    folder = tmp_path_factory.mktemp("crowds")
    made = {code: folder / f"crowd-{code}.html" for code in ("en", "zh-Hant")}
    for code, file in made.items():
        file.write_text(render_brief(sample.run(effects), sample.declarations(effects), code), "utf-8")
    return made


@pytest.fixture(scope="session")
def initiatives(tmp_path_factory, effects) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("initiatives")
    made = {code: folder / f"one-{code}.html" for code in ("en", "zh-Hant")}
    for code, file in made.items():
        page = render_initiative(effects.run(), effects.SUBJECT, effects.declarations(), code)
        file.write_text(page, "utf-8")
    return made


class Visit:
    """An opened page with what it asked for and complained about."""

    def __init__(self, browser, path, *, script: bool = True, width: int = 1440, height: int = 900) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, java_script_enabled=script, offline=True
        )
        self.page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.url = path.as_uri()
        self.page.goto(self.url)


@pytest.fixture
def visit(chromium):
    visits: list[Visit] = []

    def open_(path, **options) -> Visit:
        visits.append(Visit(chromium, path, **options))
        return visits[-1]

    yield open_
    for made in visits:
        made.context.close()
