"""Elements of a backup with the exact bytes they take, as an XML parser meets them.

pyexpat tells the byte offset of everything it meets; an element ends where the next thing begins. Nothing is ever
fetched or expanded: a document type, the only place for entities, stops the reading. Where the XML is broken, the
next record's tag is looked for and reading goes on from there.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from safelight.readers.member import Member
from safelight.readers.reader import UnknownLayout
from safelight.readers.sms_backup.elision import Elision
from safelight.readers.sms_backup.mending import Mend, Mender

RECORDS = frozenset({"sms", "mms", "call"})
INSIDE_MMS = frozenset({"part", "addr"})
DEEPEST = 32
MOST_BREAKS = 1000
LONGEST_RECORD_BYTES = 64 * 1024 * 1024

_NEXT_RECORD = re.compile(rb"<(?:sms|mms|call)[\s/>]")
_LONGEST_TAG_START_BYTES = 6
_MARKUP = ("<!--", "<?")
_UNPARSABLE = (expat.ExpatError, LookupError, ValueError)
"""The last two come from looking up an encoding that the file declares and nobody knows, or no text can have."""

BROKEN = (
    "Here the XML is damaged and could not be followed. The bytes are kept; reading went on at the next record."
)
CUT_SHORT = (
    "The file is cut short or damaged here and could not be followed further. What came before is kept as "
    "records; ask for the whole backup again."
)
TOO_LONG = "This record is longer than is read at once. Its bytes are kept; reading went on at the next record."
UNKNOWN_ELEMENT = "This is not a message or call that this reader knows. Its bytes are kept."
STRAY = "These bytes stand between records and belong to none. They are kept."
DOCUMENT_TYPE = (
    "This file declares a document type, which the backup app never writes and which is used to attack software. "
    "It was not read. It is kept as it came; ask how it was made, or for a fresh backup."
)
TOO_DEEP = (
    "This file nests its elements deeper than a backup does. It was not read further; it is kept as it came."
)


class Element(NamedTuple):
    """A record's element from ``start`` up to ``end``; or bytes that are none, and ``trouble`` says why."""

    name: str
    start: int
    end: int
    attributes: dict[str, str]
    inner: list[tuple[str, dict[str, str]]]
    mends: tuple[Mend, ...] = ()
    trouble: str = ""


class _Open(NamedTuple):
    name: str
    start: int
    attributes: dict[str, str]
    inner: list[tuple[str, dict[str, str]]]


class Elements:
    """Iterate once: every record's element in order, and every stretch of bytes that could not be followed."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._elision = Elision()
        self._mends: deque[Mend] = deque()
        self._done: list[Element] = []
        self._root = "smses"
        self._fed = 0
        self._settled = 0
        self._breaks = 0
        self._trouble = ""
        self._tail = b""
        self._begin(0)

    @property
    def is_whole(self) -> bool:
        """After the last element: whether the file ended as it should."""
        return not self._trouble

    def __iter__(self) -> Iterator[Element]:
        with self._member.open() as stream:
            mender = Mender(stream)
            self._mends = mender.mends
            for chunk in mender.chunks():
                self._take(self._elision.shorten(chunk))
                yield from self._drained()
            self._take(self._elision.rest())
            self._finish()
            yield from self._drained()

    def _drained(self) -> list[Element]:
        done, self._done = self._done, []
        return done

    def _begin(self, base: int) -> None:
        """A fresh parser whose byte 0 is shortened byte ``base``."""
        self._base = base
        self._depth = 0
        self._open: _Open | None = None
        self._ended: _Open | None = None
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.DefaultHandler = self._between
        parser.StartDoctypeDeclHandler = _refuse_document_type
        self._parser = parser

    def _take(self, data: bytes) -> None:
        start = self._fed
        self._fed += len(data)
        while data:
            if self._trouble:
                data = self._search(data, start)
                start = self._fed - len(data)
                continue
            try:
                self._parser.Parse(data, False)
            except _UNPARSABLE:
                broken = max(start, self._base + self._parser.ErrorByteIndex + 1)
                self._break(BROKEN)
                data, start = data[broken - start :], broken
                continue
            if self._fed - self._settled > LONGEST_RECORD_BYTES:
                self._break(TOO_LONG)
            return

    def _finish(self) -> None:
        if self._trouble:
            return
        try:
            self._parser.Parse(b"", True)
        except _UNPARSABLE:
            self._break(CUT_SHORT)

    def _break(self, trouble: str) -> None:
        """From the last whole record on, look for the next one."""
        if self._ended:
            self._close(self._end_of_last)
        self._trouble = trouble
        self._tail = b""
        self._breaks += 1

    def _search(self, data: bytes, start: int) -> bytes:
        """What is left of the data from the next record's tag on; nothing where there is none in it."""
        if self._breaks > MOST_BREAKS:
            return b""
        data = self._tail + data
        found = _NEXT_RECORD.search(data)
        if not found:
            self._tail = data[-(_LONGEST_TAG_START_BYTES - 1) :]
            return b""
        place = start - len(self._tail) + found.start()
        end = self._elision.true_offset(place)
        self._done.append(
            Element("", self._elision.true_offset(self._settled), end, {}, [], trouble=self._trouble)
        )
        self._trouble = ""
        self._settled = place
        self._mends_before(end)
        root = b"<" + self._root.encode() + b">"
        self._begin(place - len(root))
        self._parser.Parse(root, False)
        return data[found.start() :]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        place = self._parser.CurrentByteIndex
        if self._ended:
            self._close(place)
        self._depth += 1
        if self._depth == 2:
            self._open = _Open(name, place, attributes, [])
        elif self._depth == 1:
            self._root = name
        elif name in INSIDE_MMS and self._open:
            self._open.inner.append((name, attributes))
        if self._depth > DEEPEST:
            raise UnknownLayout(TOO_DEEP)

    def _end(self, name: str) -> None:
        place = self._parser.CurrentByteIndex
        if self._ended:
            self._close(place)
        self._depth -= 1
        if self._depth == 1:
            self._ended, self._open = self._open, None
            # An element with others in it ends with its own end tag; an empty one ended where the parser stands.
            self._end_of_last = place + (len(name) + 3 if self._ended and self._ended.inner else 0)

    def _between(self, text: str) -> None:
        if self._ended:
            self._close(self._parser.CurrentByteIndex)
        if self._depth == 1 and not text.isspace() and not text.startswith(_MARKUP):
            place = self._parser.CurrentByteIndex
            self._emit("", place, place + len(text.encode()), {}, [], STRAY)

    def _close(self, place: int) -> None:
        """The element that ended is whole: it reaches to the thing met next."""
        ended, self._ended = self._ended, None
        if ended:
            trouble = "" if ended.name in RECORDS else UNKNOWN_ELEMENT
            self._emit(ended.name, ended.start, place, ended.attributes, ended.inner, trouble)

    def _emit(
        self,
        name: str,
        start: int,
        end: int,
        attributes: dict[str, str],
        inner: list[tuple[str, dict[str, str]]],
        trouble: str,
    ) -> None:
        true_offset, base = self._elision.true_offset, self._base
        self._settled = base + end
        true_start, true_end = true_offset(base + start), true_offset(base + end)
        mends: tuple[Mend, ...] = ()
        if self._mends:
            self._mends_before(true_start)
            mends = self._mends_before(true_end)
        self._done.append(Element(name, true_start, true_end, attributes, inner, mends, trouble))

    def _mends_before(self, offset: int) -> tuple[Mend, ...]:
        waiting = self._mends
        taken = []
        while waiting and waiting[0].offset < offset:
            taken.append(waiting.popleft())
        return tuple(taken)


def _refuse_document_type(*_declared: object) -> None:
    raise UnknownLayout(DOCUMENT_TYPE)
