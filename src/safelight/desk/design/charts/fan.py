"""The contact graph: the owner on one side, everybody else on the other, a line for the contact between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log1p

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Cell, Chart, head
from safelight.desk.design.charts.svg import element, picture, words
from safelight.desk.design.charts.volume import FULL_WIDTH
from safelight.examining.sides import Side

DRAWN = 14
"""Accounts drawn; the table has them all."""
ROW, TOP, OWNER_X, LABEL_X, THICKEST = 30, 20, 90, 330, 12.0
BOW = 26
LETTER, LONGEST_NAME = 7.6, 44
"""How wide a letter is at most, and where a name is cut; the table has it whole."""


@dataclass(frozen=True)
class Joined:
    """Two accounts by their places among the sides that may share a hand."""

    one: int
    other: int


def fan(sides: Sequence[Side], joined: Sequence[Joined], *, owner: str, title: str) -> Chart:
    """Draw who was in contact with the owner. Thicker is more; a dashed bow joins accounts that may share a hand."""
    drawn = sides[:DRAWN]
    height = TOP + ROW * max(1, len(drawn)) + 14
    middle = TOP + ROW * max(1, len(drawn)) / 2
    description = _described(sides)
    width = max(FULL_WIDTH, LABEL_X + LETTER * max((len(_said(side)) for side in drawn), default=0) + BOW + 14)
    shapes = [
        *(shape for place, side in enumerate(drawn) for shape in _line(place, side, middle, sides[0])),
        element("circle", cx=OWNER_X, cy=middle, r=10, class_="safelight-chart__bar"),
        words(owner, OWNER_X - 16, middle + 5, "safelight-chart__text--strong", "end"),
        *(_bow(one, width - BOW - 4) for one in joined if max(one.one, one.other) < len(drawn)),
    ]
    svg = picture("contact-graph", title, description, width, height, *shapes)
    heads = head(
        gettext("Account"),
        gettext("From them"),
        gettext("To them"),
        gettext("Calls"),
        gettext("First"),
        gettext("Last"),
    )
    return Chart("contact-graph", title, description, svg, heads, [_row(side) for side in sides])


def _y(place: int) -> float:
    return TOP + ROW * place + ROW / 2


def _line(place: int, side: Side, middle: float, most: Side) -> Iterator[SafeString]:
    y = _y(place)
    part = log1p(side.incoming + side.outgoing) / log1p(most.incoming + most.outgoing)
    yield element(
        "path",
        d=f"M{OWNER_X} {middle:.1f}C{OWNER_X + 110} {middle:.1f} {LABEL_X - 130} {y:.1f} {LABEL_X - 12} {y:.1f}",
        fill="none",
        stroke_width=max(1.0, THICKEST * part),
        class_="safelight-chart__tie safelight-chart__tie--concern" if side.of_concern else "safelight-chart__tie",
    )
    yield words(_said(side), LABEL_X, y + 5, "safelight-chart__text--strong" if side.of_concern else "")


def _said(side: Side) -> str:
    label = side.label if len(side.label) <= LONGEST_NAME else f"{side.label[: LONGEST_NAME - 1]}…"
    return gettext("%(label)s: %(from)s from them, %(to)s to them") % {
        "label": label,
        "from": side.incoming,
        "to": side.outgoing,
    }


def _bow(one: Joined, x: float) -> SafeString:
    high, low = sorted((_y(one.one), _y(one.other)))
    return element(
        "path",
        d=f"M{x:.1f} {high:.1f}C{x + BOW:.1f} {high:.1f} {x + BOW:.1f} {low:.1f} {x:.1f} {low:.1f}",
        fill="none",
        class_="safelight-chart__landmark",
    )


def _described(sides: Sequence[Side]) -> str:
    if not sides:
        return gettext("No contact with the owner has a known time.")
    return gettext("%(n)s accounts. Most contact: %(label)s, %(from)s from them and %(to)s to them.") % {
        "n": len(sides),
        "label": sides[0].label,
        "from": sides[0].incoming,
        "to": sides[0].outgoing,
    }


def _row(side: Side) -> list[Cell]:
    name = f"{side.label} ({gettext('of concern')})" if side.of_concern else side.label
    dates = (date_format(side.first, "j M Y"), date_format(side.last, "j M Y"))
    figures = (side.incoming, side.outgoing, side.calls, *dates)
    return [{"text": name}, *({"text": figure, "format": "numeric"} for figure in figures)]
