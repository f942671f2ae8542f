"""A synthetic firm with known truth, made from a seed: for the demonstration and for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.example.folder import ForeignFolderError, State, state

if TYPE_CHECKING:
    from pathlib import Path

    from specie.example.known import Truth

SEED = 20260930

__all__ = ["SEED", "ForeignFolderError", "is_example", "load_truth", "truth", "write_example"]


def write_example(folder: Path, seed: int = SEED) -> Truth:
    """Write the example book with its truth into a folder, and return the truth.

    An example that is there already is kept, also when it was changed since; a folder that holds anything
    else raises :class:`ForeignFolderError`.
    """
    from specie.example.write import write_book  # imports NumPy, which listing commands must not

    return write_book(folder, seed)


def is_example(folder: Path, seed: int = SEED) -> bool:
    """Tell whether the example book is in a folder already, as written or changed since.

    Raises :class:`ForeignFolderError` when the folder holds anything else.
    """
    return state(folder, seed) in (State.OURS, State.CHANGED)


def truth(seed: int = SEED) -> Truth:
    """What is true of the firm that a seed makes, without writing anything."""
    from specie.example.build import build

    return build(seed).truth


def load_truth(folder: Path) -> Truth:
    """Read the truth that lies beside an example book."""
    from specie.example.known import load

    return load(folder)
