"""The note that lies in every bundle: which file is what, and how to check them."""

from datetime import datetime
from enum import StrEnum
from textwrap import fill

from jinja2 import Environment, PackageLoader, StrictUndefined

from safelight.bundling.contents import Contents
from safelight.bundling.copies import FORMULAS_SAID
from safelight.bundling.reading_copy.parts import FRONT, RECORDS_IN_PART, parts_of

_WIDE = 108


class InPdf(StrEnum):
    """How much of the reading copy there is as PDF."""

    ALL = "all"
    ALL_BUT_RECORDS = "all but records"
    NOTHING = "nothing"


def readme_of(contents: Contents, *, made_at: datetime, pdf: InPdf) -> str:
    """Plain text. ``pdf`` says how much stands in PDF, too."""
    environment = Environment(
        loader=PackageLoader("safelight.bundling"),
        autoescape=False,  # noqa: S701 - plain text, not markup
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return environment.get_template("README.txt").render(
        contents=contents,
        made_at=made_at,
        pdf=pdf,
        parts=[part for part in parts_of(contents) if part.stem != FRONT],
        per_part=RECORDS_IN_PART,
        formulas_said=fill(FORMULAS_SAID, _WIDE),
    )
