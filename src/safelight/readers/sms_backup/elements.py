"""Elements of a backup with the exact bytes they take, as an XML parser meets them.

pyexpat tells the byte offset of everything it meets; an element ends where the next thing begins. Nothing is ever
fetched or expanded: a document type, the only place for entities, stops the reading. Where the XML is broken, the
next record's tag is looked for and reading goes on from there. Runs of ordinary texts between other records are
taken by a pattern and never given to the parser, which learns by how much its places move.
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
from safelight.readers.sms_backup.ordinary import Layouts, Run, blanks_at

RECORDS = frozenset({"sms", "mms", "call"})
INSIDE_MMS = frozenset({"part", "addr"})
DEEPEST = 32
MOST_BREAKS = 1000
LONGEST_RECORD_BYTES = 64 * 1024 * 1024

_NEXT_RECORD = re.compile(rb"<(?:sms|mms|call)[\s/>]")
_LONGEST_TAG_START_BYTES = 6
_MARKUP = ("<!--", "<?")
_UNPARSED = ("<![CDATA[", "]]>")
_UNPARSED_BEGINS = _UNPARSED[0].encode()
_LONGEST_HELD_BYTES = 64 * 1024
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
    """Iterate once: every record's element or run of them in order, and all bytes that could not be followed."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._elision = Elision()
        self._mends: deque[Mend] = deque()
        self._done: list[Element | Run] = []
        self._root = "smses"
        self._fed = 0
        self._settled = 0
        self._breaks = 0
        self._trouble = ""
        self._held = b""
        self._next = 0
        self._layouts = Layouts()
        self._begin(0)

    @property
    def is_whole(self) -> bool:
        """After the last element: whether the file ended as it should."""
        return not self._trouble

    def __iter__(self) -> Iterator[Element | Run]:
        with self._member.open() as stream:
            mender = Mender(stream)
            self._mends = mender.mends
            for chunk in mender.chunks():
                self._take(self._elision.shorten(chunk))
                yield from self._drained()
            self._take(self._elision.rest(), is_last=True)
            self._finish()
            yield from self._drained()

    def _drained(self) -> list[Element | Run]:
        done, self._done = self._done, []
        return done

    def _begin(self, base: int) -> None:
        """A fresh parser whose byte 0 is shortened byte ``base``."""
        self._base = base
        self._given = 0
        self._depth = 0
        self._is_utf8, self._is_unparsed = True, False
        self._open: _Open | None = None
        self._ended: _Open | None = None
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.DefaultHandler = self._between
        parser.StartDoctypeDeclHandler = _refuse_document_type
        parser.XmlDeclHandler = self._declare
        self._parser = parser

    def _take(self, data: bytes, *, is_last: bool = False) -> None:
        data, self._held = self._held + data, b""
        start, place, self._next = self._fed, 0, 0
        self._fed += len(data)
        while place < len(data):
            if self._trouble:
                place = self._search(data, place, start)
                continue
            if self._is_between_records:
                place = self._run(data, place, start)
                if not is_last and self._may_go_on(data, place):
                    self._hold(data, place)
                    return
            place = self._parse(data, place, start)

    def _parse(self, data: bytes, place: int, start: int) -> int:
        """Gives the parser what stands before the next ordinary text, or all; where to go on."""
        if self._next <= place:  # Once found it is not looked for again: many breaks may stand before it.
            self._next = self._layouts.next_after(data, place + 1)
        end = self._next if self._is_plain else len(data)
        if data.find(_UNPARSED_BEGINS, place, end) >= 0:
            end = len(data)  # What looks like a text there is none.
        try:
            self._parser.Parse(memoryview(data)[place:end], False)
        except _UNPARSABLE:
            broken = max(start, self._base + self._parser.ErrorByteIndex + 1)
            self._break(BROKEN)
            return broken - start
        self._given += end - place
        if start + end - self._settled > LONGEST_RECORD_BYTES:
            self._break(TOO_LONG)
        return end

    def _run(self, data: bytes, place: int, start: int) -> int:
        """Takes the ordinary texts that stand here, past the parser; the first byte after the last."""
        first = place + blanks_at(data, place)
        run = self._layouts.run_at(data, first)
        if not run:
            return place
        if self._ended:
            self._close(self._given)
        layout, matches = run
        shift = self._elision.true_offset(start + first) - first
        last = matches[-1].end(layout.end)
        self._done.append(Run(layout, matches, shift, shift + first, shift + last))
        self._settled = start + last
        self._base += last - place
        return last

    @property
    def _is_plain(self) -> bool:
        """Whether what looks like a text may be one."""
        return self._is_utf8 and not self._is_unparsed

    @property
    def _is_between_records(self) -> bool:
        """Whether the parser stands in the root, in nothing else, and has understood all it was given."""
        return self._depth == 1 and self._is_plain and self._parser.CurrentByteIndex == self._given

    def _may_go_on(self, data: bytes, place: int) -> bool:
        """Whether a text begins here that the next bytes may end."""
        return len(data) - place < _LONGEST_HELD_BYTES and data.find(b">", place) < 0

    def _hold(self, data: bytes, place: int) -> None:
        """What stands from here on waits for what comes next."""
        self._held = data[place:]
        self._fed -= len(self._held)

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
        self._breaks += 1

    def _search(self, data: bytes, place: int, start: int) -> int:
        """Where the next record's tag begins in the data; its end where there is none in it."""
        if self._breaks > MOST_BREAKS:
            return len(data)
        found = _NEXT_RECORD.search(data, place)
        if not found:
            self._hold(data, max(place, len(data) - _LONGEST_TAG_START_BYTES + 1))
            return len(data)
        at = start + found.start()
        end = self._elision.true_offset(at)
        self._done.append(
            Element("", self._elision.true_offset(self._settled), end, {}, [], trouble=self._trouble)
        )
        self._trouble = ""
        self._settled = at
        self._mends_before(end)
        root = b"<" + self._root.encode() + b">"
        self._begin(at - len(root))
        self._parser.Parse(root, False)
        self._given = len(root)
        return found.start()

    def _declare(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self._is_utf8 = encoding is None or encoding.lower() == "utf-8"

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
        if text in _UNPARSED:
            self._is_unparsed = text == _UNPARSED[0]
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
