"""How fast ``specie stack`` looks through a repository, beside ripgrep and a plain loop with one expression.

Makes a repository of 10,000 files from the source of the installed Python library, one file in twenty with a
call of a model, and scans it. Prints seconds of CPU, files and megabytes a second, the growth of memory while
the number of files grows tenfold, and what the others take to find less: ripgrep where it is on PATH, and
``re`` with the same names of families over every file.

    python benchmarks/stack.py [--files 10000]
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from datetime import date
from pathlib import Path

from specie.stack import scan
from specie.stack.words import words
from specie.supply.lifecycle import read_lifecycle

CALL = '\nclient.create(model="{name}")\n'
NAMES = (
    "gpt-4o-2024-05-13",
    "claude-sonnet-4-5",
    "us.anthropic.claude-3-5-sonnet-20241022-v2:0",
    "gemini-2.5-pro",
)
EVERY = 20
TODAY = date(2026, 11, 22)


def sources() -> list[bytes]:
    """Source files of the standard library, small and large."""
    root = Path(sysconfig.get_paths()["stdlib"])
    paths = sorted(path for path in root.rglob("*.py") if "site-packages" not in path.parts)
    return [path.read_bytes() for path in paths if path.stat().st_size < 200_000]


def make(root: Path, count: int) -> tuple[int, int]:
    """Write a repository; return its bytes and how many calls are in it."""
    pool = sources()
    size = calls = 0
    for number in range(count):
        content = pool[number % len(pool)]
        if number % EVERY == 0:
            content += CALL.format(name=NAMES[calls % len(NAMES)]).encode()
            calls += 1
        folder = root / f"package{number // 200}"
        folder.mkdir(exist_ok=True)
        (folder / f"module{number}.py").write_bytes(content)
        size += len(content)
    return size, calls


def plain(root: Path) -> int:
    """One expression over every file, as a first script would do it."""
    pattern = re.compile(words().anchors.pattern, re.IGNORECASE)
    found = 0
    for folder, _, names in os.walk(root):
        for name in names:
            text = Path(folder, name).read_text("utf-8", "replace")
            found += sum(1 for _ in pattern.finditer(text))
    return found


def ripgrep(root: Path) -> int | None:
    """The same expression by ripgrep on one thread; None where it is not on PATH."""
    program = shutil.which("rg")
    if program is None:
        return None
    command = [program, "-j1", "-i", "-c", r"gpt-\d|claude-|gemini-", str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return len(done.stdout.splitlines())


def timed(function, *arguments):
    """Return the result and the seconds of CPU, children included."""
    before = time.process_time() + sum(os.times()[2:4])
    result = function(*arguments)
    return result, time.process_time() + sum(os.times()[2:4]) - before


def peak() -> float:
    """Largest memory so far in megabytes."""
    usage = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return usage / (1e6 if sys.platform == "darwin" else 1e3)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10_000)
    count = parser.parse_args().files
    lifecycle = read_lifecycle()
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name, "few"), Path(name, "many")
        few.mkdir()
        many.mkdir()
        make(few, max(1, count // 10))
        size, calls = make(many, count)
        scan(few, TODAY, lifecycle)
        small = peak()
        done, seconds = timed(scan, many, TODAY, lifecycle)
        large = peak()
        found = sum(len(model.places) for model in done.models)
        hits, plain_seconds = timed(plain, many)
        counted, rg_seconds = timed(ripgrep, many)
    missed = calls - sum(len(model.places) for model in done.models if model.written in NAMES)
    speed = f"{count / seconds:.0f} files/s, {size / 1e6 / seconds:.0f} MB/s"
    print(f"{count} files, {size / 1e6:.0f} MB, {calls} calls of models")
    print(f"specie stack   {seconds:6.2f} s CPU, {speed}; {found} places of {len(done.models)} models")
    print(f"memory         {small:6.1f} MB after {max(1, count // 10)} files, {large:.1f} MB after {count}")
    print(
        f"plain re loop  {plain_seconds:6.2f} s CPU, {plain_seconds / seconds:.1f} times as long; {hits} hits"
    )
    beside = "not on PATH" if counted is None else f"{rg_seconds:6.2f} s CPU; {counted} files"
    print(f"ripgrep        {beside}")
    print(f"calls missed   {missed}")


if __name__ == "__main__":
    main()
