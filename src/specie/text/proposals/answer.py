"""From what the model wrote to proposals: strings only, of which every one must be found in the text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any, cast

from specie.model import say
from specie.text.proposals.ask import ModelError

MOST = 400
LONGEST_QUOTE = 80
LONGEST_SENTENCE = 2_000
_FENCE = re.compile(r"\A\s*```[a-zA-Z]*\s*\n(.*?)\n?\s*```\s*\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a figure may stand and what it may be about, in words of the text."""

    sentence: str
    quote: str
    subject: str = ""
    measure: str = ""
    basis: str = ""
    of: str = ""
    source: str = ""


def proposals_in(content: str) -> list[Proposal]:
    """Read the answer; raises ModelError where it is not the JSON that was asked for."""
    fenced = _FENCE.match(content)
    try:
        answer = json.loads(fenced[1] if fenced else content)
    except (ValueError, RecursionError) as error:
        raise ModelError(say("its answer is not JSON")) from error
    figures = cast("dict[str, Any]", answer).get("figures") if isinstance(answer, dict) else None
    if not isinstance(figures, list):
        raise ModelError(say("its answer holds no list of figures"))
    return [one for figure in cast("list[Any]", figures)[:MOST] if (one := _proposal(figure)) is not None]


def _proposal(figure: Any) -> Proposal | None:
    if not isinstance(figure, dict):
        return None
    given = cast("dict[str, Any]", figure)
    words = {name: value.strip() if isinstance(value := given.get(name), str) else "" for name in FIELDS}
    fits = 0 < len(words["quote"]) <= LONGEST_QUOTE and len(words["sentence"]) <= LONGEST_SENTENCE
    return Proposal(**words) if fits else None


FIELDS = ("sentence", "quote", "subject", "measure", "basis", "of", "source")
