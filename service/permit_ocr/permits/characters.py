"""Whether the characters that were read are all that were printed."""

from __future__ import annotations

from permit_ocr.types import TextLine

MISSING, MISSING_AT_END = 1.7, 1.2
"""Distance from one character to the next, and from the last to the line's end, in the line's smallest pitch, from
which a character is missing. Whole names of the tuning split keep within 1.5 and 0.9; a lost character makes them
2 and 1.5."""


def is_complete(line: TextLine, *, snug: bool = True) -> bool:
    """Whether the characters fill a line, so that none was passed over.

    A recogniser drops a character that it cannot spell, and is sure of the rest; the gap remains. The ends are
    looked at only where the quad is ``snug``: drawn around the ink by the detector.
    """
    if len(line.positions) < 2:
        return True
    steps = [b - a for a, b in zip(line.positions, line.positions[1:], strict=False)]
    pitch = min(steps)
    ends = (line.positions[0], 1 - line.positions[-1]) if snug else ()
    return max(steps) < MISSING * pitch and all(end < MISSING_AT_END * pitch for end in ends)
