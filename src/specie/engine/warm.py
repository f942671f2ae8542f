"""Import what a run will need while the store is busy with something else."""

from __future__ import annotations

import threading

from specie.engine.registry import declarations, method


def warm() -> None:
    """Start importing every method in a thread of its own.

    Opening a book spends its time inside the store, which does not hold the interpreter's lock; the number
    libraries that the analyses import can be loaded meanwhile. A failing import is left for the run to tell.
    """
    threading.Thread(target=_import_all, name="specie-warm", daemon=True).start()


def _import_all() -> None:
    try:
        for analysis in declarations().values():
            method(analysis)
    except Exception:
        return
