"""The only exceptions of this room: a folder that is no book at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from specie.model import Problem


class BookError(Exception):
    """The book cannot be opened; ``problems`` say why."""

    def __init__(self, path: str, problems: Sequence[Problem]) -> None:
        super().__init__(f"{path}: {', '.join(sorted({p.code for p in problems}))}")
        self.path = path
        self.problems = tuple(problems)


class BookNotFound(BookError):  # noqa: N818  reads as what happened; it is a BookError
    """There is no folder, or no ``specie.toml`` in it."""

    def __reduce__(self) -> tuple[type[BookError], tuple[str, tuple[Problem, ...]]]:
        """Travel between processes with its problems."""
        return type(self), (self.path, self.problems)
