"""What may be asked about a member."""

from typing import TypeAlias

import msgspec

from safelight.readers.apart.frames import Hints, Limits
from safelight.readers.choices import ReadingChoices
from safelight.readers.tables.mapping import TableMapping

_PAGE_BYTES = 32 * 1024 * 1024
_AROUND_BYTES = 128 * 1024
"""What stands around the bytes, or comes in their place: a sentence."""


class ShowTable(msgspec.Struct, frozen=True, kw_only=True, tag="show table"):
    """The first rows of a table. Answered by ``TableShown``."""

    separator: str = ""
    sheet: str = ""
    header_row: int | None = None
    """The row that holds the names of the columns, counted from 1; ``None``: find the likely one."""


class TryTable(msgspec.Struct, frozen=True, kw_only=True, tag="try table"):
    """What the first rows become by a description. Answered by ``TableTried``."""

    mapping: TableMapping
    hints: Hints


class FindRow(msgspec.Struct, frozen=True, tag="find row"):
    """The row of a workbook that a pointer leads to, unpacked, up to so many bytes. Answered by ``Piece``."""

    pointer: str
    most: int


class GiveBytes(msgspec.Struct, frozen=True, tag="give bytes"):
    """So many bytes from an offset. Answered by ``Piece``."""

    offset: int
    length: int


class ListApps(msgspec.Struct, frozen=True, tag="list apps"):
    """The apps that the member lists (``safelight.apps_check``). Answered by ``AppsListed``."""


Question: TypeAlias = ShowTable | TryTable | FindRow | GiveBytes | ListApps


class Inquiry(msgspec.Struct, frozen=True, kw_only=True, tag="inquiry"):
    """A question about the member of this path: the exhibit's file first, then those beside it, as in ``Task``."""

    files: tuple[tuple[str, int], ...]
    choices: ReadingChoices
    limits: Limits
    member: str
    question: Question


def longest_answer_bytes(question: Question) -> int:
    """The longest frame that can be an answer to it."""
    match question:
        case ShowTable() | TryTable() | ListApps():
            return _PAGE_BYTES
        case FindRow():
            return question.most + _AROUND_BYTES
        case GiveBytes():
            return question.length + _AROUND_BYTES
