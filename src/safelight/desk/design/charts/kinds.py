"""Kinds of sign over the messages of one account: a lane for each kind in the order in which they first came."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart, head
from safelight.desk.design.charts.svg import element, picture, words
from safelight.desk.design.charts.volume import FULL_WIDTH

LEFT, TOP, LANE, STEP, NARROWEST = 330, 24, 28, 48.0, 9.0
ROOM_FOR_TWO = 280
"""Pixels in which the first and the last date stand side by side."""


@dataclass(frozen=True)
class Moment:
    """One message: when, in words, and the kinds of sign it shows."""

    when: str
    kinds: Sequence[str]


def kinds(moments: Sequence[Moment], *, id_: str, title: str) -> Chart:
    """Draw which message shows which kind; the first of each kind is filled. Says nothing of how far anything is."""
    order = list(dict.fromkeys(kind for moment in moments for kind in moment.kinds))
    description = gettext("%(n)s messages; kinds in the order in which they first came: %(kinds)s.") % {
        "n": len(moments),
        "kinds": "; ".join(order),
    }
    step = max(NARROWEST, min(STEP, (FULL_WIDTH - LEFT) / max(1, len(moments))))
    width = max(float(FULL_WIDTH), LEFT + step * len(moments) + 10)
    height = TOP + LANE * len(order) + 30
    shapes = [*_lanes(order, width), *_marks(moments, order, step), *_ends(moments, step, height)]
    rows = [[{"text": moment.when}, {"text": "; ".join(moment.kinds)}] for moment in moments]
    heads = [*head(gettext("When")), {"text": gettext("Kinds of sign")}]
    return Chart(id_, title, description, picture(id_, title, description, width, height, *shapes), heads, rows)


def _lanes(order: Sequence[str], width: float) -> Iterator[SafeString]:
    for place, kind in enumerate(order):
        y = TOP + LANE * place
        yield words(kind, 0, y + 5)
        yield element("line", x1=LEFT, x2=width, y1=y, y2=y, class_="safelight-chart__rule")


def _marks(moments: Sequence[Moment], order: Sequence[str], step: float) -> Iterator[SafeString]:
    seen: set[str] = set()
    for number, moment in enumerate(moments):
        for kind in moment.kinds:
            place = {"cx": LEFT + step * number + step / 2, "cy": TOP + LANE * order.index(kind)}
            if kind in seen:
                yield element("circle", **place, r=4, fill="none", class_="safelight-chart__landmark")
            else:
                yield element("circle", **place, r=7, class_="safelight-chart__bar")
            seen.add(kind)


def _ends(moments: Sequence[Moment], step: float, height: float) -> Iterator[SafeString]:
    if moments:
        yield words(moments[0].when, LEFT, height - 8)
    if step * len(moments) >= ROOM_FOR_TWO:
        yield words(moments[-1].when, LEFT + step * len(moments), height - 8, anchor="end")
