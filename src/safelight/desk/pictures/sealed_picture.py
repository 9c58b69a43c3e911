"""From a record to the sealed picture it was read off, with every check on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.exhibits.engine import known_files
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.pictures.policies import check_is_not_held_back, check_was_read_as_screenshot
from safelight.evidence.audit import AuditEvent
from safelight.readers.pictures.box import Box, box_in
from safelight.readers.pictures.header import header_of

SHOWN_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class SealedPicture:
    """The bytes as they were handed in, their type, the picture's size in pixels, and the record's box on it."""

    exhibit: Exhibit
    data: bytes
    content_type: str
    width: int
    height: int
    box: Box

    @property
    def is_whole(self) -> bool:
        """Whether the record is about the whole picture."""
        return (self.box.width, self.box.height) == (self.width, self.height)


def picture_of(case: Case, row: Mapping[str, Any], *, audit: AuditEvent) -> SealedPicture:
    """The picture a record was read off.

    Raises ``NotAllowed`` where it may not be shown and ``content.NoSuchMember`` where there is none.
    """
    exhibit = case.exhibits.filter(sha256=row["exhibit"]).first()
    box = box_in(row["pointer"])
    if exhibit is None or box is None:
        message = "This record was not read off a picture, or its exhibit is no longer in the case."
        raise content.NoSuchMember(message)
    tally = content.open_tally(exhibit, audit=audit)
    check_was_read_as_screenshot(next((one for one in tally.members if one.member == row["member"]), None))
    data = content.open_bytes(exhibit, row["member"], row["offset"], row["length"], audit=audit)
    check_is_not_held_back(data, known_files())
    header = header_of(data)
    if header is None or header.kind not in SHOWN_TYPES or not header.pixels:
        message = "The first bytes of this picture do not say how large it is, so it cannot be shown here."
        raise content.NoSuchMember(message)
    return SealedPicture(exhibit, data, SHOWN_TYPES[header.kind], header.width, header.height, box)
