"""Walking through one XML part of a document: names without prefixes, byte offsets, nothing expanded."""

from collections.abc import Callable, Iterator
from typing import BinaryIO
from xml.parsers import expat

from safelight.readers.reader import UnknownLayout

_CHUNK_BYTES = 64 * 1024
_DAMAGED = (
    "The document is damaged: one of its parts ({part}) is not whole XML. What stood before the damage is kept, "
    "and so is the file. Ask for it again."
)
_DECLARES = (
    "One of the document's parts ({part}) declares words of its own (a DTD), which no such document needs. It is "
    "kept as it came and was not read; a specialist can look at it apart from the network."
)


class XmlPart:
    """One walk. Set ``start``, ``end`` and ``text``, then go ``through`` the stream."""

    def __init__(self, part: str) -> None:
        self._part = part
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = False
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self.start: Callable[[str, dict[str, str]], None] = lambda _name, _said: None
        self.end: Callable[[str], None] = lambda _name: None
        self.text: Callable[[str], None] = lambda _text: None

    @property
    def place(self) -> int:
        """The byte at which what is being told stands."""
        return self._parser.CurrentByteIndex

    def through(self, stream: BinaryIO) -> Iterator[None]:
        """Pauses after each piece. Raises ``UnknownLayout`` for damage and for a DTD."""
        try:
            while chunk := stream.read(_CHUNK_BYTES):
                self._parser.Parse(chunk, False)
                yield
            self._parser.Parse(b"", True)
            yield
        except (expat.ExpatError, ValueError, LookupError) as damage:
            yield  # What was told of this piece before the damage.
            raise UnknownLayout(_DAMAGED.format(part=self._part)) from damage

    def _start(self, name: str, said: dict[str, str]) -> None:
        self.start(_plain(name), {_plain(key): value for key, value in said.items()})

    def _end(self, name: str) -> None:
        self.end(_plain(name))

    def _text(self, text: str) -> None:
        self.text(text)

    def _doctype(self, *_declared: object) -> None:
        raise UnknownLayout(_DECLARES.format(part=self._part))


def _plain(name: str) -> str:
    return name.rpartition(":")[2]
