"""A run built by hand and the two languages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from specie.report.language import Language, language


def load_sample(name: str = "sample_run") -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"specie_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    return load_sample()


@pytest.fixture(scope="session")
def figures_of_effects() -> ModuleType:
    return load_sample("sample_figures")


@pytest.fixture(scope="session")
def effects(figures_of_effects) -> ModuleType:
    sys.modules["sample_figures"] = figures_of_effects
    return load_sample("sample_effects")


@pytest.fixture(scope="session")
def sample_text() -> ModuleType:
    return load_sample("sample_text")


@pytest.fixture(scope="session")
def check_html():
    """Check that a page is well-formed; gives its ids, links, tags and text."""
    return load_sample("html_checker").checked


@pytest.fixture(scope="session")
def run(sample):
    return sample.run()


@pytest.fixture(scope="session")
def declarations(sample):
    return sample.declarations()


@pytest.fixture(scope="session")
def en() -> Language:
    return language("en")


@pytest.fixture(scope="session")
def zh() -> Language:
    return language("zh-Hant")
