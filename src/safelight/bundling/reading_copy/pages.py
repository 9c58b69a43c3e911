"""The reading copy as HTML: a page in front, and one for each further part; no script, nothing from elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from safelight.bundling.contents import Contents
from safelight.bundling.continuity import Step
from safelight.bundling.copies import FORMULAS_SAID
from safelight.bundling.reading_copy.parts import FRONT, conversations_in, parts_of, places_of
from safelight.bundling.reading_copy.shown_record import ZONE_SAID
from safelight.records.visible import visible


@dataclass(frozen=True)
class Page:
    """One document: ``name`` without its ending, and its HTML."""

    name: str
    html: str


def pages_of(
    contents: Contents, continuity: Sequence[Step], *, made_at: datetime, for_print: bool
) -> Iterator[Page]:
    """Every page, the front first. ``for_print`` points at other parts by their names as PDF."""
    parts = parts_of(contents)
    template = _template(for_print=for_print)
    further = [part for part in parts if part.stem != FRONT]
    front = [*conversations_in(contents, parts[0])] if parts and not further else []
    common = {"contents": contents, "continuity": continuity, "made_at": made_at, "parts": further}
    places = places_of(parts, None)
    yield Page(FRONT, template.render(common, part=None, conversations=front, places=places))
    for part in further:
        yield Page(
            part.stem,
            template.render(common, part=part, conversations=conversations_in(contents, part), places={}),
        )


def _template(*, for_print: bool) -> Template:
    environment = Environment(
        loader=PackageLoader("safelight.bundling"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["visible"] = visible
    environment.globals["formulas_said"] = FORMULAS_SAID
    environment.globals["zone_said"] = ZONE_SAID
    environment.globals["ending"] = "pdf" if for_print else "html"
    return environment.get_template("reading-copy.html")
