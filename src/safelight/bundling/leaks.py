"""A last look at every file before it is kept: whatever was to be removed must not stand in it in any form."""

import re
import zlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

import pypdfium2
import re2

from safelight.bundling.contents import Contents
from safelight.bundling.remover import StillThere
from safelight.evidence.bundle.writer import Output

_CHECKED_AT_ONCE = 1 << 20
_OVERLAP = 4096
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_HEXADECIMAL = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")


class Watch:
    """Looks for what was removed, and for hashes that could be used to try guesses."""

    def __init__(self, contents: Contents) -> None:
        own = _own_words()
        patterns = [each for each in contents.remover.patterns if not re2.search(each, own)]
        patterns += sorted(contents.hidden) if contents.asked.removals else []
        self._pattern = re2.compile("|".join(f"(?:{each})" for each in patterns)) if patterns else None

    def text(self, name: str, text: str) -> None:
        """Raises ``StillThere`` where something stands in it."""
        if self._pattern and self._pattern.search(text):
            raise StillThere(name)

    def watched(self, name: str, output: Output) -> "WatchedOutput":
        """Passes text on to an output, having looked at it."""
        return WatchedOutput(self, name, output)

    def pdf(self, name: str, data: bytes) -> None:
        """Looks at the words of each page, and at everything the file holds, unpacked."""
        if self._pattern:
            for view in views_of_pdf(data):
                self.text(name, view)


class WatchedOutput:
    """Holds bytes back until they were looked at; ``close`` looks at the last of them."""

    def __init__(self, watch: Watch, name: str, output: Output) -> None:
        self._watch = watch
        self._name = name
        self._output = output
        self._seen = b""
        self._waiting = bytearray()

    def write(self, piece: bytes, /) -> int:
        """Takes the next bytes."""
        self._waiting += piece
        if len(self._waiting) >= _CHECKED_AT_ONCE:
            self._pass_on()
        return len(piece)

    def flush(self) -> None:
        """Nothing is passed on before it was looked at."""

    def close(self) -> None:
        """Look at what still waits and pass it on."""
        self._pass_on()

    def _pass_on(self) -> None:
        seen = self._seen + bytes(self._waiting)
        self._watch.text(self._name, seen.decode("utf-8", "replace"))
        self._output.write(bytes(self._waiting))
        self._seen = seen[-_OVERLAP:]
        self._waiting.clear()


def views_of_pdf(data: bytes) -> Iterator[str]:
    """What a PDF says: words page by page, as they stand and without line breaks; and its objects, unpacked."""
    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            words = page.get_textpage().get_text_bounded()
            yield words
            yield re.sub(r"[\r\n\ufffe\xad]+", "", words)
    finally:
        document.close()
    for part in (data, *_unpacked(data)):
        yield part.decode("latin-1")
        for written in _HEXADECIMAL.findall(part):
            digits = re.sub(rb"\s", b"", written)
            yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode()).decode("utf-16-be", "replace")


def _unpacked(data: bytes) -> Iterator[bytes]:
    for packed in _STREAM.findall(data):
        try:
            yield zlib.decompress(packed)
        except zlib.error:
            yield packed


def _own_words() -> str:
    """Everything this package says itself: where a removed word is one of its own, it gives nothing away."""
    return "\n".join(_texts(files("safelight.bundling")))


def _texts(place: Traversable) -> Iterator[str]:
    for each in place.iterdir():
        if each.is_dir():
            yield from _texts(each)
        elif each.name.endswith((".py", ".html", ".txt")):
            yield each.read_text(encoding="utf-8")
