"""Which analyses run, in what order, with which seed, on which executor; cache and manifest."""

from specie.engine.plan import Plan, Step, UnknownAnalysisError, expand, make_plan
from specie.engine.registry import declarations
from specie.engine.runner import run
from specie.engine.warm import warm

__all__ = ["Plan", "Step", "UnknownAnalysisError", "declarations", "expand", "make_plan", "run", "warm"]
