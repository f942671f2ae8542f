"""The manifest of a run as JSON: the only output that holds timings."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from specie.model import Manifest


def manifest_json(manifest: Manifest) -> str:
    """Write a manifest as indented JSON."""
    return json.dumps(manifest_data(manifest), ensure_ascii=False, indent=2) + "\n"


def manifest_data(manifest: Manifest) -> dict[str, Any]:
    """Turn a manifest into JSON values."""
    book = manifest.book
    return {
        "book": {
            "name": book.name,
            "as_of": book.as_of.isoformat(),
            "digest": book.digest,
            "currency": book.currency,
            "synthetic": book.synthetic,
        },
        "files": [{"path": path, "sha256": digest, "rows": rows} for path, digest, rows in manifest.files],
        "versions": dict(manifest.versions),
        "seed": manifest.seed,
        "executor": manifest.executor,
        "started": manifest.started,
        "finished": manifest.finished,
        "timings": [
            {"analysis": t.analysis, "seconds": round(t.seconds, 6), "cached": t.cached}
            for t in manifest.timings
        ],
    }
