"""A page of Meta's records as entries, by one pass over its bytes; no tree is built of its tags.

The page is set for print. Where a page of it ends, every open field is closed and opened again without a name,
even inside a record or inside somebody's words: a field without a name goes on with the one before it.
"""

import re
from collections.abc import Iterator

import msgspec

from safelight.readers.reader import UnknownLayout
from safelight.readers.returns.meta_field import Field

SECTION = re.compile(rb"""<div\b[^<>]*\bid=["']property-(\w{1,80})["'][^<>]*>""")
_TOKEN = re.compile(
    rb'<div class="t o"><div class="t i">([^<>]*+)<div class="m"><div>'
    rb"([^<>]*+(?:<br */?>[^<>]*+)*+)</div></div></div></div>"
    rb"|<(/?)div\b([^<>]*)>|<br\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(rb"<[^<>]*>")
_BREAK = re.compile(rb"<br\b[^<>]*>", re.IGNORECASE)
_CLASS = re.compile(rb"""\bclass=["']([^"'<>]*)["']""")
_STYLE = re.compile(rb"""\bstyle=["']([^"'<>]*)["']""")
_ROLES = {
    b"outer": "field", b"o": "field", b"inner": "name", b"i": "name", b"most_inner": "value", b"m": "value",
    b"p": "space", b"pageBreak": "break",
}  # fmt: skip
_PAGE_LINE = re.compile(rb"\s*[A-Za-z ]{1,40} Business Record Page \d{1,9}\s*")
"""What stands at the head of each printed page."""
_DEEPEST = 24
_TOO_DEEP = (
    "This page nests its fields deeper than Meta's records do. It was not read further; it is kept as it came."
)
THREAD, _AUTHOR = "Thread", "Author"
_OF_MESSAGES = frozenset({_AUTHOR, "Sent", "Body"})


class Entry(msgspec.Struct, frozen=True, gc=False):
    """What becomes one record: fields of a section, and the conversation they stand in, if they do."""

    section: str
    fields: list[Field]
    start: int
    end: int
    thread: Field | None
    is_cut: bool


class Section:
    """The fields of one section, from ``start`` to ``end`` of the page. Iterate once."""

    def __init__(self, page: bytes, name: str, start: int, end: int) -> None:
        self.name = name
        self.is_closed = False
        self.stray: list[tuple[int, int]] = []
        """Where words stand in no field."""
        self._page, self._start, self._end = page, start, end
        self._containers = [Field("", start)]
        self._open: list[str] = []
        self._speaking: list[tuple[str, int]] = []
        self._label: list[bytes] = []
        self._done: list[Entry] = []
        self._is_cut = False

    def __iter__(self) -> Iterator[Entry]:
        at = self._start
        for token in _TOKEN.finditer(self._page, self._start, self._end):
            self._between(at, token.start())
            at = token.end()
            self._take(token)
            if self._done:
                yield from self._drained()
        self._between(at, self._end)
        self._is_cut = len(self._containers) > 1
        while len(self._containers) > 1:
            self._leave(at)
        self._finish(self._containers[0])
        yield from self._drained()

    def _drained(self) -> list[Entry]:
        done, self._done = self._done, []
        return done

    def _take(self, token: "re.Match[bytes]") -> None:
        if token[1] is not None:
            self._label = [token[1]]
            self._enter(token.start()).texts.append(_BREAK.sub(b"\n", token[2]))
            self._leave(token.end())
        elif token[4] is None:
            self._words_are(b"\n", token.start())
        elif token[3]:
            self._close(token.end())
        else:
            self._begin(_role(token[4]), token.start())

    def _begin(self, role: str, at: int) -> None:
        self._open.append(role)
        if role == "plain":
            if self._speaking and self._speaking[-1][0] == "value" and self._containers[-1].texts:
                self._containers[-1].texts.append(b"\n")
            return
        if role == "name":
            self._label = []
        elif role == "value":
            # A field begins with its outermost tag, two above its value.
            self._enter(next((start for name, start in self._speaking[-2:] if name == "field"), at))
        elif role == "space":
            self._finish(self._containers[-1])
        self._speaking.append((role, at))

    def _enter(self, start: int) -> Field:
        label = " ".join(b" ".join(self._label).decode("utf-8", "backslashreplace").split())
        self._label = []
        around = self._containers[-1]
        last = around.last
        if last is not None and not label:
            if last.texts and not last.holds_fields:
                last.is_torn = True
                last.texts.append(b"\n")
            self._containers.append(last)
            return last
        if last is not None:
            self._finish(last)
        if len(self._containers) > _DEEPEST:
            raise UnknownLayout(_TOO_DEEP)
        if _begins_anew(label, around):
            self._finish(around)
        field = Field(label, start, around.depth + 1)
        around.add(field)
        self._containers.append(field)
        return field

    def _leave(self, end: int) -> None:
        self._containers.pop().end = end

    def _close(self, end: int) -> None:
        if not self._open:
            self.is_closed = True
            return
        role = self._open.pop()
        if role == "plain":
            return
        self._speaking.pop()
        if role == "value" and len(self._containers) > 1:
            self._leave(end)
        elif role in ("name", "field") and (last := self._containers[-1].last) is not None:
            last.end = end

    def _between(self, start: int, end: int) -> None:
        """What stands between two tags that mean something; other tags in it are only dress."""
        raw = self._page[start:end]
        if raw and not raw.isspace():
            self._words_are(_TAG.sub(b"", raw) if b"<" in raw else raw, start)

    def _words_are(self, raw: bytes, at: int) -> None:
        role = self._speaking[-1][0] if self._speaking else ""
        if role == "name":
            self._label.append(raw)
        elif role == "value":
            self._containers[-1].texts.append(raw)
        elif not (role == "break" or raw.isspace() or self.is_closed or _PAGE_LINE.fullmatch(raw)):
            self.stray.append((at, at + len(raw)))

    def _finish(self, around: Field) -> None:
        """The record that stands open under a field is whole; where records are entries, it becomes one."""
        last = around.last
        if last is None:
            return
        self._finish(last)
        around.is_between = True
        if around.depth > 1 and around.label != THREAD:
            return
        own = [field for field in around.records.pop() if field.label != THREAD]
        if around.depth == 0:
            own = [field for field in own if not field.holds_fields]
        if not own:
            return
        thread = around if around.label == THREAD else None
        if thread and _OF_MESSAGES.isdisjoint(field.label for field in own):
            thread.heads.extend(own)
        self._done.append(Entry(self.name, own, own[0].start, own[-1].end, thread, self._is_cut))


def _begins_anew(label: str, around: Field) -> bool:
    """Where nothing stands between two records, the first label that comes again begins the next one."""
    if around.is_between or not around.depth:
        return False
    labels = [field.label for field in around.records[-1]]
    if around.label == THREAD and label == _AUTHOR:
        return _AUTHOR in labels or _OF_MESSAGES.isdisjoint(labels)
    return label == labels[0]


def _role(attributes: bytes) -> str:
    """By the names of classes; in the oldest pages, which have one class for all, by how a block is set."""
    said, style = _CLASS.search(attributes), _STYLE.search(attributes)
    classes = said[1].split() if said else []
    for name in reversed(classes):
        if name in _ROLES:
            return _ROLES[name]
    setting = style[1].replace(b" ", b"") if style else b""
    if b"display:table-cell" in setting:
        return "value"
    if b"display:table" in setting:
        return "name"
    return "field" if b"div_table" in classes else "plain"
