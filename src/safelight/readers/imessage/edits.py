"""What became of a message after it was sent: earlier versions and parts taken back (``message_summary_info``).

Facts: since iOS 16 a property list with ``ec`` (for each part its versions, oldest first, each with ``t``, an
attributed string, and ``d``, seconds since 2001) and ``rp`` (the numbers of parts taken back).
"""

import plistlib
from typing import Any

import msgspec

from safelight.readers.imessage.typedstream import text_in
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.sqlite.apple_time import since_2001

_MAGIC = b"bplist00"
_LARGEST_BYTES = 4 * 1024 * 1024
_MOST_VERSIONS = 100


class Version(msgspec.Struct, frozen=True):
    """One version of one part of a message."""

    part: str
    text: str | None
    at: At = NO_TIME


class Changes(msgspec.Struct, frozen=True):
    """All versions of edited parts, oldest first, and how many parts were taken back."""

    versions: tuple[Version, ...] = ()
    parts_taken_back: int = 0


NO_CHANGES = Changes()


def changes_in(data: bytes) -> Changes:
    """None where the bytes are no such property list."""
    if not data.startswith(_MAGIC) or len(data) > _LARGEST_BYTES:
        return NO_CHANGES
    try:
        summary = plistlib.loads(data, fmt=plistlib.FMT_BINARY)
    except (plistlib.InvalidFileException, ValueError, OverflowError, TypeError, RecursionError):
        return NO_CHANGES
    if not isinstance(summary, dict):
        return NO_CHANGES
    edited, taken_back = summary.get("ec"), summary.get("rp")
    return Changes(
        tuple(_versions(edited)) if isinstance(edited, dict) else (),
        len(taken_back) if isinstance(taken_back, list) else 0,
    )


def _versions(edited: dict[Any, Any]) -> list[Version]:
    found = []
    for part, versions in edited.items():
        for version in versions[:_MOST_VERSIONS] if isinstance(versions, list) else ():
            if isinstance(version, dict):
                archived, seconds = version.get("t"), version.get("d")
                text = text_in(archived) if isinstance(archived, bytes) else None
                at = since_2001(seconds) if isinstance(seconds, int | float) else NO_TIME
                found.append(Version(str(part), text, at))
        if len(found) >= _MOST_VERSIONS:
            break
    return found
