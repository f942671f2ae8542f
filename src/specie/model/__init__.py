"""The words: frozen dataclasses that every room above shares; standard library only."""

from specie.model.analysis import Analysis, Code, Inputs, Measure, Method, Param
from specie.model.estimate import Estimate, exact, share_of
from specie.model.evidence import Bound, CashClass, Grade, Origin, Verdict
from specie.model.exhibit import Cell, Column, Figure, Table
from specie.model.finding import Finding, Severity
from specie.model.lookup import Known, known
from specie.model.message import Message, Number, Quantity, Term, Value, listed, parts_of, say
from specie.model.problem import Level, Problem
from specie.model.ref import PORTFOLIO, Question, Ref, Role
from specie.model.result import BookInfo, Manifest, Recipe, Result, Run, Status, Timing
from specie.model.window import Window

__all__ = [
    "PORTFOLIO", "Analysis", "BookInfo", "Bound", "CashClass", "Cell", "Code", "Column", "Estimate",
    "Figure", "Finding", "Grade", "Inputs", "Known", "Level", "Manifest", "Measure", "Message", "Method",
    "Number", "Origin", "Param", "Problem", "Quantity", "Question", "Recipe", "Ref", "Result", "Role", "Run",
    "Severity", "Status", "Table", "Term", "Timing", "Value", "Verdict", "Window", "exact", "known",
    "listed", "parts_of", "say", "share_of",
]  # fmt: skip
