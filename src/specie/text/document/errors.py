"""The one exception of this room: a document that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Problem


class DocumentError(Exception):
    """The text of a document cannot be had; ``problems`` say why: place, cause, hint."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"{name}: {', '.join(sorted({p.code for p in problems}))}")
        self.name = name
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, tuple[Problem, ...]]]:
        """Travel between processes with its problems."""
        return type(self), (self.name, self.problems)
