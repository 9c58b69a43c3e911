"""Texts of packs in other languages: rows beside the English, each with the mark of the English it was made from.

A row whose English has changed since counts as missing: half a sentence of old advice in Welsh is worse than a whole
one of new advice in English. What is missing is said in English, and whoever shows it says so.
"""

import hashlib
from functools import cache, cached_property
from typing import Annotated

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated

ENGLISH = "en-gb"
MARK_LENGTH = 12


class Row(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text. ``id`` is that of the measure, question or platform in its own pack."""

    id: str
    english: Annotated[str, msgspec.Meta(pattern=f"^[0-9a-f]{{{MARK_LENGTH}}}$")]
    """``mark_of`` the English it was made from."""
    says: str


class Translations(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The texts of one field of one kind of row, in one language."""

    language: str
    field: str
    """Whose texts they are, for example ``measures.victim``."""
    rows: tuple[Row, ...]

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows by their ids."""
        return {one.id: one for one in self.rows}

    def faults(self) -> list[str]:
        """Rows that stand twice, or say nothing."""
        faults = [f"The row {one} stands twice." for one in repeated([row.id for row in self.rows])]
        return faults + [f"{row.id} says nothing." for row in self.rows if not row.says.strip()]


class Said(msgspec.Struct, frozen=True):
    """A text, and the language it is in."""

    text: str
    language: str


def mark_of(english: str) -> str:
    """What an English text is known by: the head of its SHA-256."""
    return hashlib.sha256(english.encode()).hexdigest()[:MARK_LENGTH]


def said_in(language: str, field: str, id: str, english: str) -> Said:  # noqa: A002 - the packs' own word
    """A text of a pack in a language; in English where there is no row, or one made from other words."""
    row = None if language == ENGLISH else _rows(language, field).get(id)
    if row is None or row.english != mark_of(english):
        return Said(english, ENGLISH)
    return Said(row.says, language)


def draft_note(language: str) -> str:
    """What the packs of a language say of themselves while nobody has checked them; empty for English."""
    notes = [one.checked_by for one in translations() if one.language == language]
    return "; ".join(dict.fromkeys(note.removeprefix("draft, ") for note in notes if note.startswith("draft")))


@cache
def translations() -> tuple[Translations, ...]:
    """Every pack of translations that ships with this version."""
    return tuple(load(file, Translations) for file in sorted(PACKS.glob("translations-*.yaml")))


@cache
def _rows(language: str, field: str) -> dict[str, Row]:
    packs = (one for one in translations() if (one.language, one.field) == (language, field))
    return {id_: row for pack in packs for id_, row in pack.by_id.items()}
