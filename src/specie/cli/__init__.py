"""The command line: one file per command; parses, calls, prints, exits. No logic."""

import os

# Before NumPy is loaded: its threads are for large matrices, ours are small (see specie.engine.task).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from specie.cli.main import main

__all__ = ["main"]
