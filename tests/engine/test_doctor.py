"""The doctor looks at what the project really asks for, and a broken part does not hide the others."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

from specie.engine import doctor

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def test_it_looks_for_every_library_that_the_project_asks_for():
    asked = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["dependencies"]
    assert sorted(re.match(r"[A-Za-z0-9-]+", line).group() for line in asked) == sorted(doctor.LIBRARIES)


def test_a_sound_installation_is_found_sound(tmp_path, monkeypatch):
    monkeypatch.setenv("SPECIE_CACHE", str(tmp_path))
    assert all(check.ok for check in doctor.examine(date(2026, 11, 22)))


def test_a_cache_that_cannot_be_written_is_named_and_the_rest_is_looked_at(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("SPECIE_CACHE", str(blocked))
    checks = doctor.examine(date(2026, 11, 22))
    assert [check.ok for check in checks].count(False) == 1
    assert len(checks) == 6


def test_a_missing_library_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("SPECIE_CACHE", str(tmp_path))
    monkeypatch.setattr(doctor, "LIBRARIES", (*doctor.LIBRARIES, "no-such-library"))
    bad = [check for check in doctor.examine(date(2026, 11, 22)) if not check.ok]
    assert [check.hint.arg("names") for check in bad] == ["no-such-library"]
