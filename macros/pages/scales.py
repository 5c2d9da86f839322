"""Where things stand on the lines of pictures. The numbers come from the facts; the drawings are components."""

from __future__ import annotations


def share(part: float, whole: float) -> str:
    """How far along a line something stands that is `part` of `whole`: "37.5%"."""
    return f"{round(100 * part / whole, 1):g}%"
