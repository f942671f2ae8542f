"""A published definition, made computable: what it counts, of what, and which tables it takes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from specie.analyses.ruler.ladder.portfolio import Portfolio
    from specie.analyses.ruler.ladder.reading import Reading
    from specie.model import Message

Reader: TypeAlias = "Callable[[Portfolio, bool], Reading | None]"
"""Portfolio and "count benefits as claimed" -> reading; None where nothing falls under the definition."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How one row of the shipped rulers is read off the user's tables.

    ``counts`` is the numerator and ``of`` the denominator as applied here; ``money`` says that the reading
    changes with whether benefits are taken as claimed or in cash. ``passes`` says in a few words what an
    initiative that passes did (of a ruler of failure: what it does not count), ``differs`` what the book
    cannot see as the study saw it.
    """

    ruler_id: str
    counts: Message
    of: Message
    needs: tuple[str, ...]
    read: Reader
    money: bool = False
    passes: Message | None = None
    differs: Message | None = None
