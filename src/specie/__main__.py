"""``python -m specie``."""

from specie.cli import main

main()
