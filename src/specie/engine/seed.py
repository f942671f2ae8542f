"""One seed per analysis, the same whichever analyses run beside it and wherever they run."""

from __future__ import annotations

import hashlib


def seed_for(run_seed: int, analysis_id: str) -> int:
    """Derive the 128-bit entropy of an analysis, to be given to ``numpy.random.SeedSequence``.

    A hash of the run's seed and the analysis' id rather than a spawn counter: leaving one analysis out
    must not move the digits of another.
    """
    digest = hashlib.sha256(f"{run_seed}\x00{analysis_id}".encode()).digest()
    return int.from_bytes(digest[:16], "big")
