"""What every reader is: a manifest, ``recognise`` and ``read``."""

from collections.abc import Iterator
from datetime import tzinfo
from typing import Protocol

import msgspec

from safelight.readers.date_order import DateOrder
from safelight.readers.member import Member
from safelight.readers.pictures.known import NO_LIST, KnownFiles
from safelight.readers.tables.mapping import TableMapping
from safelight.records.record import Record
from safelight.records.tally import TallyBook


class TestedOn(msgspec.Struct, frozen=True):
    """A real file this reader was tested on, how many records it gave, and what became of its bytes.

    Bytes are counted of the members this reader read; where nobody counted them all three are 0.
    """

    __test__ = False

    what: str
    records: int
    bytes_read: int = 0
    bytes_skipped: int = 0
    bytes_failed: int = 0


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader says of itself. Literal: it is shown on screen and checked by tests."""

    name: str
    """Short, stable, for example ``whatsapp-text``."""
    title: str
    platform: str
    version: str
    """Goes up whenever the same bytes would give other records."""
    generations: tuple[str, ...]
    tested_on: tuple[TestedOn, ...]
    cannot_know: tuple[str, ...]
    """Sentences for people: what this source never tells, whatever the reader does."""


class Recognition(msgspec.Struct, frozen=True):
    """How sure a reader is that a member is its own: 0 (not mine) to 100, and why, in words."""

    score: int
    reasons: tuple[str, ...] = ()


NOT_MINE = Recognition(0)


class ReadingHints(msgspec.Struct, frozen=True, kw_only=True):
    """What officers know that a reader may use. A missing hint stays missing: a reader never guesses."""

    zone: tzinfo | None = None
    """Zone of local times; ``None`` means unknown (UTC is then assumed and said so by ``at_quality``)."""
    owner_accounts: frozenset[str] = frozenset()
    """Names, handles and numbers of the owner of the device or account, as the source may write them."""
    date_order: DateOrder | None = None
    """Which comes first in dates that can be read two ways; ``None`` where nobody said."""
    key: str = ""
    """What opens a locked member, where an officer has it."""
    mapping: TableMapping | None = None
    """Which column of a table is what, where an officer said so."""
    known_files: KnownFiles = NO_LIST
    """Files that must never be opened."""


class UnknownLayout(Exception):
    """A reader recognised the format but not this layout of it. The message names the layout, in a sentence."""


class NotDescribed(UnknownLayout):
    """A table that nobody described yet: it has no reader until somebody does. The message names its columns."""


class Reader(Protocol):
    """A module with these three names. Readers never touch the network and never write."""

    MANIFEST: Manifest

    def recognise(self, member: Member) -> Recognition:
        """How sure it is, from ``member.head`` and ``member.path``, and of a database its list of tables."""

    def read(self, member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
        """Records in the order they stand in the member; every byte goes into ``book``, in order.

        Raises ``UnknownLayout`` or ``MemberTooLarge`` with a sentence; what was yielded before stays.
        """
