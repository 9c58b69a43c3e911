"""How much, week by week, with the findings and the dates that mattered."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from safelight.desk.design.charts.chart import Chart, head, row
from safelight.desk.design.charts.svg import element, picture, words

LEFT = 46
TOP = 66
PLOT = 160
BOTTOM = 40
WIDEST_BAR = 26
NARROWEST_BAR = 8
FULL_WIDTH = 624
MOST_BARS = 160
LANDMARK_LINES = 3
LANDMARK_LINE = 16


@dataclass(frozen=True)
class Landmark:
    """A date that matters: they asked for contact to stop, an order began."""

    on: date
    text: str


@dataclass(frozen=True)
class _Scale:
    first: date
    bar: float
    most: int
    weeks_a_bar: int

    def x(self, day: date) -> float:
        return LEFT + (day - self.first).days / (7 * self.weeks_a_bar) * self.bar

    def height(self, count: int) -> float:
        return PLOT * count / self.most


def volume(
    messages: Mapping[date, int],
    findings: Mapping[date, int],
    *,
    title: str,
    landmarks: Sequence[Landmark] = (),
    id_: str = "volume",
) -> Chart:
    """Draw messages per week as bars, the number of findings above them, and landmarks as dashed lines.

    ``messages`` and ``findings`` count by day; weeks begin on Monday. Weeks without any are shown empty,
    because a pause is part of the pattern. Over some three years a bar is several weeks (``MOST_BARS``).
    """
    every = _weeks([*messages, *findings, *(each.on for each in landmarks)])
    weeks_a_bar = max(1, -(-len(every) // MOST_BARS))
    weeks = every[::weeks_a_bar]
    per_week, found = _by_bar(messages, weeks, weeks_a_bar), _by_bar(findings, weeks, weeks_a_bar)
    description = _describe(per_week, found, weeks_a_bar)
    if not weeks:
        return Chart(id_, title, description, picture(id_, title, description, FULL_WIDTH, 1))
    bar = max(NARROWEST_BAR, min(WIDEST_BAR, (FULL_WIDTH - LEFT) / len(weeks)))
    scale = _Scale(weeks[0], bar, max([1, *per_week.values()]), weeks_a_bar)
    width = max(FULL_WIDTH, LEFT + bar * len(weeks) + 10)
    shapes = [
        *_grid(scale, width), *_bars(scale, weeks, per_week), *_marks(scale, weeks, per_week, found),
        *_months(scale, weeks), *_landmarks(scale, landmarks, width),
    ]  # fmt: skip
    svg = picture(id_, title, description, width, TOP + PLOT + BOTTOM, *shapes)
    rows = [row(date_format(week, "j F Y"), (per_week.get(week, 0), found.get(week, 0))) for week in weeks]
    return Chart(id_, title, description, svg, _head(), rows)


def monday(day: date) -> date:
    """Give the first day of a week."""
    return day - timedelta(days=day.weekday())


def _head() -> list[dict[str, object]]:
    return head(gettext("Week beginning"), gettext("Messages"), gettext("Findings"))


def _weeks(days: Sequence[date]) -> list[date]:
    if not days:
        return []
    first, last = monday(min(days)), monday(max(days))
    return [first + timedelta(weeks=n) for n in range((last - first).days // 7 + 1)]


def _by_bar(counts: Mapping[date, int], starts: Sequence[date], weeks_a_bar: int) -> dict[date, int]:
    bars: dict[date, int] = {}
    for day, count in counts.items():
        start = starts[(day - starts[0]).days // (7 * weeks_a_bar)]
        bars[start] = bars.get(start, 0) + count
    return bars


def _describe(per_week: Mapping[date, int], found: Mapping[date, int], weeks_a_bar: int) -> str:
    if not any(per_week.values()):
        return gettext("No messages with a known date.")
    most = max(per_week.values())
    week = min(day for day, count in per_week.items() if count == most)
    busiest = ngettext(
        "%(total)s messages and %(findings)s findings. The busiest week begins on %(week)s, with %(most)s.",
        "%(total)s messages and %(findings)s findings. "
        "The busiest %(weeks)s weeks begin on %(week)s, with %(most)s.",
        weeks_a_bar,
    )
    return busiest % {
        "total": intcomma(sum(per_week.values())),
        "findings": intcomma(sum(found.values())),
        "week": date_format(week, "j F Y"),
        "weeks": weeks_a_bar,
        "most": intcomma(most),
    }


def _grid(scale: _Scale, width: float) -> Iterator[SafeString]:
    for count in sorted({0, scale.most // 2, scale.most}):
        y = TOP + PLOT - scale.height(count)
        yield element("line", x1=LEFT, x2=width, y1=y, y2=y, class_="safelight-chart__rule")
        yield words(count, LEFT - 6, y + 5, anchor="end")


def _bars(scale: _Scale, weeks: Sequence[date], per_week: Mapping[date, int]) -> Iterator[SafeString]:
    for week in weeks:
        height = scale.height(per_week.get(week, 0))
        yield element(
            "rect", x=scale.x(week) + 1, y=TOP + PLOT - height, width=scale.bar - 2, height=height,
            class_="safelight-chart__bar",
        )  # fmt: skip


def _marks(
    scale: _Scale, weeks: Sequence[date], per_week: Mapping[date, int], found: Mapping[date, int]
) -> Iterator[SafeString]:
    for week in weeks:
        if not found.get(week):
            continue
        x, y = scale.x(week) + scale.bar / 2, TOP + PLOT - scale.height(per_week.get(week, 0)) - 8
        yield element("path", d=f"M{x:.1f} {y + 5:.1f}l-6 -10h12z", class_="safelight-chart__mark")
        yield words(found[week], x, y - 9, anchor="middle")


def _months(scale: _Scale, weeks: Sequence[date]) -> Iterator[SafeString]:
    last_x = -100.0
    for week in weeks:
        x = scale.x(week)
        if (week.day <= 7 or week == weeks[0] or scale.weeks_a_bar > 1) and x - last_x >= 72:
            yield words(date_format(week, "j M y"), x, TOP + PLOT + 20)
            last_x = x


def _landmarks(scale: _Scale, landmarks: Sequence[Landmark], width: float) -> Iterator[SafeString]:
    for place, landmark in enumerate(landmarks):
        x, y = scale.x(landmark.on), 14 + place % LANDMARK_LINES * LANDMARK_LINE
        anchor = "end" if x > width / 2 else "start"
        yield element("line", x1=x, x2=x, y1=y - 8, y2=TOP + PLOT, class_="safelight-chart__landmark")
        yield words(landmark.text, x + (-6 if anchor == "end" else 6), y, "safelight-chart__text--strong", anchor)
