"""The records of a member, a few at a time."""

from collections.abc import Iterable, Iterator
from itertools import chain
from operator import attrgetter

from safelight.readers.member import Member
from safelight.readers.reader import Reader, ReadingHints
from safelight.records.batch import PIECE_RECORDS, Piece
from safelight.records.columns import Columns, records_of
from safelight.records.record import Record
from safelight.records.runs import values_in
from safelight.records.tally import TallyBook

_ATTACHMENTS = attrgetter("attachments")


def pieces_of(reader: Reader, member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Piece]:
    """What ``reader.read`` gives, or by the column where it has ``batches``. Raises what they raise."""
    batches = getattr(reader, "batches", None)
    if batches is not None:
        yield from batches(member, hints, book)
    else:
        yield from few_at_a_time(reader.read(member, hints, book))


def few_at_a_time(records: Iterator[Record]) -> Iterator[list[Record]]:
    """All records. Where they end in an error, those before it come first."""
    piece: list[Record] = []
    try:
        for record in records:
            piece.append(record)
            if len(piece) == PIECE_RECORDS:
                yield piece
                piece = []
    except GeneratorExit:
        raise
    except BaseException:
        yield piece
        raise
    yield piece


def records_in(pieces: Iterable[Piece]) -> Iterator[Record]:
    """The records one after the other."""
    for piece in pieces:
        yield from records_of(piece) if isinstance(piece, Columns) else piece


def rows_of(piece: Piece) -> int:
    """How many records a piece holds."""
    return piece.rows if isinstance(piece, Columns) else len(piece)


def attachments_of(piece: Piece) -> Iterable[str]:
    """The names of files that its records attach."""
    return chain.from_iterable(
        values_in(piece.attachments) if isinstance(piece, Columns) else map(_ATTACHMENTS, piece)
    )
