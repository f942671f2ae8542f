"""Vega-Lite to SVG that can stand inside a page: no fonts, no fixed size, ids of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from specie.report.chart.frame import Spec

VERSION = "6.4"
_SIZE = re.compile(r'^<svg[^>]*?width="([\d.]+)" height="([\d.]+)"[^>]*>')


def to_svg(spec: Spec) -> str:
    """Render a spec; nothing is fetched, whatever the spec says."""
    import vl_convert

    return vl_convert.vegalite_to_svg(spec, vl_version=VERSION, allowed_base_urls=[])


def warm() -> None:
    """Start the renderer, which takes half a second; call it from a thread while other work goes on."""
    to_svg(
        {
            "data": {"values": [{"a": 1}]},
            "mark": "bar",
            "encoding": {"x": {"field": "a", "type": "quantitative"}},
        }
    )


def is_svg(text: str) -> bool:
    """Tell whether a text is a whole picture as :func:`to_svg` makes them."""
    return _SIZE.match(text) is not None and text.rstrip().endswith("</svg>")


def embedded(svg: str, name: str, label: str) -> str:
    """Make an SVG fit for embedding: scalable, labelled, with ids that no other chart has.

    ``name`` must be plain letters, digits and hyphens; ``label`` must be escaped already.
    """
    match = _SIZE.match(svg)
    if match is None:
        raise ValueError("the renderer gave no SVG")
    head = (
        f'<svg class="chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {match[1]} {match[2]}"'
        f' width="{match[1]}" height="{match[2]}" role="img" aria-label="{label}">'
    )
    body = svg[match.end() :]
    body = re.sub(r' (?:font-family|aria-[a-z]+|role|class)="[^"]*"', "", body)
    body = re.sub(r'\bid="([^"]+)"', rf'id="{name}-\1"', body)
    return head + re.sub(r"url\(#([^)]+)\)", rf"url(#{name}-\1)", body)
