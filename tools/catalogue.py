"""Check and compile the Traditional Chinese catalogue (development only; needs Babel and Jinja2).

What is translated
    every ``say("template {field}", field=...)``, every ``Term("literal")``, the words of the enumerations in
    ``src/specie/model``, the ``meaning`` texts and allowed values in ``src/specie/book/schema/*.toml``, the
    prose of the kits in ``src/specie/kits/*.toml``, the columns marked ``prose`` or ``term`` of the
    fact tables in ``src/specie/facts/tables/*.csv``, and every ``t("...")`` and ``term("...")`` in the page
    templates of ``src/specie/report``.
Where the translations are
    in any file ``zh_Hant*.po`` under ``src/specie``: each folder keeps its own beside its code.
    A word of the vocabulary has ``msgctxt "term"``.

    msgid "{count} initiatives are in {stage}"
    msgstr "{count} 個專案處於{stage}階段"

    msgctxt "term"
    msgid "pilot"
    msgstr "試行"

Commands
    check [FOLDER...]   exit 1 when a translation is missing, fuzzy, empty, unused, conflicting or has other
                        fields than its template; with folders, only what concerns those folders
    missing [FOLDER...] print the entries that are still to be translated, ready to paste into a .po file
    compile             write src/specie/report/locale/zh_Hant/LC_MESSAGES/specie.mo
    stale               exit 1 when the compiled file is not what ``compile`` would write
"""

from __future__ import annotations

import argparse
import ast
import csv
import re
import struct
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import read_po
from jinja2 import Environment
from jinja2.ext import extract_from_ast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "specie"
COMPILED = SOURCE / "report" / "locale" / "zh_Hant" / "LC_MESSAGES" / "specie.mo"
TERM = "term"
FIELD = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
CHINESE = r"[\u3400-\u9fff]"
HALF_WIDTH = re.compile(rf"{CHINESE}[,;:?!]|[,;?!]{CHINESE}|{CHINESE}\.(?:\s|$)|{CHINESE}[()]|[()]{CHINESE}")
SIMPLIFIED = re.compile(
    "[们这为时对会国来产业资数据发经济动过还进说电总关长门问间开书见观现视讯讨论记认设计证评词试话该详语误请读调责败货质费贸贷贺赚赢输运连迟适选递遗邮钱银错链键阶际险随隐难题页顶项顺须预领频额风飞饭驱验]"
)

KIT_CODE = frozenset(
    {"id", "code", "kind", "better", "scale", "cash_class", "assigned", "example", "table", "sql", "columns",
     "countered_by"}
)  # fmt: skip
"""Keys of a kit whose texts are names and queries; every other text is prose."""

Key = tuple[str | None, str]
"""Context (``term`` or None) and English text."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file.relative_to(ROOT) if self.file.is_relative_to(ROOT) else self.file}:{self.line}"


@dataclass(slots=True)
class Found:
    """Every text to translate with its places, and what is wrong with the calls themselves."""

    texts: dict[Key, list[Place]] = field(default_factory=dict)
    faults: list[tuple[Place, str]] = field(default_factory=list)

    def add(self, key: Key, place: Place) -> None:
        """Note one more place of a text."""
        self.texts.setdefault(key, []).append(place)


@dataclass(frozen=True, slots=True)
class Entry:
    """One translation as written in a .po file."""

    text: str
    place: Place
    fuzzy: bool


# --- what there is to translate -------------------------------------------------------------------------


def collect(source: Path) -> Found:
    """Read every template, term and meaning under a folder."""
    found = Found()
    for path in sorted(source.rglob("*.py")):
        _python(path, found, enumerations="model" in path.relative_to(source).parts[:1])
    for path in sorted((source / "book" / "schema").glob("*.toml")):
        _schema(path, found)
    for path in sorted((source / "kits").glob("*.toml")):
        _kit(path, found)
    for path in sorted((source / "facts" / "schema").glob("*.toml")):
        _facts(path, found)
    for path in sorted((source / "report").rglob("*.j2")):
        _page(path, found)
    return found


def _python(path: Path, found: Found, *, enumerations: bool) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"), str(path))):
        if isinstance(node, ast.Call):
            _call(node, path, found)
        elif enumerations and isinstance(node, ast.ClassDef) and _is_enumeration(node):
            _enumeration(node, path, found)


def _call(node: ast.Call, path: Path, found: Found) -> None:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    place = Place(path, node.lineno)
    if name == "marked" and node.args:
        for text in _literals(node.args[0]):
            found.add((None, text), place)
    elif name == "say" and node.args:
        _say(node, place, found)
    elif name == "Term" and len(node.args) == 1:
        for text in _literals(node.args[0]):
            found.add((TERM, text), place)


def _say(node: ast.Call, place: Place, found: Found) -> None:
    texts = list(_literals(node.args[0]))
    if not texts:
        found.faults.append((place, "the template of say() is not a string literal"))
    given = {k.arg for k in node.keywords}
    for text in texts:
        found.add((None, text), place)
        wanted = set(FIELD.findall(text))
        if None not in given and wanted != given:
            found.faults.append((place, f"fields {sorted(wanted)} but arguments {sorted(map(str, given))}"))


def _literals(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _literals(node.body)
        yield from _literals(node.orelse)


def _is_enumeration(node: ast.ClassDef) -> bool:
    return any(isinstance(b, ast.Name) and b.id == "StrEnum" for b in node.bases)


def _enumeration(node: ast.ClassDef, path: Path, found: Found) -> None:
    for line in node.body:
        if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant):
            word = str(line.value.value)
            if re.fullmatch(r"[a-z][a-z _-]+", word):
                found.add((TERM, word), Place(path, line.lineno))


def _schema(path: Path, found: Found) -> None:
    text = path.read_text("utf-8")
    for key in _schema_keys(tomllib.loads(text)):
        found.add(key, Place(path, _line_of(text, key[1])))


def _schema_keys(node: Any) -> Iterator[Key]:
    if isinstance(node, list):
        for item in node:
            yield from _schema_keys(item)
    if not isinstance(node, dict):
        return
    for name, value in node.items():
        if name == "meaning" and isinstance(value, str):
            yield (None, value)
        elif name in ("values", "allowed", "choices") and isinstance(value, list | dict):
            yield from ((TERM, word) for word in value if isinstance(word, str))
        else:
            yield from _schema_keys(value)


def _kit(path: Path, found: Found) -> None:
    text = path.read_text("utf-8")
    for prose in _kit_texts(tomllib.loads(text)):
        found.add((None, prose), Place(path, _line_of(text, prose)))


def _kit_texts(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for item in node:
            yield from _kit_texts(item)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name not in KIT_CODE:
                yield from _kit_texts(value)


def _facts(path: Path, found: Found) -> None:
    plan = tomllib.loads(path.read_text("utf-8"))
    contexts = {"prose": None, "term": TERM}
    columns = [(c["name"], contexts[kind]) for c in plan["columns"] for kind in contexts if c.get(kind)]
    table = path.parent.parent / "tables" / f"{plan['table']}.csv"
    with table.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            for name, context in columns:
                if row[name]:
                    found.add((context, row[name]), Place(table, rows.line_num))


def _line_of(text: str, part: str) -> int:
    position = text.find(part)
    return text.count("\n", 0, position) + 1 if position >= 0 else 1


def _page(path: Path, found: Found) -> None:
    tree = Environment().parse(path.read_text("utf-8"))  # noqa: S701  only parsed, never rendered
    for line, function, texts in extract_from_ast(tree, gettext_functions=("t", "term"), babel_style=False):
        context = TERM if function == "term" else None
        for text in filter(None, (texts or ())[:1]):
            found.add((context, text), Place(path, line))


# --- what has been translated ---------------------------------------------------------------------------


def translations(source: Path) -> dict[Key, list[Entry]]:
    """Read every ``zh_Hant*.po`` under a folder; a text may have several entries."""
    entries: dict[Key, list[Entry]] = {}
    for path in sorted(source.rglob("zh_Hant*.po")):
        with path.open("rb") as file:
            catalogue = read_po(file, locale="zh_Hant", ignore_obsolete=True, abort_invalid=True)
        for message in catalogue:
            if message.id:
                entry = Entry(str(message.string), Place(path, message.lineno or 1), message.fuzzy)
                entries.setdefault((message.context, str(message.id)), []).append(entry)
    return entries


def faults(found: Found, entries: dict[Key, list[Entry]]) -> Iterator[tuple[Place, str]]:
    """Everything that keeps the catalogue from being complete, with its place."""
    yield from found.faults
    for key, places in found.texts.items():
        if key not in entries:
            yield places[0], f"missing translation of {_show(key)}"
    for key, several in entries.items():
        if key not in found.texts:
            yield several[0].place, f"unused translation of {_show(key)}"
        for entry in several:
            yield from ((entry.place, f"{what}: {_show(key)}") for what in _entry_faults(key, entry))
        for other in several[1:]:
            if other.text != several[0].text:
                yield other.place, f"conflict with {several[0].place}: {_show(key)}"


def _entry_faults(key: Key, entry: Entry) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy translation"
    if not entry.text.strip():
        yield "empty translation"
    if sorted(FIELD.findall(key[1])) != sorted(FIELD.findall(entry.text)):
        yield "other fields than the template"
    if HALF_WIDTH.search(entry.text):
        yield "half-width punctuation beside Chinese text"
    if match := SIMPLIFIED.search(entry.text):
        yield f"simplified character {match.group()}"


def _show(key: Key) -> str:
    return f'{"term " if key[0] else ""}"{key[1]}"'


# --- the compiled file ----------------------------------------------------------------------------------


def compiled(found: Found, entries: dict[Key, list[Entry]]) -> bytes:
    """The catalogue in GNU gettext's binary form; the same input gives the same bytes.

    Layout: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
    """
    texts = {"": "Content-Type: text/plain; charset=UTF-8\nLanguage: zh_Hant\n"}
    for (context, text), several in entries.items():
        if (context, text) in found.texts and several[0].text and not several[0].fuzzy:
            texts[f"{context}\x04{text}" if context else text] = several[0].text
    pairs = sorted((source.encode(), target.encode()) for source, target in texts.items())
    sources, targets = [p[0] for p in pairs], [p[1] for p in pairs]
    tables = 28 + 16 * len(pairs)
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, tables)
    index = _index(sources, tables) + _index(targets, tables + sum(len(s) + 1 for s in sources))
    return head + index + b"".join(s + b"\0" for s in sources + targets)


def _index(strings: list[bytes], start: int) -> bytes:
    packed = b""
    for string in strings:
        packed += struct.pack("<2I", len(string), start)
        start += len(string) + 1
    return packed


# --- commands -------------------------------------------------------------------------------------------


def _within(place: Place, folders: Iterable[Path]) -> bool:
    folders = list(folders)
    return not folders or any(place.file.is_relative_to(f.resolve()) for f in folders)


def check(folders: list[Path]) -> int:
    """Print every fault; 1 when there is one."""
    listed = [(p, what) for p, what in faults(collect(SOURCE), translations(SOURCE)) if _within(p, folders)]
    for place, what in sorted(listed, key=lambda f: (str(f[0].file), f[0].line)):
        print(f"{place}: {what}")
    print(f"{len(listed)} faults" if listed else "the catalogue is complete", file=sys.stderr)
    return 1 if listed else 0


def missing(folders: list[Path]) -> int:
    """Print stubs of the entries that are not translated yet."""
    entries = translations(SOURCE)
    for key, places in collect(SOURCE).texts.items():
        if key not in entries and any(_within(p, folders) for p in places):
            print(f"#: {places[0]}")
            print(f'msgctxt "{TERM}"\n' if key[0] else "", end="")
            print(f'msgid "{_escape(key[1])}"\nmsgstr ""\n')
    return 0


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def write() -> int:
    """Write the compiled catalogue."""
    data = compiled(collect(SOURCE), translations(SOURCE))
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(data)
    print(f"{COMPILED.relative_to(ROOT)}: {len(data)} bytes", file=sys.stderr)
    return 0


def stale() -> int:
    """1 when the compiled catalogue is not the one that ``compile`` would write."""
    fresh = compiled(collect(SOURCE), translations(SOURCE))
    if COMPILED.is_file() and COMPILED.read_bytes() == fresh:
        return 0
    print("specie.mo is out of date: run `python tools/catalogue.py compile`", file=sys.stderr)
    return 1


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        prog="catalogue.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=("check", "missing", "compile", "stale"))
    parser.add_argument("folders", nargs="*", type=Path, help="only what concerns these folders")
    args = parser.parse_args()
    folders = [f.resolve() for f in args.folders]
    commands = {"check": lambda: check(folders), "missing": lambda: missing(folders)}
    return commands.get(args.command, write if args.command == "compile" else stale)()


if __name__ == "__main__":
    sys.exit(main())
