"""The strings WhatsApp writes itself, from ``phrases.yaml``, ready for exact comparison."""

import re
from importlib.resources import files

import yaml

from safelight.readers.whatsapp.marks import PLATFORM_MARKS, without_marks

_FULL_STOPS = ".。।"
_PACK = yaml.safe_load(files(__package__).joinpath("phrases.yaml").read_text("utf-8"))


def bare(body: str) -> str:
    """A body as it is compared: without direction marks, outer blanks and the final full stop."""
    return without_marks(body).strip().rstrip(_FULL_STOPS)


def _phrases(name: str) -> frozenset[str]:
    return frozenset(bare(phrase) for many in _PACK[name].values() for phrase in many)


OMITTED = _phrases("omitted") | _phrases("view_once_omitted")
ATTACHED = _phrases("attached")
EDITED = _phrases("edited")
DELETED_BY_OWNER = _phrases("deleted_by_owner")
DELETED = _phrases("deleted") | DELETED_BY_OWNER
DELETED_AS_WRITTEN = frozenset(
    mark + phrase + stop for phrase in DELETED for stop in ("", *_FULL_STOPS) for mark in ("", *PLATFORM_MARKS)
)
MISSED_CALL = _phrases("missed_call")
CALL = _phrases("call")
THREAD_NAMES = tuple((str(before), str(after)) for before, after in _PACK["thread_names"])

_NAME = r"(?:(?!: ).){1,120}?"
_SUBJECT = r"[\"“„«「『'‘].{0,400}[\"”“»」』'’]"


def _subject_lines() -> re.Pattern[str]:
    lines = []
    for phrase in sorted(phrase for many in _PACK["subject_changed"].values() for phrase in many):
        name, *rest = (re.escape(piece) for piece in phrase.split("{}"))
        lines.append(name + _NAME + rest[0] + "".join(_SUBJECT + piece for piece in rest[1:]))
    return re.compile("|".join(lines))


_SUBJECT_LINE = _subject_lines()
_LONGEST_SUBJECT_LINE = 1000


def is_subject_line(line: str) -> bool:
    """Whether a whole line without a sender is Android's notice of a new group or a new subject."""
    return len(line) <= _LONGEST_SUBJECT_LINE and _SUBJECT_LINE.fullmatch(line) is not None


def language_of_placeholders(text: str) -> str | None:
    """The language of the exporting phone if its placeholder for media tells one other than English."""
    for language, phrases in _PACK["omitted"].items():
        if language not in {"en", "recalled"} and any(phrase in text for phrase in phrases):
            return str(language)
    return None


def begins_with_mark(body: str) -> bool:
    """Whether the body begins the way iOS sets off what WhatsApp wrote."""
    return body.startswith(PLATFORM_MARKS)
