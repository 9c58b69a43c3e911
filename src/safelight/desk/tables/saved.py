"""A description that was saved under a name, for every case of the force. Column names may be content: sealed."""

import hashlib
from collections.abc import Sequence

import msgspec

from safelight.readers.tables.mapping import TableMapping

KEPT_UNDER = "table-descriptions"
"""What the vault takes for a case here: descriptions belong to the force and outlive every case."""


class SavedDescription(msgspec.Struct, frozen=True, kw_only=True):
    """A description and the names of all columns of the table it was made for."""

    name: str
    names: tuple[str, ...]
    mapping: TableMapping


def saved_from(mapping: TableMapping, names: Sequence[str], name: str) -> SavedDescription:
    """What is kept of a description: nothing that is of one file alone, such as the name of its sheet."""
    kept = msgspec.structs.replace(mapping, profile=name, sheet="", separator="", header_row=1)
    return SavedDescription(name=name, names=tuple(names), mapping=kept)


def fingerprint(names: Sequence[str]) -> str:
    """The same for tables whose columns have the same names, in any order."""
    return hashlib.sha256("\0".join(sorted(names)).encode("utf-8", "surrogatepass")).hexdigest()


def is_the_same(mapping: TableMapping, saved: SavedDescription) -> bool:
    """Whether a description says what the saved one says."""
    return saved_from(mapping, saved.names, saved.name).mapping == saved.mapping
