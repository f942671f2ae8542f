"""The command line: one file per command; parses, calls, prints, exits. No logic."""

from specie.cli.main import main

__all__ = ["main"]
