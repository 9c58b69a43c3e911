"""The tally drawn: every byte of a member as read, skipped or failed."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.charts.chart import Chart, head, row
from safelight.desk.design.charts.svg import element, picture, words
from safelight.records.tally import MemberTally, Outcome, Stretch

WIDTH = 624
CELLS = 160
LINE = 58
KEY = 30
MEMBERS_DRAWN = 30

NAMES = {Outcome.READ: _("Read"), Outcome.SKIPPED: _("Skipped on purpose"), Outcome.FAILED: _("Could not be read")}
_WORST_LAST = (Outcome.READ, Outcome.SKIPPED, Outcome.FAILED)


def bytes_accounted(members: Sequence[MemberTally], *, title: str, id_: str = "tally") -> Chart:
    """Draw one bar a member, from its first byte to its last.

    Where several outcomes share a sliver of the bar the worst is drawn, so no failure is too small to see.
    The first thirty members are drawn; the table has them all.
    """
    drawn = members[:MEMBERS_DRAWN]
    description = _describe(members)
    shapes = [_patterns(id_), *_key(id_), *_lines(drawn, id_)]
    svg = picture(id_, title, description, WIDTH, KEY + LINE * len(drawn) + 4, *shapes)
    rows = [row(each.member, (each.size, *(each.bytes_by(outcome) for outcome in Outcome))) for each in members]
    headings = head(gettext("Member"), gettext("Bytes"), *(NAMES[outcome] for outcome in Outcome))
    return Chart(id_, title, description, svg, headings, rows)


def slivers(stretches: Sequence[Stretch], size: int, cells: int = CELLS) -> list[Outcome]:
    """Divide a member into equal slivers, each with the worst outcome that touches it."""
    worst = [0] * cells
    for stretch in stretches:
        if not stretch.length:
            continue
        first = stretch.offset * cells // size
        last = min(cells - 1, (stretch.offset + stretch.length - 1) * cells // size)
        rank = _WORST_LAST.index(stretch.outcome)
        for cell in range(first, last + 1):
            worst[cell] = max(worst[cell], rank)
    return [_WORST_LAST[rank] for rank in worst]


def _describe(members: Sequence[MemberTally]) -> str:
    size = sum(each.size for each in members)
    sums = {outcome: sum(each.bytes_by(outcome) for each in members) for outcome in Outcome}
    in_one = gettext(
        "%(size)s bytes in one member: %(read)s read, %(skipped)s skipped on purpose, "
        "%(failed)s could not be read."
    )
    in_several = gettext(
        "%(size)s bytes in %(members)s members: %(read)s read, %(skipped)s skipped on purpose, "
        "%(failed)s could not be read."
    )
    return (in_one if len(members) == 1 else in_several) % {
        "size": intcomma(size),
        "members": intcomma(len(members)),
        "read": intcomma(sums[Outcome.READ]),
        "skipped": intcomma(sums[Outcome.SKIPPED]),
        "failed": intcomma(sums[Outcome.FAILED]),
    }


def _lines(members: Sequence[MemberTally], id_: str) -> Iterator[SafeString]:
    for position, member in enumerate(members):
        y = KEY + position * LINE
        yield words(_shortened(member.member), 0, y + 20, "safelight-chart__text--strong")
        yield words(filesizeformat(member.size), WIDTH, y + 20, anchor="end")
        yield from _bar(member, y + 28, id_)


def _bar(member: MemberTally, y: float, id_: str) -> Iterator[SafeString]:
    if not member.size:
        yield words(gettext("Empty: nothing to read"), 0, y + 14)
        return
    x = 0.0
    for outcome, run in groupby(slivers(member.stretches, member.size)):
        width = WIDTH * len(list(run)) / CELLS
        yield _box(outcome, x, y, width, id_)
        x += width


def _box(outcome: Outcome, x: float, y: float, width: float, id_: str) -> SafeString:
    fill = {} if outcome is Outcome.READ else {"fill": f"url(#{id_}-{outcome})"}
    return element("rect", x=x, y=y, width=width, height=18, class_=f"safelight-bytes--{outcome}", **fill)


def _key(id_: str) -> Iterator[SafeString]:
    x = 0.0
    for outcome in Outcome:
        yield _box(outcome, x, 2, 24, id_)
        yield words(NAMES[outcome], x + 30, 17)
        x += 60 + 8.2 * len(str(NAMES[outcome]))


def _patterns(id_: str) -> SafeString:
    skipped = element(
        "pattern",
        element("rect", width=8, height=8, class_="safelight-bytes__paper"),
        element("path", d="M0 8L8 0", class_="safelight-bytes__hatch"),
        id=f"{id_}-{Outcome.SKIPPED}", width=8, height=8, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    failed = element(
        "pattern",
        element("rect", width=8, height=8, class_="safelight-bytes__alarm"),
        element("path", d="M0 0L8 8M0 8L8 0", class_="safelight-bytes__cross"),
        id=f"{id_}-{Outcome.FAILED}", width=8, height=8, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    return element("defs", skipped, failed)


def _shortened(name: str, most: int = 56) -> str:
    return name if len(name) <= most else f"{name[:20]}…{name[-(most - 21) :]}"
