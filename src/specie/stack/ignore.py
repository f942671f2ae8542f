"""The rules of ``.gitignore`` files: which paths below a folder are left out.

Follows the pattern format of git: later lines win, ``!`` takes back, a slash at the end means folders only,
a slash elsewhere anchors to the folder of the file, ``**`` crosses folders. A path below a folder that is
left out cannot be taken back; the walk never enters such a folder.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 1_000
"""Longer patterns are no paths."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: which paths it is about, whether folders only, whether it takes back."""

    pattern: re.Pattern[str]
    folders_only: bool
    takes_back: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The lines of one file, for paths relative to ``base`` (empty for the root, else with a slash)."""

    base: str
    rules: tuple[Rule, ...]

    def verdict(self, path: str, folder: bool) -> bool | None:
        """Tell whether the path is left out; None where no line is about it."""
        if not path.startswith(self.base):
            return None
        below = path[len(self.base) :]
        for rule in reversed(self.rules):
            if (folder or not rule.folders_only) and rule.pattern.match(below):
                return not rule.takes_back
        return None


def left_out(chain: tuple[Rules, ...], path: str, folder: bool) -> bool:
    """Tell whether a path is left out by the files from the root down to its folder; the nearest wins."""
    verdicts = (rules.verdict(path, folder) for rules in reversed(chain))
    return next((verdict for verdict in verdicts if verdict is not None), False)


def read_rules(text: str, base: str) -> Rules:
    """Read the lines of one file; lines that are no pattern are passed over, as git does."""
    rules = (_rule(line) for line in text.splitlines())
    return Rules(base, tuple(rule for rule in rules if rule is not None))


@lru_cache(maxsize=4096)
def _rule(line: str) -> Rule | None:
    text = _trimmed(line)
    if not text or text.startswith("#") or len(text) > LONGEST:
        return None
    takes_back = text.startswith("!")
    text = text[1:] if takes_back else text
    text = text[1:] if text.startswith(("\\#", "\\!")) else text
    folders_only = text.endswith("/")
    text = text.rstrip("/")
    anchored = "/" in text
    text = text.lstrip("/")
    if not text:
        return None
    try:
        pattern = re.compile(("" if anchored else "(?:.*/)?") + translated(text) + r"\Z", re.DOTALL)
    except re.error:
        return None
    return Rule(pattern, folders_only, takes_back)


def _trimmed(line: str) -> str:
    """Take off spaces at the end, unless the last is escaped."""
    text = line.rstrip("\r\n")
    while text.endswith((" ", "\t")) and not text.endswith("\\ "):
        text = text[:-1]
    return text


def translated(glob: str) -> str:
    """Turn a pattern into a regular expression over a path with slashes.

    What stands between two stars is taken where it first fits and not tried elsewhere: for stars that loses
    no match, and matching takes time in proportion to pattern and path however a pattern is written.
    """
    chunks: list[list[str]] = [[]]
    parts = glob.split("/")
    for part in parts[:-1] if parts[-1] == "**" else parts:
        if part != "**":
            chunks[-1].append(_segment(part))
        elif chunks[-1] or len(chunks) == 1:
            chunks.append([])
    first, *middle = ["/".join(chunk) for chunk in chunks]
    ending = "/.+" if parts[-1] == "**" else ""
    if not middle:
        return first + ending if first else ".+"
    *inner, last = middle
    start = first + "/" if first else ""
    return start + "".join(f"(?>(?:[^/]*/)*?{chunk}/)" for chunk in inner) + f"(?:[^/]*/)*{last}{ending}"


def _segment(part: str) -> str:
    """Turn one segment of a path into a regular expression: ``*``, ``?``, ``[...]`` and escapes."""
    first, *rest = _between_stars(part)
    if not rest:
        return first
    *middle, last = rest
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in middle if chunk) + "[^/]*" + last


def _between_stars(part: str) -> list[str]:
    """Return what stands before, between and behind the stars of a segment, as regular expressions."""
    found, at = [""], 0
    while at < len(part):
        char = part[at]
        at += 1
        if char == "*":
            found.append("")
        elif char == "?":
            found[-1] += "[^/]"
        elif char == "\\" and at < len(part):
            found[-1] += re.escape(part[at])
            at += 1
        elif char == "[":
            end = _closing(part, at)
            found[-1] += _class(part[at:end])
            at = end + 1
        else:
            found[-1] += re.escape(char)
    return found


def _closing(part: str, at: int) -> int:
    """Return where a class of characters closes; a first ``]`` belongs to it. Open ones fit nothing."""
    start = at + 1 if part[at : at + 1] in ("!", "^") else at
    end = part.find("]", start + 1)
    if end < 0:
        raise re.error("a class that is not closed")
    return end


def _class(inside: str) -> str:
    negated = inside.startswith(("!", "^"))
    body = inside[1:] if negated else inside
    safe = body.replace("\\", r"\\").replace("[", r"\[").replace("]", r"\]").replace("&", r"\&")
    safe = safe.replace("~", r"\~").replace("|", r"\|").replace("^", r"\^")
    return f"(?!/)[{'^' if negated else ''}{safe}]"
