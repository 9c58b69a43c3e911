"""Pictures wait until all else of an exhibit is read: only then is it known which of them a message attached."""

from collections.abc import Iterable, Iterator

from safelight.readers.containers import Part, Unreadable

_ENDINGS = (".png", ".jpg", ".jpeg", ".jpe", ".webp", ".heic", ".heif", ".tif", ".tiff", ".gif", ".avif")
PICTURE_READERS = frozenset({"screenshot", "photograph"})


def pictures_last(found: Iterable[Part | Unreadable]) -> Iterator[Part | Unreadable]:
    """The same members, those named as pictures after the others; the order within both stays."""
    waiting = []
    for part in found:
        if part.path.casefold().endswith(_ENDINGS):
            waiting.append(part)
        else:
            yield part
    yield from waiting
