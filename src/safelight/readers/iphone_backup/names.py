"""The names that the files of an iPhone's backup had on the phone, from the list beside them (``Manifest.db``)."""

import re
from collections.abc import Sequence

from safelight.readers.containers.parts import Part
from safelight.readers.member import MemberTooLarge
from safelight.readers.reader import UnknownLayout
from safelight.readers.sqlite.database import Database
from safelight.readers.sqlite.header import MAGIC

LIST_NAME = "Manifest.db"
_HASH = re.compile(r"[0-9a-f]{40}")


def tell_names(parts: Sequence[Part]) -> None:
    """A note for each file of a backup: what it was called on the phone."""
    for listing in [part for part in parts if part.path.rpartition("/")[2] == LIST_NAME]:
        if listing.head.startswith(MAGIC):
            folder = listing.path.removesuffix(LIST_NAME)
            by_hash = {name: part for part in parts if (name := _hash_of(part, folder))}
            _tell(listing, by_hash)


def _tell(listing: Part, by_hash: dict[str, Part]) -> None:
    try:
        database = Database(listing)
    except (UnknownLayout, MemberTooLarge):
        return
    for row in database.rows("Files"):
        part, name = by_hash.get(row.text("fileid") or ""), row.text("relativepath")
        if part is not None and name:
            domain = row.text("domain") or "no domain"
            part.notes += (f"On the phone it was called {name} ({domain}), says the backup's own list.",)


def _hash_of(part: Part, folder: str) -> str:
    name = part.path.rpartition("/")[2]
    return name if part.path.startswith(folder) and _HASH.fullmatch(name) else ""
