"""The models of a report in the order they stand, met by an XML parser that tells the byte offset of everything.

Reports reach gigabytes: one record's model is held at a time. Nothing is fetched or expanded: a document type, the
only place for entities, stops the reading.
"""

from collections.abc import Iterator
from xml.parsers import expat

from safelight.readers.cellebrite.model import Model, Stretch
from safelight.readers.member import Member
from safelight.readers.reader import UnknownLayout

RECORDS = frozenset(
    {"InstantMessage", "SMS", "MMS", "Email", "Call", "Contact", "UserAccount", "Location", "SearchedItem"}
)
ROOTS = frozenset({"project", "decodedData", "modelType", "model"})

_CHUNK_BYTES = 1024 * 1024
_DEEPEST = 256
_LONGEST_CHARACTERS = 16 * 1024 * 1024
_FRAMES = frozenset({"project", "decodedData", "modelType"})
_SLOTS = frozenset({"modelField", "multiModelField"})
_FIELDS = frozenset({"field", "multiField"})
_UNREADABLE = (expat.ExpatError, ValueError, LookupError)
"""What the parser raises for damaged XML, and for encodings it does not know."""
_CUT_SHORT = (
    "The report is cut short or damaged here and could not be followed further. What came before is kept as "
    "records; ask for the whole report."
)
_DOCUMENT_TYPE = (
    "This report declares a document type, which Cellebrite never writes and which is used to attack software. It "
    "was not read. It is kept as it came; ask for a fresh report."
)
_TOO_DEEP = (
    "This report nests its elements deeper than reports do. It was not read further; it is kept as it came."
)
_UNKNOWN_ROOT = (
    "This XML file is not laid out like a Cellebrite report: it does not begin with a project or models."
)


class Models:
    """Iterate once; ``problem`` says afterwards why the report could not be followed to its end, if so."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self.problem = ""
        self._done: list[Stretch] = []
        self._elements: list[str] = []
        self._open: list[Model] = []
        self._slots: list[str] = []
        self._field = ""
        self._text: list[str] | None = None
        self._length = 0
        self._left_out: tuple[int, int, str] | None = None
        self._ended: Model | str | None = None
        self._has_begun = False
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.DefaultHandler = self._other
        parser.StartDoctypeDeclHandler = self._refuse
        self._parser = parser

    def __iter__(self) -> Iterator[Stretch]:
        try:
            with self._member.open() as stream:
                while chunk := stream.read(_CHUNK_BYTES):
                    self._parser.Parse(chunk, False)
                    yield from self._drained()
            self._parser.Parse(b"", True)
            self._settle(self._member.size)
        except _UNREADABLE:
            if not self._has_begun:
                raise UnknownLayout(_UNKNOWN_ROOT) from None
            # At least the last byte is failed, so that the loss is not silent.
            self._settle(min(self._parser.ErrorByteIndex, self._member.size - 1))
            self.problem = _CUT_SHORT
        yield from self._drained()

    def _drained(self) -> list[Stretch]:
        done, self._done = self._done, []
        return done

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self._parser.CurrentByteIndex
        self._settle(at)
        if not self._elements and name not in ROOTS:
            raise UnknownLayout(_UNKNOWN_ROOT)
        self._has_begun = True
        if len(self._elements) >= _DEEPEST:
            raise UnknownLayout(_TOO_DEEP)
        self._elements.append(name)
        if self._left_out:
            return
        if name == "model":
            self._begin_model(attributes, at)
        elif self._open:
            self._begin_part(name, attributes)
        elif name not in _FRAMES:
            reason = f"“{name[:40]}” is a part of the report that holds no messages, calls or contacts."
            self._left_out = (len(self._elements), at, reason)

    def _begin_model(self, attributes: dict[str, str], at: int) -> None:
        sort = attributes.get("type", "")
        if not self._open and sort != "Chat" and sort not in RECORDS:
            reason = f"“{sort[:40]}” entries of a report are not read by this reader yet."
            self._left_out = (len(self._elements), at, reason)
            return
        whole = self._open[-1] if self._is_chat_message(sort) else None
        if not self._open or whole:
            self._length = 0
        self._open.append(Model(sort, attributes, at, {}, {}, whole))
        self._slots.append("")

    def _begin_part(self, name: str, attributes: dict[str, str]) -> None:
        if name in _SLOTS:
            self._slots[-1] = attributes.get("name", "")
        elif name in _FIELDS:
            self._field = attributes.get("name", "")
        elif name == "value":
            self._text = []

    def _is_chat_message(self, sort: str) -> bool:
        return (
            len(self._open) == 1
            and self._open[0].sort == "Chat"
            and self._slots[0] == "Messages"
            and sort in RECORDS
        )

    def _end(self, name: str) -> None:
        at = self._parser.CurrentByteIndex
        self._settle(at)
        depth = len(self._elements)
        self._elements.pop()
        if self._left_out:
            if self._left_out[0] == depth:
                self._ended = "left out"
        elif name == "model" and self._open:
            self._end_model()
        elif name == "value" and self._open and self._text is not None:
            self._open[-1].fields.setdefault(self._field, []).append("".join(self._text))
            self._text = None

    def _end_model(self) -> None:
        model = self._open.pop()
        self._slots.pop()
        if model.whole or (not self._open and model.sort in RECORDS):
            self._ended = model
        elif self._open and (self._open[-1].sort != "Chat" or self._slots[-1] == "Participants"):
            self._open[-1].parts.setdefault(self._slots[-1], []).append(model)

    def _settle(self, at: int) -> None:
        """What ended last ends where the next thing begins."""
        ended, self._ended = self._ended, None
        if isinstance(ended, Model):
            ended.end = at
            self._done.append(Stretch(ended.start, at, ended))
        elif ended and self._left_out:
            _, start, reason = self._left_out
            self._left_out = None
            self._done.append(Stretch(start, at, None, reason))

    def _characters(self, text: str) -> None:
        self._settle(self._parser.CurrentByteIndex)
        if self._text is None or not self._open or self._left_out:
            return
        self._length += len(text)
        if self._length > _LONGEST_CHARACTERS:
            self._open[-1].is_cut = True
        else:
            self._text.append(text)

    def _other(self, _: str) -> None:
        self._settle(self._parser.CurrentByteIndex)

    def _refuse(self, *_: object) -> None:
        raise UnknownLayout(_DOCUMENT_TYPE)
