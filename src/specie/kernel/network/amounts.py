"""Amounts between firms as arrays, each fault of theirs named with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Mask: TypeAlias = NDArray[np.bool_]


def refuse(name: str, values: NDArray[np.float64], wrong: NDArray[np.bool_], why: str) -> None:
    """Raise ValueError with the place and the value of the first entry that is wrong, and how many are."""
    if not wrong.any():
        return
    places = np.argwhere(wrong)
    first = tuple(int(k) for k in places[0])
    more = f" (and {len(places) - 1} more)" if len(places) > 1 else ""
    raise ValueError(f"{name}[{', '.join(map(str, first))}] is {values[first]:g}: {why}{more}")


def amounts(name: str, values: ArrayLike, *, least: float = 0.0) -> Floats:
    """Return finite numbers of at least ``least`` as an array of float."""
    found = np.asarray(values, dtype=np.float64)
    refuse(name, found, ~np.isfinite(found), "a finite number is needed")
    refuse(name, found, found < least, f"at least {least:g} is needed")
    return found


def between_firms(name: str, values: ArrayLike) -> Floats:
    """Return amounts from firm (row) to firm (column), shape (..., n, n), none to itself, none negative."""
    found = amounts(name, values)
    if found.ndim < 2 or found.shape[-1] != found.shape[-2]:
        raise ValueError(f"{name} has shape {found.shape}: as many rows as columns are needed, one per firm")
    itself = np.broadcast_to(np.eye(found.shape[-1], dtype=bool), found.shape)
    refuse(name, found, itself & (found != 0), "a firm has nothing with itself")
    return found


def per_firm(name: str, values: ArrayLike, firms: int, *, least: float = 0.0) -> Floats:
    """Return one amount a firm, shape (n,); a single number holds for all."""
    found = amounts(name, values, least=least)
    if found.shape not in ((), (firms,)):
        raise ValueError(f"{name} has shape {found.shape}: ({firms},) is needed, one per firm")
    return np.array(np.broadcast_to(found, (firms,)))


def scenarios(name: str, values: ArrayLike, firms: int, *, most: ArrayLike = np.inf, why: str = "") -> Floats:
    """Return amounts by scenario and firm, shape (S, n), none above ``most``; shape (n,) is one scenario."""
    found = amounts(name, values)
    if found.ndim not in (1, 2) or found.shape[-1] != firms:
        raise ValueError(f"{name} has shape {found.shape}: (scenarios, {firms}) or ({firms},) is needed")
    refuse(name, found, found > np.asarray(most), why)
    return np.atleast_2d(found)


def flagged(name: str, values: ArrayLike | None, shape: tuple[int, ...]) -> Mask:
    """Return yes or no by scenario and firm, shape (S, n); nothing given means no."""
    if values is None:
        return np.zeros(shape, dtype=bool)
    found = np.asarray(values)
    if found.dtype != np.bool_ or found.shape not in (shape, shape[1:]):
        raise ValueError(f"{name} is {found.dtype} of shape {found.shape}: bool of shape {shape} is needed")
    return np.array(np.broadcast_to(found, shape))
