#!/usr/bin/env python3
"""Set Specie up in ``.venv`` beside this file and run it; needs nothing but Python 3.11 or newer.

    python3 go.py demo             write the example book, run every analysis, write brief.html
    python3 go.py test [...]       add the development packages and run the tests (arguments go to pytest)
    python3 go.py COMMAND [...]    any other command of specie: check, run, brief, list, ...
    python3 go.py setup [--dev]    only set up

Packages come hash-pinned from requirements*.lock. Which registry they come from is up to the settings of uv
and pip (environment and configuration files); this script names none. Once set up it needs no network.
"""

# ruff: noqa: S603, S606 - starting programs is what this script is for

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
MARK = VENV / ".made-by-go"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
PYTHON = BIN / ("python.exe" if WINDOWS else "python")
UV = BIN / ("uv.exe" if WINDOWS else "uv")
NEEDED = (3, 11)
REGISTRY_HINT = (
    "  hint: the first time go.py needs a package registry: check the network, or name your mirror in the"
    " settings of uv or pip (UV_DEFAULT_INDEX, PIP_INDEX_URL)"
)
VENV_HINT = (
    "  hint: on Debian or Ubuntu: apt install python3-venv; elsewhere: install uv or virtualenv; then run"
    " go.py again"
)
REPEATABLE = "--hypothesis-profile=ci"
IN_PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--dist", "loadfile"]
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


class SetupError(Exception):
    """What stops the set-up, written for the person who has to mend it."""


def main(arguments: "list[str]") -> int:
    """Set up what the command needs, then become it."""
    if not arguments or arguments[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if arguments else 2
    command, rest = arguments[0], arguments[1:]
    use_python_new_enough(arguments)
    try:
        ready("dev" if command == "test" or (command == "setup" and "--dev" in rest) else "run")
    except (SetupError, OSError) as error:
        tell(f"error: {error}")
        return 2
    if command == "setup":
        return 0
    if command == "test":
        os.chdir(str(ROOT))
        return become([str(PYTHON), "-m", "pytest", REPEATABLE, *(rest or IN_PARALLEL)])
    return become([str(PYTHON), "-m", "specie", command, *rest])


def use_python_new_enough(arguments: "list[str]") -> None:
    """Go on in a newer Python of this machine where this one is too old; say so where there is none."""
    if sys.version_info >= NEEDED:
        return
    for minor in range(20, NEEDED[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and not run([found, "-c", "import venv"], quiet=True):
            sys.exit(become([found, str(Path(__file__).resolve()), *arguments]))
    tell(f"error: Specie needs Python 3.11 or newer; this is {sys.version.split()[0]} ({sys.executable})")
    tell("  hint: install a newer Python, then for example: python3.12 go.py {}".format(" ".join(arguments)))
    sys.exit(2)


def ready(kind: str) -> None:
    """Install what a lock file names, unless that very lock file is already installed."""
    stamp, wanted = VENV / (".ready-" + kind), fingerprint(LOCKS[kind])
    if PYTHON.exists() and read(stamp) == wanted:
        return
    make_environment()
    install_uv()
    tell(f"installing {LOCKS[kind]} (hash-pinned) ...")
    install(ROOT / LOCKS[kind])
    link_package()
    stamp.write_text(wanted, "utf-8")


def fingerprint(lock: str) -> str:
    """Describe a set-up: this script, the lock, where it lies and which Python made it."""
    parts = (Path(__file__).resolve().read_bytes(), (ROOT / lock).read_bytes(), os.fsencode(str(ROOT)))
    return "{} {}".format(hashlib.sha256(b"\0".join(parts)).hexdigest(), sys.version.split()[0])


def read(path: Path) -> str:
    """Return the text of a file; empty when it is not there."""
    try:
        return path.read_text("utf-8")
    except OSError:
        return ""


# --- the environment --------------------------------------------------------------------------------------


def make_environment() -> None:
    """Make ``.venv``, by whichever way this machine knows; one that somebody else made is left alone."""
    here = f"{ROOT} {sys.version_info[0]}.{sys.version_info[1]}"
    if PYTHON.exists() and read(MARK) == here:
        return
    if VENV.exists() and not MARK.exists() and (not VENV.is_dir() or any(VENV.iterdir())):
        raise SetupError(
            f"{VENV} is there and was not made by go.py\n  hint: rename or remove it, then run go.py again"
        )
    tell(f"making {VENV} ...")
    shutil.rmtree(str(VENV), ignore_errors=True)
    VENV.mkdir(exist_ok=True)
    MARK.write_text("unfinished", "utf-8")
    if not any(attempt() for attempt in (by_venv, by_uv, by_virtualenv, by_system_package)):
        shutil.rmtree(str(VENV), ignore_errors=True)
        raise SetupError(f"this Python ({sys.executable}) cannot make a virtual environment\n{VENV_HINT}")
    MARK.write_text(here, "utf-8")


def by_venv() -> bool:
    """Use the standard library; ``ensurepip`` is a package of its own on Debian."""
    return not run([sys.executable, "-c", "import ensurepip"], quiet=True) and made_with(
        [sys.executable, "-m", "venv", str(VENV)]
    )


def by_uv() -> bool:
    """Use a uv that is already on this machine."""
    uv = shutil.which("uv")
    return bool(uv) and made_with(
        [uv, "venv", "--quiet", "--seed", "--allow-existing", "--python", sys.executable, str(VENV)]
    )


def by_virtualenv() -> bool:
    """Use virtualenv where it is installed."""
    return made_with([sys.executable, "-m", "virtualenv", "--quiet", str(VENV)])


def by_system_package() -> bool:
    """Install the missing package of Debian where we may (a container, an administrator)."""
    apt = shutil.which("apt-get")
    if not apt or not hasattr(os, "geteuid") or os.geteuid() != 0:
        return False
    tell("installing python3-venv with apt-get ...")
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    for names in ([package], ["python3-venv"]):
        if not run([apt, "install", "-y", "-qq", *names], quiet=True) and by_venv():
            return True
        run([apt, "update", "-qq"], quiet=True)
    return not run([apt, "install", "-y", "-qq", package], quiet=True) and by_venv()


def made_with(command: "list[str]") -> bool:
    """Run a command that makes the environment and see whether it has a working Python."""
    return (
        not run(command, quiet=True, environment=uv_environment())
        and PYTHON.exists()
        and not run([str(PYTHON), "-c", "import sys"], quiet=True)
    )


# --- the packages -----------------------------------------------------------------------------------------


def install_uv() -> None:
    """Put uv into the environment; without it (a platform it is not built for) pip does the rest."""
    if not UV.exists():
        run(
            [*pip(), "install", "--quiet", "--require-hashes", "-r", str(ROOT / "requirements-uv.lock")],
            quiet=True,
        )


def install(lock: Path) -> None:
    """Install a lock file with uv, else with pip, which reads its own configuration files."""
    arguments = ["install", "--require-hashes", "-r", str(lock)]
    with_uv = [str(UV), "pip", *arguments, "--quiet", "--compile-bytecode", "--python", str(PYTHON)]
    first = run(with_uv, quiet=True, environment=uv_environment()) if UV.exists() else "uv is not installed"
    if not first:
        return
    second = run([*pip(), *arguments, "--quiet", "--retries", "1"], quiet=True)
    if second:
        raise SetupError(f"the packages could not be installed\n{indented(first, second)}\n{REGISTRY_HINT}")


def pip() -> "list[str]":
    """Return the command for pip in the environment."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check"]


def uv_environment() -> "dict[str, str]":
    """Trust this machine's certificates; tell uv what pip's variables say where its own say nothing."""
    environment = {"UV_SYSTEM_CERTS": "1", **os.environ}
    for theirs, ours in (
        ("PIP_INDEX_URL", "UV_DEFAULT_INDEX"),
        ("PIP_EXTRA_INDEX_URL", "UV_INDEX"),
        ("PIP_FIND_LINKS", "UV_FIND_LINKS"),
        ("PIP_CERT", "SSL_CERT_FILE"),
    ):
        if theirs in environment and not {ours, "UV_INDEX_URL"} & set(environment):
            environment[ours] = environment[theirs]
    return environment


def link_package() -> None:
    """Make ``import specie`` and the command ``specie`` work in the environment, straight from ``src``."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    folder = subprocess.check_output([str(PYTHON), "-c", code], universal_newlines=True).strip()
    (Path(folder) / "specie.pth").write_bytes(os.fsencode(str(ROOT / "src")) + b"\n")
    if WINDOWS:
        (BIN / "specie.cmd").write_text('@"%~dp0python.exe" -m specie %*\n', "utf-8")
    else:
        script = BIN / "specie"
        script.write_text('#!/bin/sh\nexec "$(dirname "$0")/python" -m specie "$@"\n', "utf-8")
        script.chmod(0o755)
    run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src")], quiet=True)


# --- processes --------------------------------------------------------------------------------------------


def run(command: "list[str]", quiet: bool = False, environment: "dict[str, str] | None" = None) -> str:
    """Run a command; return what it said when it failed, else the empty string."""
    try:
        done = subprocess.run(
            command,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.STDOUT if quiet else None,
            stdin=subprocess.DEVNULL,
            env=environment,
            check=False,
        )
    except OSError as error:
        return str(error)
    text = (done.stdout or b"").decode("utf-8", "replace").strip()
    return "" if done.returncode == 0 else text or f"exit code {done.returncode}"


def become(command: "list[str]") -> int:
    """Hand the process over, so that signals, exit code and terminal are the command's own."""
    if WINDOWS:
        return subprocess.call(command)
    sys.stdout.flush()
    return os.execv(command[0], command)


def indented(*texts: str) -> str:
    """Show the last lines of what failed; credentials in addresses stay out of it."""
    lines = [line for text in texts for line in text.splitlines()[-6:]]
    return "\n".join("    " + re.sub(r"//[^/@\s]+@", "//***@", line) for line in lines)


def tell(text: str) -> None:
    """Say something to the person at the keyboard."""
    sys.stderr.write(f"go: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        tell("interrupted; run it again to go on")
        sys.exit(130)
