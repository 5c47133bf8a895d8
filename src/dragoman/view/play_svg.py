"""Drawings of a run as SVG: the axis with its players, the outcomes' spread, the rounds, what moves them, what-ifs.

Each has a title and a description that say in words what it shows. Colours come from classes, so that a page's style
decides for light and dark; `alone` gives a file with a style and a ground of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from dragoman.play.result import BINS, Result
from dragoman.view.highlight import visible

WIDTH, SIDE = 480, 18
"""User units; a drawing is as wide as its column lets it be."""
SHOWN = 10
"""Numbers in the drawing of what moves the outcome."""
APART = 17
"""Units between lines of text."""
LONGEST = 34
"""Characters of a label."""

_STYLE = """svg { background: #fff; color: #1d1c1a; font-family: "DejaVu Sans", "Noto Sans", Arial, sans-serif; }
text { fill: #1d1c1a; font-size: 14px; stroke: #fff; stroke-width: 4; stroke-linejoin: round;
  paint-order: stroke; } .soft { fill: #5d5953; font-size: 12px; } .strong { font-weight: 700; }
.rule { stroke: #dcd7cd; stroke-width: 1; } .base { stroke: #1d1c1a; stroke-width: 1.5; stroke-dasharray: 5 4; }
.span { stroke: #8fb0d6; stroke-width: 7; stroke-linecap: round; }
.dot { fill: #1f5fa8; stroke: #fff; stroke-width: 1.5; }
.mine { fill: #fff; stroke: #a8471f; stroke-width: 3; }
.bar { fill: #8fb0d6; } .low { fill: #1f5fa8; } .high { fill: #d9885f; }
.plain { fill: #5d5953; } .way { fill: none; stroke-width: 2.5; } .c0 { stroke: #1f5fa8; } .c1 { stroke: #a8471f; }
.c2 { stroke: #2c7a3f; } .c3 { stroke: #7a3fa0; } .c4 { stroke: #8a6a00; } .c5 { stroke: #0f7480; }
.c6 { stroke: #a02c5a; }
.c7 { stroke: #555; } .end { text-anchor: end; } .mid { text-anchor: middle; }
"""


def svg(result: Result, kind: str, *, name: str = "play") -> Markup:
    """The drawing of this kind, one of KINDS, for a page; `name` makes its ids unlike others'. Empty: nothing to draw.

    Raises KeyError for another kind.
    """
    title, told, body, height = KINDS[kind](result)
    if not body:
        return Markup("")
    ids = f"{name}-{kind}"
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="{}-title {}-desc"><title id="{}-title">{}</title><desc id="{}-desc">{}</desc>{}</svg>'
    ).format(WIDTH, height, ids, ids, ids, visible(title), ids, visible(told), Markup("").join(body))


def alone(result: Result, kind: str) -> str:
    """The drawing as a file that stands alone, on white; '' where there is nothing to draw."""
    drawn = str(svg(result, kind))
    size = f' width="{2 * WIDTH}"'
    return drawn.replace("<title", f"<style>{_STYLE}</style><title", 1).replace(" viewBox", f"{size} viewBox", 1)


def _axis(result: Result) -> tuple[str, str, list[Markup], int]:
    first, second = result.scenario.poles
    chosen = result.chosen
    body, y = _poles(result), 58
    told = [f"From 0, {first.label}, to 100, {second.label}."]
    for seat in result.seats:
        low, best, high = seat.position
        note = "analyst’s · " if "position" in seat.edited else ""
        numbers = f"{note}{best:.0f} · weight {_percent(seat.weight)}"
        body += [
            _text(SIDE, y, _clip(seat.name), "strong"),
            _text(WIDTH - SIDE, y, numbers, "soft end"),
            _line(_x(0), y + 14, _x(100), y + 14, "rule"),
            _line(_x(low), y + 14, _x(high), y + 14, "span"),
            _upright(_x(chosen.value), y),
            _dot(_x(best), y + 14, 4 + 7 * seat.weight**0.5, "mine" if note else "dot"),
        ]
        told.append(
            f"{seat.name} stands at {best:.0f}, between {low:.0f} and {high:.0f}"
            f"{' (the analyst’s)' if note else ''}, with {_percent(seat.weight)} of the weight."
        )
        y += 46
    body.append(_text(_inside(_x(chosen.value), 100), y + 8, f"{chosen.model} expects {chosen.value:.0f}", "soft mid"))
    told.append(f"{chosen.model} expects {chosen.value:.0f}.")
    return f"Who stands where: {result.scenario.question}", " ".join(told), body, y + 18


def _outcomes(result: Result) -> tuple[str, str, list[Markup], int]:
    body, y, told = _poles(result), 58, []
    width = (_x(100) - _x(0)) / BINS
    for one in result.outcomes:
        low, _, median, _, high = one.quantiles
        most, floor = max(one.bins), y + 44
        words = f"{median:.0f}, 90 % of draws {low:.0f} to {high:.0f}"
        body += [_text(SIDE, y, one.model, "strong"), _text(WIDTH - SIDE, y, words, "soft end")]
        body += [
            _box(_x(0) + n * width + 0.5, floor - 34 * share / most, width - 1, 34 * share / most, "bar")
            for n, share in enumerate(one.bins)
            if share
        ]
        body += [
            _line(_x(0), floor, _x(100), floor, "rule"),
            _line(_x(one.value), y + 6, _x(one.value), floor + 4, "base"),
        ]
        told.append(
            f"{one.model}: {one.value:.0f} at the best numbers; of the draws the middle one {words}; "
            f"{_percent(one.first)} end nearer to {result.scenario.poles[0].label}."
        )
        y += 70
    body.append(_text(WIDTH / 2, y - 8, "Dashed: with every number at its best", "soft mid"))
    return f"Outcomes over {result.scenario.draws:,} draws", " ".join(told), body, y + 4


def _rounds(result: Result) -> tuple[str, str, list[Markup], int]:
    if not result.rounds:
        return "", "", [], 0
    turns = len(result.rounds) - 1
    left, right, top, bottom = SIDE + 26, WIDTH - 132, 40, 300
    first, second = result.scenario.poles

    def at(turn: int, position: float) -> tuple[float, float]:
        return left + (right - left) * turn / max(1, turns), bottom - (bottom - top) * position / 100

    body = [
        _text(SIDE, 20, f"100: {_clip(second.label)}", "soft"),
        _text(SIDE, bottom + 40, f"0: {_clip(first.label)}", "soft"),
    ]
    for mark in (0, 25, 50, 75, 100):
        y = at(0, mark)[1]
        body += [_line(left, y, right, y, "rule"), _text(left - 6, y + 4, str(mark), "soft end")]
    body.append(_text((left + right) / 2, bottom + 20, f"before the first round, then {turns} rounds", "soft mid"))
    told = []
    heights = _spread([at(turns, result.rounds[-1][n])[1] for n in range(len(result.seats))], top - 6, bottom + 30)
    for n, seat in enumerate(result.seats):
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(t, turn[n]) for t, turn in enumerate(result.rounds)))
        body.append(Markup('<polyline class="way c{}" points="{}"/>').format(n % 8, points))
        end = at(turns, result.rounds[-1][n])
        body.append(_line(end[0] + 2, end[1], right + 14, heights[n], f"way c{n % 8}"))
        body.append(_text(right + 18, heights[n] + 4, _clip(f"{result.rounds[-1][n]:.0f} {seat.name}", 16), "small"))
        told.append(f"{seat.name} from {result.rounds[0][n]:.0f} to {result.rounds[-1][n]:.0f}.")
    return f"{result.chosen.model}, round by round. {result.chosen.note}", " ".join(told), body, bottom + 50


def _tornado(result: Result) -> tuple[str, str, list[Markup], int]:
    shown = [swing for swing in result.swings if swing.width >= 0.05][:SHOWN]
    if not shown:
        return "", "", [], 0
    base = result.chosen.value
    reach = [base, *(end for swing in shown for end in (swing.at_low, swing.at_high))]
    low, high = max(0.0, min(reach) - 3), min(100.0, max(reach) + 3)

    def x(value: float) -> float:
        return SIDE + (WIDTH - 2 * SIDE) * (value - low) / (high - low)

    body, y, told = [], 18, []
    for swing in shown:
        label = f"{swing.name}: {swing.what} {_short(swing.low)} – {_short(swing.high)}"
        body += [
            _text(SIDE, y, _clip(label, 44), "strong"),
            _text(WIDTH - SIDE, y, f"{swing.width:.1f} points · {_percent(swing.total)}", "soft end"),
            _line(x(low), y + 15, x(high), y + 15, "rule"),
        ]
        for end, kind, top in ((swing.at_low, "low", y + 8), (swing.at_high, "high", y + 15)):
            body.append(_box(min(x(end), x(base)), top, abs(x(end) - x(base)), 7, kind))
        body.append(_upright(x(base), y))
        told.append(
            f"{label}: {swing.at_low:.0f} at its low end, {swing.at_high:.0f} at its high end; "
            f"{_percent(swing.total)} of the variance."
        )
        y += 44
    body += [_box(SIDE, y - 8, 12, 12, "low"), _text(SIDE + 18, y + 3, "number at its low end", "soft")]
    body += [_box(190, y - 8, 12, 12, "high"), _text(208, y + 3, "at its high end", "soft")]
    body.append(_text(WIDTH - SIDE, y + 3, f"dashed: {base:.0f}", "soft end"))
    return f"What moves the outcome of {result.chosen.model}", " ".join(told), body, y + 14


def _whatifs(result: Result) -> tuple[str, str, list[Markup], int]:
    if not result.whatifs:
        return "", "", [], 0
    body, y, told = _poles(result), 58, []
    chosen, (low, _, _, _, high) = result.chosen, result.chosen.quantiles
    where = [one.model for one in result.outcomes].index(chosen.model)
    plain = result.outcomes[0]
    rows = [("As it is", low, chosen.value, high, plain.value)]
    rows += [(one.name, one.low, one.values[where], one.high, one.values[0]) for one in result.whatifs]
    for name, low, value, high, mean in rows:
        body += [
            _text(SIDE, y, _clip(name, 46), "strong"),
            _text(WIDTH - SIDE, y, f"{value:.0f}", "soft end"),
            _line(_x(0), y + 14, _x(100), y + 14, "rule"),
            _line(_x(low), y + 14, _x(high), y + 14, "span"),
            _upright(_x(chosen.value), y),
            _dot(_x(value), y + 14, 6, "dot"),
            _box(_x(mean) - 2, y + 6, 4, 16, "plain"),
        ]
        told.append(f"{name}: {value:.0f}, 90 % of draws {low:.0f} to {high:.0f}; plain mean {mean:.0f}.")
        y += 44
    body.append(_text(WIDTH / 2, y + 4, f"Dot: {chosen.model}. Upright mark: plain mean.", "soft mid"))
    return "What if", " ".join(told), body, y + 14


KINDS: dict[str, Callable[[Result], tuple[str, str, list[Markup], int]]] = {
    "axis": _axis,
    "outcomes": _outcomes,
    "rounds": _rounds,
    "tornado": _tornado,
    "whatifs": _whatifs,
}
"""Title, description, body and height of each drawing."""


def _poles(result: Result) -> list[Markup]:
    first, second = result.scenario.poles
    return [
        _text(SIDE, 18, _clip(first.label, 28), "soft"),
        _text(WIDTH - SIDE, 18, _clip(second.label, 28), "soft end"),
        _text(SIDE, 34, "0", "soft"),
        _text(WIDTH - SIDE, 34, "100", "soft end"),
    ]


def _spread(heights: Sequence[float], top: float, bottom: float) -> list[float]:
    """The heights moved apart by a line of text, in their order, within the drawing."""
    order = sorted(range(len(heights)), key=lambda n: (heights[n], n))
    placed = [heights[n] for n in order]
    for n in range(1, len(placed)):
        placed[n] = max(placed[n], placed[n - 1] + APART)
    over = max(0.0, placed[-1] - bottom)
    placed[-1] -= over
    for n in range(len(placed) - 2, -1, -1):
        placed[n] = min(placed[n], placed[n + 1] - APART)
    found = [0.0] * len(heights)
    for n, height in zip(order, placed, strict=True):
        found[n] = max(top, height)
    return found


def _x(position: float) -> float:
    return SIDE + (WIDTH - 2 * SIDE) * position / 100


def _inside(x: float, half: float) -> float:
    return min(max(x, SIDE + half), WIDTH - SIDE - half)


def _upright(x: float, y: float) -> Markup:
    """The dashed mark of the outcome as it is, under the text of a row at `y`."""
    return _line(x, y + 5, x, y + 24, "base")


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return Markup('<text x="{:.1f}" y="{:.1f}" class="{}">{}</text>').format(x, y, kind, escape(visible(words)))


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    return Markup('<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" class="{}"/>').format(x1, y1, x2, y2, kind)


def _box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    return Markup('<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}" class="{}"/>').format(
        x, y, max(width, 0.0), max(height, 0.0), kind
    )


def _dot(x: float, y: float, radius: float, kind: str) -> Markup:
    return Markup('<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="{}"/>').format(x, y, radius, kind)


def _clip(words: str, most: int = LONGEST) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _percent(share: float) -> str:
    return f"{100 * share:.0f}\u00a0%"


def _short(value: float) -> str:
    return f"{value:.3g}"
