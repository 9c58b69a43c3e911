"""When messages come: hours of the day against days of the week."""

from collections.abc import Iterator, Sequence

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from safelight.desk.design.charts.chart import Chart, head, row
from safelight.desk.design.charts.svg import element, picture, words

CELL = 24
LEFT = 46
TOP = 8
BOTTOM = 62
STEPS = 5

Counts = Sequence[Sequence[int]]


def rhythm(counts: Counts, *, title: str, id_: str = "rhythm") -> Chart:
    """Draw a heat map of 7 days (Monday first) by 24 hours (of the clock on the wall).

    Every cell that is not empty carries its number, so that nothing hangs on colour alone.
    Raises ``ValueError`` for any other shape.
    """
    if [len(day) for day in counts] != [24] * 7:
        raise ValueError("A rhythm is 7 days of 24 hours.")
    description = describe(counts)
    width, height = LEFT + 24 * CELL + 2, TOP + 7 * CELL + BOTTOM
    svg = picture(id_, title, description, width, height, *_cells(counts), *_days(), *_hours(), *_key(counts))
    rows = [row(WEEKDAYS[day], (*hours, sum(hours))) for day, hours in enumerate(counts)]
    return Chart(id_, title, description, svg, head(gettext("Day"), *_hour_names(), gettext("Total")), rows)


def describe(counts: Counts) -> str:
    """Say in a sentence how many messages there are and when most of them come."""
    total = sum(map(sum, counts))
    if not total:
        return gettext("No messages with a known time.")
    most, day, hour = max((n, -d, -h) for d, hours in enumerate(counts) for h, n in enumerate(hours))
    night = sum(hours[h] for hours in counts for h in (22, 23, 0, 1, 2, 3, 4, 5))
    return gettext(
        "%(total)s messages. The busiest hour is %(day)s from %(hour)02d:00, with %(most)s. "
        "Between 22:00 and 06:00: %(night)s (%(share)s%%)."
    ) % {
        "total": intcomma(total),
        "day": WEEKDAYS[-day],
        "hour": -hour,
        "most": intcomma(most),
        "night": intcomma(night),
        "share": round(100 * night / total),
    }


def step(count: int, most: int) -> int:
    """Shade a count: 0 for none, then 1 to 5 by its share of the largest."""
    return 0 if count == 0 else min(STEPS, 1 + count * STEPS // (most + 1))


def _cells(counts: Counts) -> Iterator[SafeString]:
    most = max(map(max, counts))
    for day, hours in enumerate(counts):
        for hour, count in enumerate(hours):
            x, y, shade = LEFT + hour * CELL, TOP + day * CELL, step(count, most)
            yield element(
                "rect", x=x, y=y, width=CELL - 1, height=CELL - 1, class_=f"safelight-heat safelight-heat--{shade}"
            )
            if count:
                number = f"{count}" if count < 1000 else f"{count // 1000}k"
                yield words(number, x + CELL / 2 - 0.5, y + 16, f"safelight-heat__number--{shade}", "middle")


def _days() -> Iterator[SafeString]:
    for day in range(7):
        yield words(WEEKDAYS_ABBR[day], LEFT - 6, TOP + day * CELL + 17, anchor="end")


def _hours() -> Iterator[SafeString]:
    for hour in range(0, 24, 3):
        yield words(f"{hour:02d}:00", LEFT + hour * CELL, TOP + 7 * CELL + 18)


def _key(counts: Counts) -> Iterator[SafeString]:
    most, y = max(map(max, counts)), TOP + 7 * CELL + 36
    yield words(gettext("Fewer"), LEFT, y + 14)
    for shade in range(STEPS + 1):
        x = LEFT + 58 + shade * 22
        yield element("rect", x=x, y=y, width=20, height=18, class_=f"safelight-heat safelight-heat--{shade}")
    yield words(gettext("More (up to %(most)s)") % {"most": most}, LEFT + 64 + (STEPS + 1) * 22, y + 14)


def _hour_names() -> list[str]:
    return [f"{hour:02d}" for hour in range(24)]
