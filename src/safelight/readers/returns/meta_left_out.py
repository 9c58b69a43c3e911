"""What of a section of Meta's records becomes no record, and why."""

import re

import msgspec

from safelight.readers.returns.meta_field import Field
from safelight.readers.returns.meta_page import Entry, Section
from safelight.records.tally import Outcome, Stretch, TallyBook

_PICTURE = re.compile(rb'\bsrc="data:[^"<>]*"')
_NOTHING_HELD = "No responsive records"
_DEFINITION = "Meta's own explanation of the words in this section."
_EMPTY = "Meta says here that it holds no records of this kind."
_STRAY = "These words stand outside every field of the section, so what they belong to is not known."
_INSIDE = "A picture inside the page itself. It is kept, and was not decoded."


class LeftOut:
    """Gathers what is left out of one section while it is read, and writes it into the book in order."""

    def __init__(self) -> None:
        self._fields: list[tuple[Field, str]] = []

    def without(self, entry: Entry) -> Entry | None:
        """The entry without what says nothing about anybody; ``None`` if nothing remains."""
        kept = []
        for field in entry.fields:
            if reason := _reason(field):
                self._fields.append((field, reason))
            else:
                kept.append(field)
        if not kept:
            return None
        return msgspec.structs.replace(entry, fields=kept, start=kept[0].start, end=kept[-1].end)

    def write(self, section: Section, page: bytes, book: TallyBook, end: int) -> None:
        """Everything up to ``end`` was read, except what was left out."""
        stretches = [
            *(Stretch(field.start, field.end - field.start, Outcome.SKIPPED, why) for field, why in self._fields),
            *(Stretch(start, stop - start, Outcome.FAILED, _STRAY) for start, stop in section.stray),
            *(
                Stretch(found.start(), found.end() - found.start(), Outcome.SKIPPED, _INSIDE)
                for found in _PICTURE.finditer(page, book.end, end)
            ),
        ]
        for stretch in sorted(stretches, key=lambda stretch: stretch.offset):
            if stretch.offset < book.end or stretch.offset + stretch.length > end:
                continue
            book.read(book.end, stretch.offset - book.end)
            note = book.skip if stretch.outcome is Outcome.SKIPPED else book.fail
            note(stretch.offset, stretch.length, stretch.reason)
        book.read(book.end, end - book.end)


def _reason(field: Field) -> str:
    if field.label.endswith("Definition"):
        return _DEFINITION
    return _EMPTY if not field.holds_fields and field.words == _NOTHING_HELD else ""
