"""Files a return names as reported to NCMEC: kept sealed, and never decoded, shown or copied by any reader.

The name of the folder and the beginning of the name are Meta's (facts: abrignoni/RLEAPP, ``fbigNcmec.py``).
"""

import re
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="reported-media",
    title="Files of a return that were reported as indecent images of children",
    platform="Facebook and Instagram",
    version="1",
    generations=("linked_media/ncmec_reports_…; not yet seen on a real export",),
    tested_on=(),
    cannot_know=(
        "What these files show is for the unit that is allowed to look at them; no reader opens them.",
        "A file that carries another name is not known by this one.",
    ),
)

_REPORTED = re.compile(r"(?:\A|[/\\])ncmec_reports?_[^/\\]*\Z", re.IGNORECASE)
_NEVER_OPENED = (
    "The return names this file as reported to NCMEC as an indecent image of a child. It is kept sealed and was "
    "not opened. Hand it over to the unit that is allowed to look at it."
)


def recognise(member: Member) -> Recognition:
    """By its name alone: nothing in it is looked at."""
    if not _REPORTED.search(member.path):
        return NOT_MINE
    return Recognition(100, ("Its name says that the platform reported it to NCMEC.",))


def read(
    member: Member,
    hints: ReadingHints,  # noqa: ARG001 (nothing is read)
    book: TallyBook,
) -> Iterator[Record]:
    """No records: every byte is set aside on purpose."""
    book.skip(0, member.size, _NEVER_OPENED)
    yield from ()
