"""Makers of small PDF and DOCX files, loaded by path: tests have no packages."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"specie_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def made_pdf() -> ModuleType:
    return loaded("made_pdf")


@pytest.fixture(scope="session")
def made_docx() -> ModuleType:
    return loaded("made_docx")


@pytest.fixture
def written(tmp_path):
    """Write bytes or text into a file and return its path."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write
