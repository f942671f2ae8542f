"""Which files are read: links, pipes, huge and binary files, ignored ones, and what cannot be opened."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specie.stack import scan
from specie.stack.ignore import left_out, read_rules
from specie.supply.lifecycle import read_lifecycle

TODAY = date(2026, 11, 22)
NAME = 'model = "gpt-4"\n'


def paths(done) -> set[str]:
    return {place.path for model in done.models for place in model.places}


def test_folders_of_others_and_other_kinds_are_left_out_and_counted(look) -> None:
    done = look({
        "a.py": NAME, "node_modules/m/a.js": NAME, ".venv/lib/a.py": NAME, "sub/.git/config": NAME,
        "a.md": NAME, "a.min.js": NAME, "poetry.lock": NAME, "photo.png": "x",
    })  # fmt: skip
    assert paths(done) == {"a.py"}
    assert done.skipped == {"folder": 3, "kind": 4}


def test_gitignore_is_respected_in_every_folder(look) -> None:
    done = look({
        ".gitignore": "build/\n*.log.py\n/top.py\n!keep.log.py\n",
        "build/a.py": NAME, "x.log.py": NAME, "keep.log.py": NAME, "top.py": NAME, "sub/top.py": NAME,
        "sub/.gitignore": "*.py\n!yes.py\n", "sub/no.py": NAME, "sub/yes.py": NAME,
    })  # fmt: skip
    assert paths(done) == {"keep.log.py", "sub/yes.py"}
    assert done.skipped["ignored"] == 5


def test_the_users_patterns_leave_out_more(look) -> None:
    files = {"a.py": NAME, "tests/b.py": NAME, "tests/deep/c.py": NAME, "x/d.json": NAME}
    assert paths(look(files, exclude=["tests"])) == {"a.py", "x/d.json"}
    assert paths(look(files, exclude=["tests/deep", "*.json"])) == {"a.py", "tests/b.py"}


def test_links_are_counted_and_never_followed(write) -> None:
    root = write({"a/a.py": NAME})
    outside = write({"secret.py": NAME}, "outside")
    (root / "a" / "loop").symlink_to(root)
    (root / "a" / "out").symlink_to(outside)
    (root / "a" / "file.py").symlink_to(outside / "secret.py")
    done = scan(root, TODAY, read_lifecycle())
    assert paths(done) == {"a/a.py"}
    assert done.skipped == {"link": 3}


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_never_opened(write) -> None:
    root = write({"a.py": NAME})
    os.mkfifo(root / "pipe.py")
    assert scan(root, TODAY, read_lifecycle()).skipped == {"special": 1}


def test_large_and_binary_files_are_counted(look) -> None:
    done = look({"big.py": NAME * 100, "bin.py": b'\x00\x01model = "gpt-4"', "a.py": NAME}, largest=200)
    assert paths(done) == {"a.py"}
    assert done.skipped == {"binary": 1, "large": 1}


def test_more_names_than_one_file_is_taken_for_are_said(look) -> None:
    done = look({"a.py": '"gpt-4-0613",\n' * 2_500})
    assert sum(len(model.places) for model in done.models) == 2_000
    assert done.skipped == {"more names": 1}


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_what_cannot_be_opened_is_named(write) -> None:
    root = write({"a.py": NAME, "b.py": NAME, "c/d.py": NAME})
    (root / "b.py").chmod(0)
    (root / "c").chmod(0)
    try:
        done = scan(root, TODAY, read_lifecycle())
    finally:
        (root / "c").chmod(0o755)
    assert {(p.file, p.code) for p in done.problems} == {("b.py", "STK001"), ("c", "STK001")}
    assert paths(done) == {"a.py"}


def test_a_file_that_is_gone_meanwhile_is_named(write, monkeypatch) -> None:
    root = write({"a.py": NAME, "b.py": NAME})
    opened = open

    def refusing(path, *arguments, **options):
        if str(path).endswith("b.py"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments, **options)

    monkeypatch.setattr("builtins.open", refusing)
    done = scan(root, TODAY, read_lifecycle())
    assert [(p.file, p.code, p.column) for p in done.problems] == [("b.py", "STK001", None)]
    assert paths(done) == {"a.py"}


def test_very_deep_folders_end(write) -> None:
    root = write({"a.py": NAME})
    deep = root
    for _ in range(120):
        deep = deep / "d"
    deep.mkdir(parents=True)
    assert scan(root, TODAY, read_lifecycle()).skipped == {"deep": 1}


def test_names_that_are_no_utf8_are_read(tmp_path: Path) -> None:
    try:
        with open(os.fsencode(tmp_path) + b"/\xff.py", "wb") as handle:
            handle.write(NAME.encode())
    except OSError:
        pytest.skip("this file system takes no such name")
    assert len(scan(tmp_path, TODAY, read_lifecycle()).models) == 1


PATTERNS = [
    "*.log", "build/", "/top", "a/b", "a/**", "**/c", "a/**/z", "!keep.log", "# no", "\\#yes", "x?",
    "[ab].txt", "[!a].md", "dir/*", "foo/", "**", "*.[oa]", "sp ace", "trail ", "a/*/c", "[",
    "\\!bang", "***", "a**b", "**/", "a/b/**/", "**/a/**/z",
]  # fmt: skip
PATHS = [
    "x.log", "keep.log", "build/o.txt", "sub/build/o.txt", "top", "sub/top", "a/b", "sub/a/b", "a/q/r", "c",
    "k/c", "k/l/c/m", "a/z", "a/1/2/z", "#yes", "xy", "xyz", "a.txt", "c.txt", "b.md", "a.md", "dir/f",
    "dir/g/h", "foo/x", "lib.o", "lib.b", "sp ace", "trail", "a/k/c", "a/k/l/c", "[",
    "!bang", "aXYb", "a/b/c",
]  # fmt: skip


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here to compare with")
@pytest.mark.parametrize("start", range(len(PATTERNS)))
def test_rules_say_what_git_says(tmp_path: Path, start: int) -> None:
    rules = [PATTERNS[start], PATTERNS[(start * 7 + 3) % len(PATTERNS)]]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("\n".join(rules) + "\n")
    told = subprocess.run(
        ["git", "check-ignore", "--no-index", "--stdin"], cwd=tmp_path, input="\n".join(PATHS),
        capture_output=True, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    ours = {path for path in PATHS if ignored("\n".join(rules), path)}
    assert ours == {line.strip('"') for line in told}, rules


def ignored(text: str, path: str) -> bool:
    """A path is left out when it or a folder above it is."""
    chain = (read_rules(text, ""),)
    parts = path.split("/")
    above = ["/".join(parts[:n]) for n in range(1, len(parts))]
    return any(left_out(chain, folder, folder=True) for folder in above) or left_out(
        chain, path, folder=False
    )


@given(st.text(alphabet=st.sampled_from("ab*?[]!\\/# -^.\n"), max_size=40), st.text("ab/", max_size=30))
def test_any_rule_is_read_and_answers(text: str, path: str) -> None:
    assert left_out((read_rules(text, ""),), path, folder=False) in (True, False)


def test_a_hostile_rule_answers_at_once() -> None:
    rules = (read_rules("*a" * 12 + "\n" + "**/" * 200 + "x\n", ""),)
    assert left_out(rules, "a" * 40 + "/" + "a/" * 40 + "b", folder=False) is False
