"""A field of a page of Meta's records: a name, and either words or more fields under it."""

import html

import msgspec

_BLANKS = " \t\r\n"


class Field(msgspec.Struct, gc=False):
    """``records`` holds the fields under this one, a list for each record; ``texts`` its own words, in bytes."""

    label: str
    start: int
    depth: int = 0
    end: int = 0
    texts: list[bytes] = msgspec.field(default_factory=list)
    records: "list[list[Field]]" = msgspec.field(default_factory=list)
    heads: "list[Field]" = msgspec.field(default_factory=list)
    """What a conversation says of itself, kept for its messages."""
    holds_fields: bool = False
    is_between: bool = True
    """Whether the next field under it begins a new record."""
    is_torn: bool = False
    """Whether a page ended inside its words."""

    def add(self, field: "Field") -> None:
        """One more field of the record that stands open, or of a new one."""
        self.holds_fields = True
        if self.is_between:
            self.records.append([])
            self.is_between = False
        self.records[-1].append(field)

    @property
    def last(self) -> "Field | None":
        """The newest field of the record that stands open."""
        return None if self.is_between else self.records[-1][-1]

    @property
    def words(self) -> str:
        """Its words, without the blanks around them; bytes that are not UTF-8 are written out."""
        text = b"".join(self.texts).decode("utf-8", "backslashreplace")
        return html.unescape(text.strip(_BLANKS)).strip(_BLANKS)

    @property
    def is_utf8(self) -> bool:
        """Whether all bytes of its words, and of those under it, are UTF-8."""
        try:
            b"".join(self.texts).decode("utf-8")
        except UnicodeDecodeError:
            return False
        return all(field.is_utf8 for field in self.inner)

    @property
    def inner(self) -> "list[Field]":
        """Every field right under it, whichever record it belongs to."""
        return [field for record in self.records for field in record]


def said_by(fields: list[Field], before: str = "") -> dict[str, str]:
    """All words by their labels, those of fields under fields as “Share / Url”; repeats one a line."""
    said: dict[str, str] = {}
    for field in fields:
        name = f"{before}{field.label or '(no name)'}"
        for key, words in ((name, field.words), *said_by(field.inner, f"{name} / ").items()):
            if words:
                said[key] = f"{said[key]}\n{words}" if key in said else words
    return said
