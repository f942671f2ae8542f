"""One example book for all end-to-end tests, and a way to call the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SHORT = ("initiatives", "stages", "costs", "rates", "vendors", "budgets", "benefits", "dependencies")


@pytest.fixture(scope="session")
def example(example_firm) -> Path:
    """The example book; tests that change it take a copy."""
    return example_firm.folder


@pytest.fixture
def copy(example, tmp_path) -> Path:
    """A copy of the example book that a test may break."""
    return Path(shutil.copytree(example, tmp_path / "copy"))


@pytest.fixture
def lean(example, tmp_path) -> Path:
    """The short tables of the example book: opened and run in a fraction of the time."""
    folder = tmp_path / "lean"
    folder.mkdir()
    for name in ("specie.toml", *(f"{table}.csv" for table in SHORT)):
        shutil.copy(example / name, folder)
    return folder


@pytest.fixture(scope="session")
def cache(tmp_path_factory) -> Path:
    """One cache for all who only ask: what one command computed, the next recalls, in any worker."""
    base = tmp_path_factory.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "specie-cache"


@pytest.fixture(scope="session")
def specie_in(cache):
    """Make what calls ``specie`` in its own process, in a folder, away from the user's cache."""

    def caller(folder: Path):
        def call(
            *arguments: object, cwd: Path = folder, **environment: str
        ) -> subprocess.CompletedProcess[str]:
            env = {
                k: v for k, v in os.environ.items() if k not in {"LANG", "LC_ALL", "SPECIE_LANG", "LANGUAGE"}
            }
            env |= {"SPECIE_CACHE": str(cache), "COLUMNS": "100", "PYTHONUTF8": "1"} | environment
            return subprocess.run(
                [sys.executable, "-m", "specie", *map(str, arguments)],
                capture_output=True, text=True, encoding="utf-8", cwd=cwd, env=env, timeout=120, check=False,
            )  # fmt: skip

        return call

    return caller


@pytest.fixture
def specie(specie_in, tmp_path):
    """Call ``specie`` in its own process."""
    return specie_in(tmp_path)
