"""Find the analyses: every folder ``analyses/<question>/<name>`` that declares ``ANALYSIS``.

The engine and the analyses do not import each other; a folder is found by walking the package, and its
method is imported only when it runs. Listing them all imports no number library.
"""

from __future__ import annotations

import importlib
import importlib.util
import pkgutil
from functools import cache
from typing import TYPE_CHECKING

from specie.model import Analysis, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from specie.model import Result

PACKAGE = "specie.analyses"


@cache
def declarations() -> Mapping[str, Analysis]:
    """Every declared analysis by id, in the order of the questions, then by their place, then by id."""
    order = list(Question)
    found = sorted(_declared(), key=lambda a: (order.index(a.question), a.place, a.id))
    return {analysis.id: analysis for analysis in found}


def _declared() -> Iterator[Analysis]:
    for question in Question:
        group = f"{PACKAGE}.{question}"
        spec = importlib.util.find_spec(group)
        folders = spec.submodule_search_locations if spec is not None else None
        for module in pkgutil.iter_modules(folders or []):
            if module.ispkg:
                analysis = getattr(importlib.import_module(f"{group}.{module.name}"), "ANALYSIS", None)
                if isinstance(analysis, Analysis):
                    yield analysis


def method(analysis: Analysis) -> Callable[..., Result]:
    """Import and return the function that an analysis declares as its ``run``."""
    module, _, function = analysis.run.partition(":")
    return getattr(importlib.import_module(module), function)
