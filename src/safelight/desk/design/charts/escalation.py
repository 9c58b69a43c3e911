"""What was found, week by week and by kind of harm, under the contact of the same weeks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from textwrap import wrap

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart, head, row
from safelight.desk.design.charts.svg import element, picture, words
from safelight.desk.design.charts.volume import FULL_WIDTH, Landmark, monday

LEFT, TOP, PLOT, LANE, BOTTOM = 184, 60, 90, 44, 34
NAME_LETTERS = 24
"""Of a line of a lane's name, which stands left of the plot."""
WEEK, NARROWEST, MOST_WEEKS = 30.0, 8.0, 160
"""Pixels for a week, at most and at least, and the newest so many weeks that are drawn."""
LINE = 16


@dataclass(frozen=True)
class Mark:
    """What was found of one harm in one week: how many messages, and the rank of the strongest finding (0 to 2)."""

    messages: int
    rank: int


@dataclass(frozen=True)
class Lane:
    """One kind of harm over time."""

    name: str
    marks: Mapping[date, Mark] = field(default_factory=dict)


@dataclass(frozen=True)
class _Scale:
    weeks: Sequence[date]
    step: float
    most: int

    def x(self, day: date) -> float:
        return LEFT + (monday(day) - self.weeks[0]).days / 7 * self.step + self.step / 2


def escalation(
    contact: Mapping[date, int], lanes: Sequence[Lane], *, title: str, landmarks: Sequence[Landmark] = ()
) -> Chart:
    """Draw contact per week as bars and, below, a lane for each harm; weeks without anything are shown empty.

    A diamond stands for strong findings, a triangle for moderate ones, a ring for weak ones; the figure is the
    number of messages. ``contact`` and the marks count by Monday. Of more than ``MOST_WEEKS`` the newest are drawn.
    """
    days = [*contact, *(day for lane in lanes for day in lane.marks)]
    weeks = _weeks(days)[-MOST_WEEKS:]
    description = _described(lanes)
    if not weeks:
        return Chart("escalation", title, description, picture("escalation", title, description, FULL_WIDTH, 1))
    step = max(NARROWEST, min(WEEK, (FULL_WIDTH + 200 - LEFT) / len(weeks)))
    scale = _Scale(weeks, step, max([1, *contact.values()]))
    width = max(float(FULL_WIDTH), LEFT + step * len(weeks) + 10)
    height = TOP + PLOT + LANE * len(lanes) + BOTTOM
    shapes = [
        *_bars(scale, contact, width),
        *(shape for place, lane in enumerate(lanes) for shape in _lane(scale, lane, place, width)),
        *_months(scale, height),
        *_landmarks(scale, landmarks, height, width),
    ]
    return Chart(
        "escalation",
        title,
        description,
        picture("escalation", title, description, width, height, *shapes),
        head(gettext("Week beginning"), gettext("Contact"), *(lane.name for lane in lanes)),
        [
            row(
                date_format(week, "j F Y"),
                (contact.get(week, 0), *(_told(lane.marks.get(week)) for lane in lanes)),
            )
            for week in weeks
        ],
    )


def _weeks(days: Sequence[date]) -> list[date]:
    if not days:
        return []
    first, last = monday(min(days)), monday(max(days))
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def strength_word(rank: int) -> str:
    """The word for how strong a finding is."""
    return (gettext("weak"), gettext("moderate"), gettext("strong"))[rank]


def _told(mark: Mark | None) -> str:
    return f"{mark.messages} ({strength_word(mark.rank)})" if mark else "0"


def _described(lanes: Sequence[Lane]) -> str:
    if not any(lane.marks for lane in lanes):
        return gettext("Nothing that was found has a known date.")
    parts = [
        gettext("%(name)s: messages %(n)s, weeks %(weeks)s, the first beginning on %(week)s")
        % {
            "name": lane.name,
            "n": intcomma(sum(mark.messages for mark in lane.marks.values())),
            "weeks": len(lane.marks),
            "week": date_format(min(lane.marks), "j F Y"),
        }
        for lane in lanes
        if lane.marks
    ]
    return "; ".join(parts) + "."


def _bars(scale: _Scale, contact: Mapping[date, int], width: float) -> Iterator[SafeString]:
    yield words(gettext("Contact"), 0, TOP + PLOT - 4, "safelight-chart__text--strong")
    yield words(scale.most, LEFT - 8, TOP + 10, anchor="end")
    yield element("line", x1=LEFT, x2=width, y1=TOP + PLOT, y2=TOP + PLOT, class_="safelight-chart__rule")
    for week in scale.weeks:
        tall = PLOT * contact.get(week, 0) / scale.most
        yield element(
            "rect", x=scale.x(week) - scale.step / 2 + 1, y=TOP + PLOT - tall, width=scale.step - 2, height=tall,
            class_="safelight-chart__bar",
        )  # fmt: skip


def _lane(scale: _Scale, lane: Lane, place: int, width: float) -> Iterator[SafeString]:
    base = TOP + PLOT + LANE * (place + 1)
    lines = wrap(lane.name, NAME_LETTERS)
    for number, line in enumerate(reversed(lines)):
        yield words(line, 0, base - 8 - number * LINE, "safelight-chart__text--strong")
    yield element("line", x1=LEFT, x2=width, y1=base, y2=base, class_="safelight-chart__rule")
    for week in scale.weeks:
        if week in lane.marks:
            yield from _mark(scale.x(week), base - 10, lane.marks[week])


def _mark(x: float, y: float, mark: Mark) -> Iterator[SafeString]:
    if mark.rank == 0:
        yield element("circle", cx=x, cy=y, r=5, fill="none", class_="safelight-chart__landmark")
    else:
        shape = "l8 8l-8 8l-8 -8z" if mark.rank > 1 else "l6 11h-12z"
        yield element(
            "path", d=f"M{x:.1f} {y - 8 + 3 * (2 - mark.rank):.1f}{shape}", class_="safelight-chart__mark"
        )
    yield words(mark.messages, x, y - 12, anchor="middle")


def _months(scale: _Scale, height: float) -> Iterator[SafeString]:
    last_x = -100.0
    for week in scale.weeks:
        x = scale.x(week) - scale.step / 2
        if (week.day <= 7 or week == scale.weeks[0]) and x - last_x >= 72:
            yield words(date_format(week, "j M y"), x, height - 10)
            last_x = x


def _landmarks(scale: _Scale, landmarks: Sequence[Landmark], height: float, width: float) -> Iterator[SafeString]:
    drawn = [one for one in landmarks if scale.weeks[0] <= monday(one.on) <= scale.weeks[-1]]
    for place, one in enumerate(drawn):
        x, y = scale.x(one.on), 14 + place % 3 * LINE
        anchor = "end" if x > width / 2 else "start"
        yield element("line", x1=x, x2=x, y1=y - 8, y2=height - BOTTOM, class_="safelight-chart__landmark")
        yield words(one.text, x + (-6 if anchor == "end" else 6), y, "safelight-chart__text--strong", anchor)
