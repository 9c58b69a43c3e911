"""SMS Backup & Restore (Android): texts, picture messages and calls as XML.

Facts: backups of 2014-2015 by the app, and its published field list; older plain-text exports of Signal and
Silence share the layout.
"""

import re
from collections.abc import Iterator

from safelight.readers.member import Member
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, TestedOn
from safelight.readers.sms_backup.elements import CUT_SHORT, Elements
from safelight.readers.sms_backup.ordinary import Run
from safelight.readers.sms_backup.record import PLATFORM, record_of
from safelight.readers.sms_backup.run_records import RunRecords
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="sms-backup-xml",
    title="SMS Backup & Restore (XML)",
    platform=PLATFORM,
    version="1",
    generations=("texts and picture messages (smses)", "calls (calls)", "without addresses of group messages"),
    tested_on=(
        TestedOn("backup of November 2014 with texts, picture and group messages", 15, bytes_read=24_082),
        TestedOn("backup of calls of 2014-2015", 16, bytes_read=2399),
    ),
    cannot_know=(
        "Messages deleted before the backup are missing, and nothing marks where they were.",
        "The backup does not say whose phone it was.",
        "Only texts, picture messages and calls are in it: no messages of other apps.",
        "It is a text file that anybody could have changed; nothing in it shows whether it was.",
        "The word null as a whole text cannot be told from no text.",
    ),
)

# Atomic groups: many instructions in a row must not be tried in every combination.
_ROOT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?>(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*+(?:\[.*?\])?\s*>)\s*+)*+<(smses|calls)[\s/>]",
    re.DOTALL,
)


def recognise(member: Member) -> Recognition:
    """By the name of the root element."""
    head = member.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode("utf-8", "replace")
    root = _ROOT.match(head)
    if not root:
        return NOT_MINE
    return Recognition(95, (f"It is XML and its root element is <{root[1].decode()}>.",))


def read(member: Member, _hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Records in the order they stand; raises ``UnknownLayout`` for a file with a document type."""
    elements, path = Elements(member), member.path
    of_runs = RunRecords(path)
    for element in elements:
        if isinstance(element, Run):
            book.read(book.end, element.end - book.end)
            yield from of_runs.records(element)
            continue
        if element.trouble:
            book.read(book.end, element.start - book.end)
            book.fail(element.start, element.end - element.start, element.trouble)
            continue
        book.read(book.end, element.end - book.end)
        yield record_of(element, path)
    rest = member.size - book.end
    if elements.is_whole:
        book.read(book.end, rest)
    else:
        book.fail(book.end, rest, CUT_SHORT)
