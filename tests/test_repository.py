"""Habits of the repository: locks name no registry, files name no machine, the README's commands exist."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = sorted(ROOT.glob("requirements*.lock"))
TEXT = {".py", ".md", ".toml", ".sql", ".po", ".yaml", ".yml", ".j2", ".css", ".js", ".cfg", ".txt", ""}
# Spelled in pieces, so that this file does not hold what it looks for.
MACHINE = re.compile(
    "|".join(["/" + "work/", "/" + "root/", "/" + "home/[a-z]", r"\.\./" + "shared", "/tmp" + "/[a-z]"])
)


def tracked() -> list[Path]:
    """Files under version control; all files below the usual folders where git is not at hand."""
    try:
        names = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
        ).stdout
        found = [ROOT / name for name in names.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        found = [path for folder in ("src", "tests", "tools", "docs") for path in (ROOT / folder).rglob("*")]
    return [path for path in found if path.is_file()]


def texts() -> list[tuple[Path, str]]:
    return [
        (path.relative_to(ROOT), path.read_text("utf-8"))
        for path in tracked()
        if path.suffix in TEXT and path.name != "specie.mo"
    ]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_pin_every_package_with_hashes_and_name_no_registry(lock):
    text = lock.read_text("utf-8")
    assert "//" not in text
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        assert re.match(r"[a-z0-9][a-z0-9._-]*==", block), block.splitlines()[0]
        assert "--hash=sha256:" in block, block.splitlines()[0]


def test_the_three_locks_are_there():
    assert [lock.name for lock in LOCKS] == [
        "requirements-dev.lock",
        "requirements-uv.lock",
        "requirements.lock",
    ]


def pins(name: str) -> dict[str, str]:
    """Version lines of a lock by package and marker."""
    lines = (ROOT / name).read_text("utf-8").splitlines()
    found = [
        re.match(r"([a-z0-9._-]+)==(\S+)(.*?)\s*\\?$", line) for line in lines if not line.startswith(" ")
    ]
    return {f"{m[1]}{m[3]}": m[2] for m in found if m}


def test_development_uses_the_same_versions_as_users():
    users, developers = pins("requirements.lock"), pins("requirements-dev.lock")
    assert users.items() <= developers.items()


def test_every_dependency_is_in_the_lock():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    locked = {re.split(r"[ ;]", key)[0] for key in pins("requirements-dev.lock")}
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    assert {re.split(r"[<>=!~ ;\[]", line)[0].lower() for line in wanted} <= locked


def test_go_needs_only_the_standard_library_and_names_no_registry():
    text = (ROOT / "go.py").read_text("utf-8")
    imports = re.findall(r"^(?:import|from) (\w+)", text, re.M)
    assert set(imports) <= set(sys.stdlib_module_names)
    assert "pypi" not in text.lower()
    assert "://" not in text


def test_files_name_no_machine():
    found = [
        f"{path}:{number}: {line.strip()[:80]}"
        for path, text in texts()
        for number, line in enumerate(text.splitlines(), 1)
        if MACHINE.search(line)
    ]
    assert not found, "\n".join(found)


def test_text_files_end_with_a_line_feed_and_use_no_carriage_returns():
    assert not [str(path) for path, text in texts() if text and (not text.endswith("\n") or "\r" in text)]


def test_licence_is_apache_2():
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text


def test_changelog_has_unreleased_entries():
    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Keep a Changelog" in text
    unreleased = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert unreleased
    assert re.search(r"^### (Added|Changed|Fixed|Removed)\n\n- ", unreleased[1], re.M)


def test_links_between_documents_lead_somewhere():
    broken = [
        f"{path}: {target}"
        for path, text in texts()
        if path.suffix == ".md" and path.parts[0] not in {"src"}
        for target in re.findall(r"\]\((?!https?://|#|mailto:)([^)#\s]+)", text)
        if not (ROOT / path.parent / target).exists()
    ]
    assert not broken, "\n".join(broken)


def commands() -> list[str]:
    """First words after ``specie`` in the code of the README, and after ``go.py``."""
    text = (ROOT / "README.md").read_text("utf-8")
    fences = "\n".join(re.findall(r"```sh\n(.*?)```", text, re.S))
    spans = "\n".join(re.findall(r"`([^`\n]+)`", text))
    return sorted(set(re.findall(r"^(?:specie|python3 go\.py) ([a-z]+)", f"{fences}\n{spans}", re.M)))


@pytest.mark.parametrize("command", commands())
def test_commands_of_the_readme_exist(command):
    if command in {"test", "setup"}:
        assert f"go.py {command}" in (ROOT / "go.py").read_text("utf-8")
        return
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        [sys.executable, "-m", "specie", command, "--help"],
        env=environment,
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout or "用法" in done.stdout


def test_ci_runs_the_readme_command_then_every_linter():
    text = (ROOT / ".ci" / "run").read_text("utf-8")
    order = [
        "go.py test",
        'ruff" check',
        "format --check",
        'ty" check',
        "pyright",
        "lint-imports",
        "catalogue.py check",
        "lock.py check",
    ]
    places = [text.index(part) for part in order]
    assert places == sorted(places)
    assert "set -euo pipefail" in text
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
