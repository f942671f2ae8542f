"""What a figure measures and on which basis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from specie.model.claim import Kind
from specie.text.links.denominators import multiplied
from specie.text.links.scene import alike, telling
from specie.text.measures import measures

if TYPE_CHECKING:
    from specie.model.claim import Claim
    from specie.text.links.scene import Scene
    from specie.text.measures import Mention

_CLAUSE_END = re.compile("[,，;；。:：]|(?<![a-z])(?:and|but|while)(?![a-z])")
_STOP = re.compile("[,，;；。、]|(?<![a-z])(?:and|up from|from|against)(?![a-z])")
_COMPANY = 10**8
_AT = re.compile(
    r"(?<![a-z])(?:at|on)(?: about| around| roughly| nearly| almost| more than| over| some| a)* ?\Z"
)
_CLOSE = 6
_LOOSE = {"cash", "stock_price", "debt"}
"""Words behind a figure that may say how it is paid or counted, not what it is: in cash, a share."""
_FIRM = {"dividend", "eps", "purchase_price", "raise", "contract_price"}
_SCALED = 10**5
"""Below this a number without a unit is a count, not an amount whose currency was left out."""
_COUNTED = {"employees", "customers", "users", "members", "sample"}
_CHANGING = (Kind.RATE, Kind.MULTIPLE)
_OF_PRICE = {"valuation", "market_cap", "raise"}


def measure(scene: Scene, claim: Claim, known: dict[int, str]) -> str:
    """Return the measure of a figure in the vocabulary; empty where none or several may be meant.

    ``known`` are the measures of the figures before it in the sentence, by place.
    """
    if claim.kind in (Kind.DATE, Kind.DURATION):
        return ""
    priced = _price_multiple(scene, claim)
    if priced:
        return priced
    inside = [m for m in scene.measures if claim.span.start <= m.start and m.end <= claim.span.end]
    behind = _right_behind(scene, claim)
    lead = _leads(scene, claim) if behind is not None and behind.name in _LOOSE else None
    behind = lead or behind
    found = next((m for m in (*inside[-1:], behind) if m is not None and _fits(m, claim)), None)
    name = found.name if found else _before(scene, claim, known)
    if name in ("", "raise", "investment") and _at_a_price(scene, claim, known):
        return "valuation"
    return "valuation" if name == "unit_price" and _price_of_a_company(claim) else name


def _at_a_price(scene: Scene, claim: Claim, known: dict[int, str]) -> bool:
    """Tell whether an amount stands behind "at" and a raise: collected 950 million at 18.5 billion."""
    if claim.kind is not Kind.MONEY or not _AT.search(scene.before(claim)):
        return False
    last = scene.previous(claim)
    raised = last is not None and known.get(last.span.start) in ("raise", "investment")
    return raised and last is not None and (last.value or 0) < (claim.value or 0)


def _leads(scene: Scene, claim: Claim) -> Mention | None:
    """Return the word right before a figure: in "a dividend of 2.40 a share" it tells more than that behind."""  # noqa: E501
    near = [m for m in scene.measures if 0 <= claim.span.start - m.end <= _CLOSE and _fits(m, claim)]
    return near[-1] if near and near[-1].name in _FIRM else None


def _price_of_a_company(claim: Claim) -> bool:
    """What is priced at a hundred million and more is a company."""
    return claim.kind is Kind.MONEY and claim.value is not None and claim.value >= _COMPANY


def _right_behind(scene: Scene, claim: Claim) -> Mention | None:
    """Return the word that follows a figure with nothing but "in", "of", 的 and the like between."""
    for mention in scene.measures:
        if mention.start >= claim.span.end:
            words = scene.folded[claim.span.end : mention.start]
            fits = len(words) <= 60 and telling("measuring", "right_behind").fullmatch(words)
            return mention if fits and not _takes_next(scene, claim, mention) else None
    return None


def _takes_next(scene: Scene, claim: Claim, mention: Mention) -> bool:
    """Tell whether the word rather speaks of the figure behind it: 130 億美元，估值 1,830 億美元."""
    follows = next((c for c in scene.claims if c.span.start >= mention.end and alike(c, claim)), None)
    if follows is None:
        return False
    gap = scene.folded[mention.end : follows.span.start]
    bare = scene.folded[claim.span.end : mention.start].strip() == ""
    return bare and len(gap) <= 4 and not re.search("[,，、;；]", gap) and _before_exists(scene, claim)


def _before_exists(scene: Scene, claim: Claim) -> bool:
    return any(m.end <= claim.span.start and _fits(m, claim) for m in scene.measures)


def _before(scene: Scene, claim: Claim, known: dict[int, str]) -> str:
    previous = scene.previous(claim)
    start = previous.span.end if previous else scene.span.start
    near = [m for m in scene.measures if start <= m.start and m.end <= claim.span.start and _fits(m, claim)]
    if claim.kind is Kind.SHARE and not (near and _same_clause(scene, near[-1].end, claim.span.start)):
        later = _later(scene, claim)
        if later:
            return later
    last = scene.last_value(claim)
    if claim.kind in _CHANGING and last is not None and not alike(last, claim):
        later = [m for m in near if m.start >= last.span.end]
        return later[-1].name if later else _of_last(known, last, claim)
    if near:
        return near[-1].name
    if claim.kind in _CHANGING and last is not None:
        return _of_last(known, last, claim)
    if previous is not None:
        inherited = known.get(previous.span.start, "")
        joined = telling("measuring", "joined").fullmatch(scene.between(previous, claim))
        return inherited if joined and inherited and _may_state(inherited, claim) else ""
    return ""


def _of_last(known: dict[int, str], last: Claim, claim: Claim) -> str:
    """A change told behind a value is that value's."""
    name = known.get(last.span.start, "")
    return name if name and _may_state(name, claim) else ""


def _later(scene: Scene, claim: Claim) -> str:
    """A share is told before its verb: 30 % of the projects were abandoned."""
    following = scene.following(claim)
    end = min(following.span.start if following else scene.span.end, claim.span.end + 90)
    found = next((m for m in scene.measures if claim.span.end <= m.start < end and _fits(m, claim)), None)
    return found.name if found and _same_clause(scene, claim.span.end, found.start) else ""


def _same_clause(scene: Scene, start: int, end: int) -> bool:
    return not _CLAUSE_END.search(scene.folded, start, end)


def _fits(mention: Mention, claim: Claim) -> bool:
    return _may_state(mention.name, claim)


def _may_state(name: str, claim: Claim) -> bool:
    """A money measure is stated in money; any measure may be said to have changed by a rate or a multiple."""
    kinds = measures()[name].kinds
    if claim.kind in kinds:
        return claim.kind is not Kind.COUNT or claim.unit != "" or name in _COUNTED
    if claim.kind is Kind.COUNT and claim.unit == "":
        return Kind.MONEY in kinds and claim.value is not None and claim.value >= _SCALED
    return claim.kind in _CHANGING and Kind.MULTIPLE not in kinds


def _price_multiple(scene: Scene, claim: Claim) -> str:
    """Return price to sales or to earnings where a multiple is said to be of one and a price is spoken of."""
    if claim.kind is not Kind.MULTIPLE:
        return ""
    of = multiplied(scene, claim)
    if of is None:
        return ""
    priced = any(m.name in _OF_PRICE for m in scene.measures) or re.search(
        "trad(?:es|ed|ing) at|pa(?:id|ys|ying)|股價|估值", scene.before(claim, 200)
    )
    if not priced:
        return ""
    return (
        "price_to_earnings"
        if re.search("earnings|profit|獲利|盈餘|淨利", scene.folded[of.start : of.end])
        else "price_to_sales"
    )


def basis(scene: Scene, claim: Claim, known: dict[int, str]) -> str:
    """Return the basis that the words around a figure name; empty where they name none or two.

    Words before an earlier figure count only where that one has the same measure and is of another kind.
    """
    name = known[claim.span.start]
    if not name:
        return ""
    previous = scene.last_value(claim)
    while previous is not None and known.get(previous.span.start) == name and not alike(previous, claim):
        previous = scene.last_value(previous)
    low = max(_after_own(scene, previous, claim) if previous else scene.span.start, claim.span.start - 60)
    following = scene.following(claim)
    high = min(following.span.start if following else scene.span.end, claim.span.end + 40)
    behind = scene.folded[claim.span.end : high]
    stop = _STOP.search(behind)
    high = claim.span.end + stop.start() if stop else high
    named = {m.name for m in scene.bases if low <= m.start and m.end <= high and _suits(m.name, name)}
    return next(iter(named)) if len(named) == 1 else ""


def _after_own(scene: Scene, previous: Claim, claim: Claim) -> int:
    """Where the words right behind an earlier figure, which are its own, have ended."""
    stop = _STOP.search(scene.between(previous, claim))
    return previous.span.end + (stop.start() if stop else 0)


def _suits(basis_name: str, name: str) -> bool:
    return (basis_name in ("pre-money", "post-money")) == (name in ("valuation",))
