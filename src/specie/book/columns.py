"""Columns of a query result as plain arrays."""

from __future__ import annotations

from typing import Any

import numpy as np


def plain_array(array: Any) -> np.ndarray:
    """Return an array without a mask: unknown numbers are NaN, unknown dates NaT, other unknowns None."""
    if not isinstance(array, np.ma.MaskedArray):
        return np.asarray(array)
    known = np.ma.getdata(array)
    mask = np.ma.getmaskarray(array)
    if not mask.any():
        return known
    if known.dtype.kind in "iuf":
        return np.where(mask, np.nan, known.astype(float))
    if known.dtype.kind == "M":
        return np.where(mask, np.datetime64("NaT"), known)
    objects = known.astype(object)
    objects[mask] = None
    return objects
