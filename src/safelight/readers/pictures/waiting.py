"""Pictures wait until all else of an exhibit is read: only then is it known which of them a message attached."""

from collections.abc import Iterable, Iterator

from safelight.readers.containers import Part, Unreadable
from safelight.readers.pictures.header import header_of

_ENDINGS = (".png", ".jpg", ".jpeg", ".jpe", ".webp", ".heic", ".heif", ".tif", ".tiff", ".gif", ".avif")
PICTURE_READERS = frozenset({"screenshot", "photograph"})
RETURN_READERS = frozenset(
    {
        "discord-return-csv",
        "discord-subscriber-text",
        "google-subscriber-html",
        "kik-return",
        "meta-records-html",
        "reported-media",
        "roblox-return-csv",
        "snapchat-return-csv",
        "x-return-signed",
    }
)
"""Readers of what platforms return under legal process. Pictures in a return may have been reported to NCMEC under
any name, so none of them is opened unless an officer says so of that one."""


def pictures_last(found: Iterable[Part | Unreadable]) -> Iterator[Part | Unreadable]:
    """The same members, pictures after the others; the order within both stays."""
    waiting = []
    for part in found:
        if is_named_as_picture(part.path) or (isinstance(part, Part) and header_of(part.head)):
            waiting.append(part)
        else:
            yield part
    yield from waiting


def is_named_as_picture(path: str) -> bool:
    """Whether a name ends the way names of pictures do."""
    return path.casefold().endswith(_ENDINGS)
