"""Columns of a query result as plain arrays."""

from __future__ import annotations

import numpy as np


def plain_array(array: np.ndarray) -> np.ndarray:
    """Return an array without a mask: unknown numbers are NaN, unknown dates NaT, other unknowns None."""
    if not isinstance(array, np.ma.MaskedArray):
        return array
    known = np.ma.getdata(array)
    mask = np.ma.getmaskarray(array)
    if not mask.any():
        return known
    if known.dtype.kind in "iuf":
        return np.where(mask, np.nan, known.astype(float))
    if known.dtype.kind == "M":
        return np.where(mask, np.datetime64("NaT"), known)
    return np.where(mask, None, known.astype(object))
