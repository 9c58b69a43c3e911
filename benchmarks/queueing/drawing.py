"""Drawings for the documents: plain SVG that carries its own colours."""

from collections.abc import Sequence
from html import escape

_INK, _PALE, _OURS, _OTHER = "#0b0c0c", "#b1b4b6", "#1d70b8", "#505a5f"
_WIDTH, _BAR, _LEFT = 760, 34, 300


def bars(title: str, figures: Sequence[tuple[str, float]], *, ours: str, unit: str) -> str:
    """Lying bars with their figures."""
    most = max(figure for _, figure in figures)
    shapes = []
    for number, (name, figure) in enumerate(figures):
        top = 44 + number * (_BAR + 12)
        wide = max(2.0, (_WIDTH - _LEFT - 110) * figure / most)
        colour = _OURS if name == ours else _OTHER
        shapes += [
            _words(name, _LEFT - 10, top + 22, anchor="end"),
            f'<rect x="{_LEFT}" y="{top}" width="{wide:.1f}" height="{_BAR}" fill="{colour}"/>',
            _words(f"{figure:,.0f}", _LEFT + wide + 8, top + 22),
        ]
    height = 44 + len(figures) * (_BAR + 12) + 26
    return _picture(f"{title} ({unit})", height, shapes)


def lines(title: str, across: str, values: Sequence[float], curves: Sequence[tuple[str, Sequence[float]]]) -> str:
    """Curves over changed values, each named at its end; upwards is more."""
    left, top, wide, high = 60, 50, 470, 220
    most = max(max(curve) for _, curve in curves) or 1.0
    shapes = [f'<path d="M{left} {top}V{top + high}H{left + wide}" fill="none" stroke="{_INK}"/>']
    for step in (0.5, 1.0):
        y = top + high * (1 - step)
        shapes.append(f'<path d="M{left} {y:.1f}H{left + wide}" stroke="{_PALE}" stroke-dasharray="2 4"/>')
        shapes.append(_words(f"{most * step:.2g}", left - 8, y + 5, anchor="end"))
    places = [left + wide * (v - values[0]) / (values[-1] - values[0]) for v in values]
    shapes += [_words(f"{v:g}", x, top + high + 22, anchor="middle") for v, x in zip(values, places, strict=True)]
    shapes.append(_words(across, left + wide / 2, top + high + 46, anchor="middle"))
    ends = _apart([top + high * (1 - curve[-1] / most) for _, curve in curves])
    for (name, curve), end in zip(curves, ends, strict=True):
        colour = _OURS if "Safelight" in name else _OTHER
        dash = "" if "Safelight" in name else ' stroke-dasharray="6 3"'
        points = " ".join(f"{x:.1f},{top + high * (1 - y / most):.1f}" for x, y in zip(places, curve, strict=True))
        shapes.append(f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="3"{dash}/>')
        shapes.append(_words(name, left + wide + 10, end + 5))
    return _picture(title, top + high + 60, shapes)


def _apart(ends: list[float], least: float = 20) -> list[float]:
    """The places of names so that none stands on another."""
    placed: dict[int, float] = {}
    below = -least
    for number in sorted(range(len(ends)), key=lambda one: ends[one]):
        below = placed[number] = max(ends[number], below + least)
    return [placed[number] for number in range(len(ends))]


def _words(text: str, x: float, y: float, *, anchor: str = "start", weight: str = "normal") -> str:
    face = 'font-family="Public Sans, Arial, sans-serif" font-size="15"'
    where = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-weight="{weight}"'
    return f'<text {where} {face} fill="{_INK}">{escape(text)}</text>'


def _picture(title: str, height: float, shapes: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" role="img">'
    back = f'<title>{escape(title)}</title><rect width="100%" height="100%" fill="#ffffff"/>'
    return "\n".join([head, back, _words(title, 10, 24, weight="bold"), *shapes, "</svg>", ""])
