"""The strings WhatsApp writes itself, from ``phrases.yaml``, ready for exact comparison."""

import re
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Generic, NamedTuple, TypeVar

import yaml

from safelight.readers.whatsapp.marks import PLATFORM_MARKS, without_marks

_FULL_STOPS = ".。।"
_MARKS = ("", *PLATFORM_MARKS)
_PACK = yaml.safe_load(files(__package__).joinpath("phrases.yaml").read_text("utf-8"))


def bare(body: str) -> str:
    """A body as it is compared: without direction marks, outer blanks and the final full stop."""
    return without_marks(body).strip().rstrip(_FULL_STOPS)


def _phrases(name: str) -> frozenset[str]:
    return frozenset(bare(phrase) for many in _PACK[name].values() for phrase in many)


def _as_written(bare_phrases: frozenset[str]) -> frozenset[str]:
    endings = ("", *_FULL_STOPS)
    return frozenset(mark + phrase + end for phrase in bare_phrases for end in endings for mark in _MARKS)


OMITTED = _phrases("omitted") | _phrases("view_once_omitted")
ATTACHED = _phrases("attached")
EDITED = _phrases("edited")
DELETED_BY_OWNER = _phrases("deleted_by_owner")
DELETED = _phrases("deleted") | DELETED_BY_OWNER
DELETED_AS_WRITTEN = _as_written(DELETED)
DELETED_BY_OWNER_AS_WRITTEN = _as_written(DELETED_BY_OWNER)
MISSED_CALL = _phrases("missed_call")
CALL = _phrases("call")
_PLACEHOLDER_LANGUAGES = {
    phrase: language
    for language, many in _PACK["omitted"].items()
    for phrase in many
    if language not in {"en", "recalled"}
}
_LINE_ENDS = ("", "\n", "\r", "\r\n")
TAIL = 5
Written = TypeVar("Written", str, bytes)


class Tails(NamedTuple, Generic[Written]):
    """The last ``TAIL`` characters, or bytes, of bodies that are to be looked at: quick to ask of many."""

    of_deletions: frozenset[Written]
    """Of one that may say that a message was deleted."""
    of_claims: frozenset[Written]
    """Of one that may say that its author deleted a message."""
    of_placeholders: frozenset[Written]
    """Of one that may be a placeholder for media that tells a language other than English."""
    carriage_return: Written


def _tails(stored: Callable[[str], Written]) -> Tails[Written]:
    deletions, claims, placeholders = (
        frozenset(stored(phrase + line_end)[-TAIL:] for phrase in phrases for line_end in _LINE_ENDS)
        for phrases in (DELETED_AS_WRITTEN, DELETED_BY_OWNER_AS_WRITTEN, _PLACEHOLDER_LANGUAGES)
    )
    return Tails(deletions, claims, placeholders, stored("\r"))


TAILS = _tails(str)
STORED_TAILS = _tails(str.encode)
THREAD_NAMES = tuple((str(before), str(after)) for before, after in _PACK["thread_names"])

_NAME = r"(?:(?!: ).){1,120}?"
_SUBJECT = r"[\"“„«「『'‘].{0,120}[\"”“»」』'’]"


def _subject_lines() -> re.Pattern[str]:
    lines = []
    for phrase in sorted(phrase for many in _PACK["subject_changed"].values() for phrase in many):
        name, *rest = (re.escape(piece) for piece in phrase.split("{}"))
        lines.append(name + _NAME + rest[0] + "".join(_SUBJECT + piece for piece in rest[1:]))
    return re.compile("|".join(lines))


_SUBJECT_LINE = _subject_lines()
_LONGEST_SUBJECT_LINE = 400


def may_be_subject_line(line: str) -> bool:
    """Whether a line that holds this may be what ``is_subject_line`` looks for: quick to ask."""
    return not line.isascii() or '"' in line or "'" in line


def is_subject_line(line: str) -> bool:
    """Whether a whole line without a sender is Android's notice of a new group or a new subject."""
    return (
        may_be_subject_line(line)
        and len(line) <= _LONGEST_SUBJECT_LINE
        and _SUBJECT_LINE.fullmatch(line) is not None
    )


def language_of_placeholders(texts: Iterable[str]) -> str | None:
    """The language of the phone if a placeholder for media, alone in its text, tells one other than English."""
    return next((_PLACEHOLDER_LANGUAGES[text] for text in texts if text in _PLACEHOLDER_LANGUAGES), None)


def begins_with_mark(body: str) -> bool:
    """Whether the body begins the way iOS sets off what WhatsApp wrote."""
    return body.startswith(PLATFORM_MARKS)
