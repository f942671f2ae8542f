"""The bootstrap: what it refuses, what it hides, what it hands on; no network, nothing installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[1] / "go.py"


@pytest.fixture
def go(tmp_path, monkeypatch):
    """The script as a module whose environment lies in a temporary folder with a blank in its name."""
    spec = importlib.util.spec_from_file_location("go_under_test", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    root = tmp_path / "a folder"
    root.mkdir()
    for name, value in {"ROOT": root, "VENV": root / ".venv", "MARK": root / ".venv" / ".made-by-go"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "PYTHON", root / ".venv" / "bin" / "python")
    (root / "requirements.lock").write_text("one==1\n", "utf-8")
    return module


def test_without_a_command_it_explains_itself(go, capsys):
    assert go.main([]) == 2
    assert go.main(["--help"]) == 0
    assert "python3 go.py demo" in capsys.readouterr().out


def test_a_ready_environment_needs_nothing(go, monkeypatch):
    go.PYTHON.parent.mkdir(parents=True)
    go.PYTHON.touch()
    (go.VENV / ".ready-run").write_text(go.fingerprint("requirements.lock"), "utf-8")
    monkeypatch.setattr(go, "make_environment", lambda: pytest.fail("nothing was to be made"))
    go.ready("run")


def test_another_lock_or_place_asks_for_a_new_set_up(go):
    before = go.fingerprint("requirements.lock")
    (go.ROOT / "requirements.lock").write_text("one==2\n", "utf-8")
    assert go.fingerprint("requirements.lock") != before


def test_an_environment_that_somebody_else_made_is_left_alone(go, capsys):
    go.VENV.mkdir()
    (go.VENV / "theirs").touch()
    assert go.main(["list"]) == 2
    assert (go.VENV / "theirs").exists()
    said = capsys.readouterr().err
    assert "was not made by go.py" in said
    assert "hint: rename or remove it" in said


def test_no_way_to_make_an_environment_names_the_package(go, monkeypatch, capsys):
    for way in ("by_venv", "by_uv", "by_virtualenv", "by_system_package"):
        monkeypatch.setattr(go, way, lambda: False)
    assert go.main(["list"]) == 2
    assert "apt install python3-venv" in capsys.readouterr().err
    assert not go.VENV.exists()


def test_packages_that_cannot_be_had_say_why_and_hide_credentials(go, monkeypatch):
    said = "error: no route\n  cause: https://name:secret@mirror.example/simple/"
    monkeypatch.setattr(go, "run", lambda *_args, **_kwargs: said)
    with pytest.raises(go.SetupError) as caught:
        go.install(go.ROOT / "requirements.lock")
    assert "no route" in str(caught.value)
    assert "secret" not in str(caught.value)
    assert "UV_DEFAULT_INDEX" in str(caught.value)


def test_uv_hears_the_variables_of_pip_unless_it_has_its_own(go, monkeypatch):
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "UV_FIND_LINKS", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_INDEX_URL", "file:///mirror/simple")
    assert go.uv_environment()["UV_DEFAULT_INDEX"] == "file:///mirror/simple"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///own/simple")
    assert go.uv_environment()["UV_DEFAULT_INDEX"] == "file:///own/simple"


def test_a_python_too_old_is_told_which_one_to_use(go, monkeypatch, capsys):
    monkeypatch.setattr(go, "NEEDED", (99, 0))
    monkeypatch.setattr(go.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit) as stopped:
        go.main(["demo"])
    assert stopped.value.code == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_a_failed_command_returns_what_it_said(go):
    assert go.run([sys.executable, "-c", "print('boom'); raise SystemExit(3)"], quiet=True) == "boom"
    assert go.run([sys.executable, "-c", "raise SystemExit(3)"], quiet=True) == "exit code 3"
    assert go.run([sys.executable, "-c", "pass"], quiet=True) == ""
    assert go.run([str(go.ROOT / "nowhere")], quiet=True)


def test_it_parses_on_pythons_that_are_too_old():
    """An old Python must reach the message, so the file may hold no syntax newer than 3.6."""
    import ast

    ast.parse(SCRIPT.read_text("utf-8"), feature_version=(3, 6))
    assert (
        subprocess.run([sys.executable, str(SCRIPT), "--help"], capture_output=True, check=False).returncode
        == 0
    )
