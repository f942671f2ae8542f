"""What was read and what was wrong with it, for the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from specie.report.problems import count_line, place

if TYPE_CHECKING:
    from specie.model import Problem, Run
    from specie.report.language import Language

PROBLEMS_SHOWN = 300


class Account:
    """The rows and problems of one run."""

    def __init__(self, run: Run, language: Language) -> None:
        self.run = run
        self.language = language
        self.problems = run.problems[:PROBLEMS_SHOWN]
        self.hidden = len(run.problems) - len(self.problems)

    def read(self) -> list[tuple[str, tuple[int, int, int]]]:
        """Return the tables that held rows: read, used, set aside."""
        return [(name, counts) for name, counts in sorted(self.run.tables.items()) if counts[0]]

    def absent(self) -> list[str]:
        """Return the tables that held no row."""
        return sorted(name for name, counts in self.run.tables.items() if not counts[0])

    def counted(self) -> str:
        """Count the problems by level."""
        return count_line(self.run.problems, self.language)

    def place(self, problem: Problem) -> str:
        """Write where a problem is."""
        return place(problem, self.language)
