"""Headless Chromium and the brief of the run built by hand, in both languages."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

import pytest

from specie.report.brief import render_brief

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


@pytest.fixture(scope="session")
def briefs(tmp_path_factory) -> dict[str, Path]:
    path = Path(__file__).parents[1] / "report" / "sample_run.py"
    spec = importlib.util.spec_from_file_location("specie_sample_run_for_browser", path)
    assert spec is not None
    assert spec.loader is not None
    sample = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = sample
    spec.loader.exec_module(sample)
    folder = tmp_path_factory.mktemp("briefs")
    made = {code: folder / f"brief-{code}.html" for code in ("en", "zh-Hant")}
    for code, file in made.items():
        file.write_text(render_brief(sample.run(), sample.declarations(), code), "utf-8")
    return made
