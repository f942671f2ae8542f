"""The renderer in a process of its own: one spec a line in, one picture a line out.

Vega holds the interpreter's lock while it draws and takes half a second to start; in a second process it does
both while the page is being written.
"""

from __future__ import annotations

import json
import sys

from specie.report.chart.svg import to_svg, warm


def serve() -> None:
    """Draw until standard input ends; a spec that cannot be drawn is answered with its error."""
    warm()
    for line in sys.stdin:
        try:
            answer = {"svg": to_svg(json.loads(line))}
        except ValueError as error:
            answer = {"error": str(error)}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    serve()
