"""The account of a database and of the log beside it: every page, by who holds it and whether it was read."""

from safelight.readers.sqlite.database import FREE, POINTER_MAP, SCHEMA, Database
from safelight.readers.sqlite.write_ahead import FRAME_HEADER_BYTES, LOG_HEADER_BYTES, Standing
from safelight.records.tally import Outcome, TallyBook

_FREE = "Deleted or unused pages: not recovered."
_POINTER_MAP = "SQLite's own map of which page points at which. No content."
_DAMAGED = (
    "Part of this page does not hold together or leads to pages that are missing. What could be read of it was "
    "read; the rest is lost."
)
_UNREACHED = "No table leads to this page, so it was not read. It may be left over or cut off by damage."
_NEWER = "An older version of this page. The newer one stands in the -wal file beside it and was used instead."
_DROPPED = "A page that the changes in the -wal file cut off the end of the database. It was not read."
_CUT = "The last page is cut short and was not read. Ask for the file again."
_UNREAD_LOG = (
    "This -wal file does not fit the database beside it (its header is damaged or its pages have another size). "
    "It was not read; the database was read without it. Both are sealed; ask for the pair again."
)
_STANDINGS = {
    Standing.OLDER: "An older version of a page, replaced by a later one in this same file.",
    Standing.NOT_COMMITTED: "Changes that were begun and never finished (not committed). SQLite ignores them too.",
    Standing.LEFT_OVER: "Left over from before this file was last begun anew. Not part of the database.",
}
_BROKEN = "This part of the -wal file is damaged (its checksum does not fit). It was not read."
_LONGEST_NAME = 60


def write_account(database: Database, book: TallyBook) -> None:
    """Every byte of the database's own file, in order. Call it when all that is wanted was read."""
    database.take_the_rest()
    image = database.image
    size = image.own_header.page_bytes
    for number in range(1, image.size // size + 1):
        offset = (number - 1) * size
        if number in image.log.pages:
            book.skip(offset, size, _NEWER)
        elif number > image.pages:
            book.skip(offset, size, _DROPPED)
        else:
            note(book, offset, size, *outcome_of(database, number))
    book.fail(book.end, image.size - book.end, _CUT)


def write_log_account(database: Database, size: int, book: TallyBook) -> None:
    """Every byte of the log beside a database, in order; call it after ``take_the_rest``."""
    image = database.image
    if size and not image.log_fits:
        book.fail(0, size, _UNREAD_LOG)
        return
    book.read(0, min(size, LOG_HEADER_BYTES))
    step = FRAME_HEADER_BYTES + image.own_header.page_bytes
    for frame in image.log.frames:
        if frame.standing is Standing.NEWEST and frame.page in image.log.pages:
            note(book, frame.offset, step, *outcome_of(database, frame.page))
        elif frame.standing is Standing.NEWEST:
            book.skip(frame.offset, step, _DROPPED)
        elif frame.standing is Standing.DAMAGED:
            book.fail(frame.offset, step, _BROKEN)
        else:
            book.skip(frame.offset, step, _STANDINGS[frame.standing])
    book.fail(book.end, size - book.end, _CUT)


def outcome_of(database: Database, page: int) -> tuple[Outcome, str]:
    """What became of a page, and why."""
    holder = database.holdings.holder.get(page)
    if page in database.holdings.damaged:
        return Outcome.FAILED, _DAMAGED
    if holder is None:
        return Outcome.FAILED, _UNREACHED
    if holder == SCHEMA or holder in database.read_tables:
        return Outcome.READ, ""
    if holder == FREE:
        return Outcome.SKIPPED, _FREE
    if holder == POINTER_MAP:
        return Outcome.SKIPPED, _POINTER_MAP
    if holder in database.set_aside:
        return Outcome.SKIPPED, database.set_aside[holder]
    if holder in database.tables:
        return Outcome.SKIPPED, f"The table {_shown(holder)}: nothing this reader makes records of."
    return Outcome.SKIPPED, "An index: the same content as its table, sorted for searching."


def note(book: TallyBook, offset: int, length: int, outcome: Outcome, reason: str) -> None:
    """One entry of the account."""
    if outcome is Outcome.READ:
        book.read(offset, length)
    elif outcome is Outcome.SKIPPED:
        book.skip(offset, length, reason)
    else:
        book.fail(offset, length, reason)


def _shown(name: str) -> str:
    readable = "".join(letter if letter.isprintable() else "?" for letter in name)
    return readable if len(readable) <= _LONGEST_NAME else f"{readable[:_LONGEST_NAME]}..."
