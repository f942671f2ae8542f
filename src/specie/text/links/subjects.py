"""Whose figure it is: the one company that a sentence speaks of, or the one that it refers back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.links.scene import telling
from specie.text.links.sources import SAME_STUDY

if TYPE_CHECKING:
    from specie.model import Ref
    from specie.model.claim import Claim
    from specie.text.links.gazetteer import Name
    from specie.text.links.scene import Scene

_OWN = re.compile(r"(?:'s|’s|的)")
_CLAUSE = re.compile(r"[;；]|(?<![a-z])(?:while|whereas|but|meanwhile)(?![a-z])|而(?=[^，。]{0,12}則)|，而")
_COMMA = re.compile(r"[;；,，]|(?<![a-z])(?:while|whereas|but|meanwhile)(?![a-z])")
_JOINED = re.compile(r"[ ]?(?:[與和及、,，&]|and|or)[ ]?")
_FOR_MARKETS = {"market_size"}
_OF_STUDIES = {
    "zero_return",
    "failure",
    "success",
    "production",
    "pilot",
    "adoption",
    "sample",
    "productivity",
}


@dataclass(slots=True)
class Topic:
    """The companies and publishers that a document has spoken of so far, in this paragraph and before."""

    everywhere: frozenset[tuple[str, str]]
    """All companies of the document: where there is one only, "the company" is that one."""
    paragraph: list[Ref] = field(default_factory=list["Ref"])
    before: list[Ref] = field(default_factory=list["Ref"])
    publishers: list[Ref] = field(default_factory=list["Ref"])
    earlier: list[Ref] = field(default_factory=list["Ref"])
    """Publishers of the paragraph before, for "the same survey"."""

    def turn(self) -> None:
        """A new paragraph begins."""
        if self.paragraph:
            self.before = self.paragraph
        self.paragraph = []
        self.earlier, self.publishers = self.publishers or self.earlier, []

    def hear(self, scene: Scene) -> None:
        """Remember whom a sentence was about."""
        companies, publishers = (
            told(scene),
            [name.who for name in scene.names if name.who.kind == "publisher"],
        )
        if companies:
            self.paragraph = list(dict.fromkeys((*self.paragraph, *(name.who for name in companies))))
        self.publishers = publishers or self.publishers


def told(scene: Scene) -> list[Name]:
    """Return the companies of a sentence that may be the owners of its figures."""
    companies = [name for name in scene.names if name.who.kind == "company"]
    kept: list[Name] = []
    for name in companies:
        joined = bool(kept) and _JOINED.fullmatch(scene.folded, kept[-1].end, name.start)
        if joined or not _oblique(scene, name, "before"):
            kept.append(name)
    return kept


def subjects(scene: Scene, claim: Claim, measure: str, topic: Topic) -> tuple[Ref, ...]:
    """Return the owner of a figure; nothing where none or two may be meant."""
    if claim.kind in (Kind.DATE, Kind.DURATION) or measure in _FOR_MARKETS:
        return ()
    publisher = (
        _publisher(scene, topic) if claim.kind in (Kind.SHARE, Kind.COUNT) and measure in _OF_STUDIES else ()
    )
    if publisher:
        return publisher
    if any(name.who.kind == "company" for name in scene.names):
        return _only(_near(scene, claim, told(scene)))
    if scene.names:
        return _publisher(scene, topic) if claim.kind is Kind.SHARE else ()
    if telling("anaphor", "others").search(scene.folded, scene.span.start, claim.span.start):
        return _publisher(scene, topic) if claim.kind is Kind.SHARE else ()
    return _referred(scene, claim, measure, topic) if measure or claim.kind is not Kind.SHARE else ()


def _near(scene: Scene, claim: Claim, names: list[Name]) -> list[Ref]:
    """Keep the companies before a figure in its clause; failing them, in its sentence; else behind it."""
    before = [name for name in names if name.end <= claim.span.start and not _compared(scene, name, claim)]
    if not before:
        companies = [name for name in scene.names if name.who.kind == "company"]
        rest = [name.who for name in companies if not _oblique(scene, name, "apart")]
        return rest if len({who.id for who in rest}) == 1 and not _other_before(scene, claim) else []
    near = _since(scene, before, claim, _COMMA)
    if len({name.who.id for name in near}) == 1:
        return [name.who for name in near]
    clause = _since(scene, before, claim, _CLAUSE)
    owners = [name for name in clause if _OWN.match(scene.folded, name.end)]
    return [name.who for name in (owners if len({n.who.id for n in owners}) == 1 else clause or before)]


def _since(scene: Scene, names: list[Name], claim: Claim, edge: re.Pattern[str]) -> list[Name]:
    """Return the names behind the last edge of a clause before a figure."""
    cut = scene.span.start
    for found in edge.finditer(scene.folded, scene.span.start, claim.span.start):
        cut = found.end()
    return [name for name in names if name.start >= cut]


def _compared(scene: Scene, name: Name, claim: Claim) -> bool:
    """The company right before a multiple is what it is a multiple of: 是月之暗面的 17.5 倍."""
    return claim.kind is Kind.MULTIPLE and scene.folded[name.end : claim.span.start].strip(" 的約近逾") == ""


def _other_before(scene: Scene, claim: Claim) -> bool:
    return bool(telling("anaphor", "others").search(scene.folded, scene.span.start, claim.span.start))


def _only(refs: list[Ref]) -> tuple[Ref, ...]:
    if len(refs) < 2:
        return tuple(refs)
    return (refs[-1],) if len({(ref.kind, ref.id) for ref in refs}) == 1 else ()


def _referred(scene: Scene, claim: Claim, measure: str, topic: Topic) -> tuple[Ref, ...]:
    """The company, 該公司, its, or no subject at all: the only one in reach."""
    reach = topic.paragraph or topic.before
    found = _only(reach)
    if not found:
        return ()
    if telling("anaphor", "words").search(scene.folded, scene.span.start, claim.span.start):
        return found
    told = bool(measure) and measure not in _OF_STUDIES
    return found if told and (topic.paragraph or len(topic.everywhere) == 1) else ()


def _publisher(scene: Scene, topic: Topic) -> tuple[Ref, ...]:
    here = [name.who for name in scene.names if name.who.kind == "publisher"]
    same = SAME_STUDY.match(scene.folded, scene.span.start, scene.span.end)
    return _only(here or topic.publishers or (topic.earlier if same else []))


def _oblique(scene: Scene, name: Name, words: str) -> bool:
    """Tell whether a name is somebody else in the sentence: led by, than, 相較."""
    window = scene.folded[max(scene.span.start, name.start - 24) : name.start]
    if re.search(rf"(?:(?<![a-z])(?:{telling('oblique', words).pattern}))[ ]?(?:the )?\Z", window):
        return not _OWN.match(scene.folded, name.end)
    return bool(telling("oblique", "after").match(scene.folded, name.end))
