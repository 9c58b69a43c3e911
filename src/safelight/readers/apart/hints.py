"""What officers know, as it travels to the reading process and is taken out there."""

from zoneinfo import ZoneInfo

from safelight.readers.apart.frames import Hints
from safelight.readers.pictures.known import KnownFiles
from safelight.readers.reader import ReadingHints


def packed(hints: ReadingHints) -> Hints:
    """As it travels. Raises ``TypeError`` for a zone that has no name."""
    if hints.zone is not None and not isinstance(hints.zone, ZoneInfo):
        raise TypeError("A zone is named the IANA way (ZoneInfo), so that the reading process knows it, too.")
    return Hints(
        zone=hints.zone.key if hints.zone else "",
        owner_accounts=tuple(sorted(hints.owner_accounts)),
        date_order=hints.date_order,
        key=hints.key,
        known_files=tuple(sorted(hints.known_files.digests)),
        mapping=hints.mapping,
    )


def unpacked(hints: Hints) -> ReadingHints:
    """As readers take it."""
    return ReadingHints(
        zone=ZoneInfo(hints.zone) if hints.zone else None,
        owner_accounts=frozenset(hints.owner_accounts),
        date_order=hints.date_order,
        key=hints.key,
        known_files=KnownFiles(frozenset(hints.known_files)),
        mapping=hints.mapping,
    )
