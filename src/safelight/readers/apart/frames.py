"""What the two processes say to one another. Everything the reading process sends is checked as if it lied."""

from typing import Annotated, TypeAlias

import msgspec

from safelight.readers.choices import DateOrder, ReadingChoices
from safelight.readers.tables.mapping import TableMapping
from safelight.records.packed import Packed, Place
from safelight.records.tally import MemberTally

LONGEST_FRAME_BYTES = 256 * 1024 * 1024
LONGEST_READ_BYTES = 4 * 1024 * 1024
LONGEST_LISTING = 500
"""Members named in one frame."""

Sentence = Annotated[str, msgspec.Meta(max_length=20_000)]


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What the reading process may use, in bytes and seconds."""

    memory_bytes: int
    processor_seconds: int


class Hints(msgspec.Struct, frozen=True, kw_only=True):
    """``readers.reader.ReadingHints`` as it travels: a zone by its IANA name, empty where unknown."""

    zone: str
    owner_accounts: tuple[str, ...]
    date_order: DateOrder | None
    key: str
    known_files: tuple[str, ...]
    mapping: TableMapping | None


class Task(msgspec.Struct, frozen=True, kw_only=True, tag="task"):
    """What is to be read: the files by name and size (the exhibit first, then those beside it)."""

    files: tuple[tuple[str, int], ...]
    hints: Hints
    choices: ReadingChoices
    limits: Limits
    passed_over: tuple[int, ...]
    """Numbers of members that are not to be read: they are read already, or reading them ended badly."""
    attached: tuple[str, ...]
    """Files that messages attached, as far as another process had read."""
    is_return: bool
    """Whether another process read what a platform returned: then no picture of it is opened."""
    goes_on: bool
    """Whether another process broke down before: this one hands over each member as soon as it is read."""


class Guarded(msgspec.Struct, frozen=True, tag="guarded"):
    """The process has shut itself in; which guards hold."""

    guards: tuple[Annotated[str, msgspec.Meta(max_length=40)], ...]


class Fetch(msgspec.Struct, frozen=True, tag="fetch"):
    """Please give me these bytes; the answer is a frame that holds them and nothing else."""

    file: Annotated[int, msgspec.Meta(ge=0)]
    offset: Place
    length: Annotated[int, msgspec.Meta(ge=1, le=LONGEST_READ_BYTES)]


class Listed(msgspec.Struct, frozen=True, tag="listed"):
    """The next members of the exhibit: their paths and sizes in bytes."""

    members: Annotated[list[tuple[str, Place]], msgspec.Meta(max_length=LONGEST_LISTING)]


class Begun(msgspec.Struct, frozen=True, tag="begun"):
    """The member with this number is read from now on."""

    number: Annotated[int, msgspec.Meta(ge=0)]


class Rows(msgspec.Struct, frozen=True, tag="rows"):
    """Records, in order."""

    columns: Packed


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """The member with this number is read to its end."""

    number: Annotated[int, msgspec.Meta(ge=0)]
    tally: MemberTally


class Stumbled(msgspec.Struct, frozen=True, tag="stumbled"):
    """A fault of the software, for its makers: the kind of fault and the place in the code."""

    place: Sentence


class Done(msgspec.Struct, frozen=True, tag="done"):
    """Every member was read or passed over."""


Frame: TypeAlias = Guarded | Fetch | Listed | Begun | Rows | Finished | Stumbled | Done
