"""Lines as a PDF prints them, and the breaks that the page shows between them: a gap, another size, an indent.

Page numbers, and lines that come again at the edge of several pages, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

GAP = 1.3
"""Times the usual distance of lines from which a distance shows a new paragraph; TeX and reportlab use 1.5 and more."""
INDENT = 0.8
"""Times the size of letter by which the first line of a paragraph is set in."""
SAME_SIZE = 0.5
"""Points within which letters are of one size."""
FEWEST_PAGES = 3
"""Pages at whose edge a line stands, numbers aside, from which it is a running line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: where it starts, in points from the page's lower left, and the size of its letters."""

    text: str
    left: float
    height: float
    size: float


class Printed:
    """Collects the pieces of one page as pypdf visits them, and gives its lines."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.open: list[tuple[str, float, float, float]] = []

    def visit(self, text: str, place: Sequence[Any], matrix: Sequence[Any], _: object, size: Any) -> None:
        """Takes a piece of text with the two matrices that place it."""
        scale = abs(float(matrix[3] or matrix[1])) * abs(float(place[3] or place[1])) or 1.0
        left = float(matrix[4]) * float(place[0]) + float(matrix[5]) * float(place[2]) + float(place[4])
        height = float(matrix[4]) * float(place[1]) + float(matrix[5]) * float(place[3]) + float(place[5])
        for piece in re.split(r"(?<=\n)", text):
            if piece.strip():
                self.open.append((piece, left, height, float(size) * scale))
            elif self.open and piece:
                self.open.append((piece, *self.open[-1][1:]))
            if piece.endswith("\n"):
                self.close()

    def close(self) -> None:
        """Ends the line that is being collected."""
        words = " ".join("".join(piece for piece, *_ in self.open).split())
        if words:
            _, left, height, _ = self.open[0]
            sizes = Counter[float]()
            for piece, *_, size in self.open:
                sizes[round(size, 1)] += len(piece.strip())
            self.lines.append(Line(words, left, height, sizes.most_common(1)[0][0]))
        self.open = []


def rows(pages: list[list[Line]]) -> list[str]:
    """The lines of all pages, "" where the page shows a break; the lines of a heading are one row."""
    pages = list(_without_running_lines(pages))
    lines = [line for page in pages for line in page]
    if not lines:
        return []
    body = Counter[float]()
    for line in lines:
        body[line.size] += len(line.text)
    size = body.most_common(1)[0][0]
    steps = [a.height - b.height for a, b in pairwise(lines) if _one_size(a, b)]
    usual = median([step for step in steps if 0 < step < 3 * size] or [0.0])
    margin = Counter(round(line.left) for line in lines).most_common(1)[0][0]
    found = [lines[0].text]
    for above, line in pairwise(lines):
        heading = abs(line.size - size) > SAME_SIZE
        if not _one_size(above, line) or _apart(above, line, usual, margin, heading):
            found += ["", line.text]
        elif heading:
            found[-1] += f" {line.text}"
        else:
            found.append(line.text)
    return found


def _one_size(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= SAME_SIZE


def _apart(above: Line, line: Line, usual: float, margin: float, heading: bool) -> bool:
    """Whether the page shows that a line begins a paragraph. A step upwards, to a new column or page, shows nothing."""
    step = above.height - line.height
    if step > GAP * max(usual, line.size if heading else 0.0) > 0:
        return True
    set_in = line.left - margin
    return not heading and INDENT * line.size < set_in < 5 * line.size and abs(above.left - margin) < INDENT * line.size


def _without_running_lines(pages: list[list[Line]]) -> Iterator[list[Line]]:
    edges = Counter(_unnumbered(line) for page in pages for line in {*page[:1], *page[-1:]})
    for page in pages:
        kept = page
        for at in (0, -1):
            words, size = _unnumbered(kept[at]) if kept else ("", 0)
            if not words or edges[words, size] >= FEWEST_PAGES:
                kept = kept[1:] if at == 0 else kept[:-1]
        yield kept


def _unnumbered(line: Line) -> tuple[str, int]:
    """The line's letters and their size, so that a title is not taken for the running line that repeats it."""
    return re.sub(r"[\W\d_]+|\bpage\b", "", line.text.casefold()), round(line.size)
