"""The map of the footprint: things, where each one's alerts and ways back in lead, and who can reach it."""

from collections.abc import Iterator, Mapping, Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.svg import element, picture, words
from safelight.desk.footprint.kept import links_of
from safelight.desk.footprint.shown import links_in_words
from safelight.desk.footprint.words import LINK_SHORT, WHO, said
from safelight.knowledge.questions import footprint_questions
from safelight.planning.footprint import Footprint, Thing
from safelight.planning.plan import Reach
from safelight.planning.reach import ReachMap

LEFT, BOX, ROW, TOP = 190, 250, 58, 44
WIDTH = 720
PEOPLE_X = 506
LETTERS = 27
LANES, LANE = 12, 13
GROUPS = (Reach.OTHER_SIDE, Reach.MAYBE, Reach.NOT_KNOWN, Reach.SAFE)


def reach_words(reach: Reach) -> str:
    """Whether the other side can reach a thing, in a few words."""
    return {
        Reach.OTHER_SIDE: _("The other person can reach it"),
        Reach.MAYBE: _("Perhaps: somebody is not sure"),
        Reach.NOT_KNOWN: _("Not known yet"),
        Reach.SAFE: _("Only them, as far as was said"),
    }[reach]


def map_of(footprint: Footprint) -> Chart:
    """Things on the left, lines between them for what leads where, and on the right who can reach each."""
    found = ReachMap(footprint, footprint_questions())
    reaches = {one.id: found.of(one.id).reach for one in footprint.things}
    things = sorted(footprint.things, key=lambda one: (GROUPS.index(reaches[one.id]), one.called.casefold()))
    title, description = _("Who can reach what"), _described(reaches)
    height = TOP + ROW * max(len(things), 1) + 12
    rows = {one.id: number for number, one in enumerate(things)}
    shapes = [*_heads(), *_links(things, rows), *_boxes(things, reaches), *_groups(things, reaches)]
    svg = picture("footprint-map", title, description, WIDTH, height, *shapes)
    head = [{"text": each} for each in (_("Thing"), _("Set up by"), _("Who can reach it"), _("Leads to"))]
    table = [[{"text": cell} for cell in _cells(footprint, one, found)] for one in things]
    return Chart("footprint-map", title, description, svg, head, table)


def _cells(footprint: Footprint, thing: Thing, reaches: ReachMap) -> tuple[str, ...]:
    kind, reached = footprint_questions().kind(thing.kind), reaches.of(thing.id)
    return (
        f"{thing.called} ({kind.title if kind else thing.kind})",
        said(WHO, thing.set_up_by),
        f"{reach_words(reached.reach)}. {reached.says}",
        "; ".join(links_in_words(footprint, thing)) or _("Nothing written down"),
    )


def _described(reaches: Mapping[str, Reach]) -> str:
    every = list(reaches.values())
    first = ngettext("%(n)d thing.", "%(n)d things.", len(every)) % {"n": len(every)}
    counts = [f"{reach_words(one)}: {every.count(one)}." for one in GROUPS if one in every]
    return " ".join((first, *counts, _("An arrow leads to where alerts, codes or a way back in go.")))


def _heads() -> Iterator[SafeString]:
    yield words(_("Things"), LEFT, 18, "safelight-chart__text--strong")
    yield words(_("Who can reach them"), PEOPLE_X, 18, "safelight-chart__text--strong")


def _boxes(things: Sequence[Thing], reaches: Mapping[str, Reach]) -> Iterator[SafeString]:
    for row, thing in enumerate(things):
        y = TOP + row * ROW
        look = f"safelight-map__box {_look(reaches[thing.id])}"
        yield element("rect", x=LEFT, y=y, width=BOX, height=ROW - 14, rx=4, class_=look)
        yield words(_short(thing.called), LEFT + 10, y + 19, "safelight-chart__text--strong")
        kind = footprint_questions().kind(thing.kind)
        yield words(_short(kind.title if kind else thing.kind, LETTERS + 4), LEFT + 10, y + 36)


def _links(things: Sequence[Thing], rows: Mapping[str, int]) -> Iterator[SafeString]:
    """Lines on the left, each on a lane of its own, with an arrow at the thing they lead to."""
    lane = 0
    for thing in things:
        for name, targets in links_of(thing).items():
            for target in (each for each in targets if each in rows):
                x = LEFT - 24 - (lane % LANES) * LANE
                lane += 1
                start, end = _middle(rows[thing.id]) + 5, _middle(rows[target]) - 5
                path = f"M{LEFT} {start}H{x}V{end}H{LEFT - 8}"
                label = f"{thing.called} {LINK_SHORT[name]} {_called(things, target)}"
                yield element("path", element("title", label), d=path, class_="safelight-map__line", fill="none")
                yield element("path", d=f"M{LEFT} {end}l-9 -5v10z", class_="safelight-map__arrow")


def _groups(things: Sequence[Thing], reaches: Mapping[str, Reach]) -> Iterator[SafeString]:
    """One bracket for each answer to who can reach the things beside it."""
    for group in GROUPS:
        rows = [row for row, thing in enumerate(things) if reaches[thing.id] is group]
        if not rows:
            continue
        top, bottom = TOP + rows[0] * ROW + 2, TOP + rows[-1] * ROW + ROW - 16
        x = LEFT + BOX + 14
        yield element(
            "path", d=f"M{x} {top}h16V{bottom}h-16", class_=f"safelight-map__bracket {_look(group)}", fill="none"
        )  # fmt: skip
        middle = (top + bottom) / 2
        yield element("line", x1=x + 16, x2=PEOPLE_X - 8, y1=middle, y2=middle, class_="safelight-map__line")
        for number, line in enumerate(_lines(reach_words(group))):
            yield words(line, PEOPLE_X, middle + 5 + 17 * number - 8, "safelight-chart__text--strong")


def _lines(text: str) -> list[str]:
    first, colon, second = text.partition(": ")
    if not colon:
        first, comma, second = text.partition(", ")
        return [f"{first},", second] if comma else [text]
    return [f"{first}:", second]


def _look(reach: Reach) -> str:
    return f"safelight-map__{str(reach).replace('_', '-')}"


def _middle(row: int) -> float:
    return TOP + row * ROW + (ROW - 14) / 2


def _called(things: Sequence[Thing], id_: str) -> str:
    return next(one.called for one in things if one.id == id_)


def _short(text: str, most: int = LETTERS) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
