"""Write src/specie/supply/list_prices.json from the installed genai-prices (development only)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from specie.supply.price_list import harvest

TARGET = Path(__file__).resolve().parents[1] / "src" / "specie" / "supply" / "list_prices.json"


def text() -> str:
    """Return the file as it should be: one provider a line, so that a change shows where it is."""
    found = harvest()
    lines = ",\n".join(json.dumps(provider, separators=(",", ":")) for provider in found.pop("providers"))
    head = ",".join(f"{json.dumps(key)}:{json.dumps(value)}" for key, value in found.items())
    return f'{{{head},"providers":[\n{lines}\n]}}\n'


def main() -> int:
    """Write the file, or with ``check`` exit 1 where it is not what would be written."""
    if sys.argv[1:] == ["check"]:
        return int(TARGET.read_text("utf-8") != text())
    TARGET.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
