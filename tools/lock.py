"""Write the hash-pinned lock files, or check that they are what ``pyproject.toml`` asks for (needs uv).

    python tools/lock.py            write requirements.lock, requirements-dev.lock, requirements-uv.lock
    python tools/lock.py --upgrade  the same with the newest versions
    python tools/lock.py check      exit 1 when a lock is not what would be written, or names a registry

Pins that still satisfy ``pyproject.toml`` are kept, so writing twice changes nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
COMMON = ("--universal", "--generate-hashes", "--no-header", "--no-annotate", "--quiet")
LOCKS: dict[str, tuple[str, ...]] = {
    "requirements.lock": ("pyproject.toml",),
    "requirements-dev.lock": ("pyproject.toml", "--group", "dev", "--constraints", "requirements.lock"),
    "requirements-uv.lock": ("-",),
}
"""Per lock file what it is compiled from; ``-`` is uv itself."""


def compile_into(folder: Path, *extra: str) -> None:
    """Compile every lock file in a folder that holds a copy of what it is compiled from."""
    if not UV:
        sys.exit("error: uv is not installed\n  hint: python3 go.py setup --dev")
    trusting = {"UV_SYSTEM_CERTS": "1", **os.environ}
    for name, sources in LOCKS.items():
        command = [UV, "pip", "compile", *sources, *COMMON, *extra, "--output-file", name]
        done = subprocess.run(command, cwd=folder, env=trusting, input="uv\n", text=True, check=False)  # noqa: S603
        if done.returncode:
            sys.exit(f"error: uv could not compile {name}\n  hint: it needs a package registry, see above")


def stale() -> list[str]:
    """Name the locks that differ from what would be written, or that name a registry."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("pyproject.toml", *LOCKS):
            shutil.copy(ROOT / name, folder / name)
        compile_into(folder)
        return [name for name in LOCKS if (folder / name).read_bytes() != (ROOT / name).read_bytes()]


def named_registries() -> list[str]:
    """Name the locks that hold an address."""
    return [name for name in LOCKS if "//" in (ROOT / name).read_text("utf-8")]


def main(arguments: list[str]) -> int:
    """Write or check."""
    if arguments[:1] != ["check"]:
        compile_into(ROOT, *arguments)
        return 0
    faults = [f"{name} is not what pyproject.toml asks for: run python tools/lock.py" for name in stale()]
    faults += [f"{name} names a registry: compile it without annotations" for name in named_registries()]
    sys.stderr.write("".join(f"error: {fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
