"""What a body is when WhatsApp wrote all or part of it: media, deletions, calls, notices, edits.

Users' own words never decide. Each rule needs a mark that WhatsApp puts before its text, or an exact string of it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from safelight.readers.whatsapp import phrases
from safelight.readers.whatsapp.marks import PLATFORM_MARKS, without_marks
from safelight.records.record import Kind, State
from safelight.records.runs import Stored

Written = TypeVar("Written", str, bytes)


class Meaning(NamedTuple):
    """What a body stands for. ``has_sender`` is false where the name before it is not that of an author."""

    kind: Kind = Kind.MESSAGE
    state: State = State.SENT
    attachments: tuple[str, ...] = ()
    has_sender: bool = True
    extra: dict[str, str] | None = None


PLAIN = Meaning()
NOTICE = Meaning(Kind.NOTICE, State.BY_PLATFORM, has_sender=False)
_DELETED = Meaning(state=State.DELETED)
_MISSED = Meaning(Kind.CALL, State.MISSED)

_MARK = f"[{''.join(PLATFORM_MARKS)}]"
_MARKS = re.compile(_MARK)
_NAMED_FILE = re.compile(rf"{_MARK}<[^<>:\n]{{1,40}}: ([^<>\n]{{1,255}})>")
_ENDS_EDITED = re.compile(rf"{_MARK}<[^<>:\n]{{1,60}}>$")
_ATTACHED = re.compile(rf"(?P<mark>{_MARK}?)(?P<file>[^\n]{{1,255}}) \((?P<words>[^()\n]{{1,40}})\)")
_MEDIA_NAME = re.compile(r"(?:IMG|VID|PTT|AUD|STK|DOC)-\d{8}-WA\d+\.\w{1,5}")
_TELLING = ("<", ")", *PLATFORM_MARKS)
_STORED_TELLING = (b"<", b")")
_STORED_MARKS = re.compile("|".join(PLATFORM_MARKS).encode())
_FIRST_OF_MARKS = PLATFORM_MARKS[0].encode()[:1]
_PLACES = ("https://maps.google.com/", "https://foursquare.com/v/")
_FILE_ENDING = re.compile(r"\.\w{1,5}$")
_LONGEST_PHRASE = 400


def may_mean_more(bodies: Sequence[str]) -> list[int]:
    """The places of those bodies with a sender that may be anything but a text, and do not say that one was deleted.

    Quick to ask of a million.
    """
    if isinstance(bodies, Stored):
        together, pieces = b"".join(bodies.pieces), bodies.pieces
        marked = _with_any(pieces, together, (_FIRST_OF_MARKS,))
        return _with_any(pieces, together, _STORED_TELLING) + [
            n for n in marked if _STORED_MARKS.search(pieces[n])
        ]
    return _with_any(bodies, "".join(bodies), _TELLING)


def _with_any(bodies: Sequence[Written], together: Written, telling: Sequence[Written]) -> list[int]:
    return [place for sign in telling if sign in together for place, body in enumerate(bodies) if sign in body]


def meaning_on_android(body: str) -> Meaning:
    """The meaning of a body with a sender in an export whose headers end in a dash."""
    if "<" in body or ")" in body:
        return _with_placeholder(body)
    return _DELETED if body in phrases.DELETED_AS_WRITTEN else PLAIN


def meaning_on_iphone(body: str, *, generated: bool) -> Meaning:
    """The meaning of a body after a header in brackets; ``generated`` says that a mark stands before that."""
    if generated or "\u200e" in body or "\u200f" in body:
        return _with_marks(body, generated=generated)
    return PLAIN


def _with_placeholder(body: str) -> Meaning:
    first_line = body[:_LONGEST_PHRASE].partition("\n")[0].rstrip("\r")
    if first_line.endswith(">") and phrases.bare(first_line) in phrases.OMITTED:
        return Meaning(attachments=(first_line,), extra={"media": "omitted"})
    if first_line.endswith(")"):
        attached = _ATTACHED.fullmatch(first_line)
        if attached and _is_attachment(attached):
            return Meaning(attachments=(attached["file"],))
    return _edited(body) if body.endswith(">") else PLAIN


def _is_attachment(attached: re.Match[str]) -> bool:
    return bool(
        attached["mark"] or attached["words"] in phrases.ATTACHED or _MEDIA_NAME.fullmatch(attached["file"])
    )


def _edited(body: str) -> Meaning:
    _, opening, ending = body.rpartition("<")
    if _ENDS_EDITED.search(body) or (opening and phrases.bare(opening + ending) in phrases.EDITED):
        return Meaning(state=State.EDITED)
    return PLAIN


def without_sender(line: str) -> Meaning:
    """The meaning of a line that names no sender."""
    if phrases.bare(line[:_LONGEST_PHRASE]) in phrases.MISSED_CALL:
        return _MISSED
    return NOTICE


def _with_marks(body: str, *, generated: bool) -> Meaning:
    files = tuple(_NAMED_FILE.findall(body))
    if files:
        return Meaning(attachments=files)
    if not phrases.begins_with_mark(body):
        return _left_out_document(body) if generated and _MARKS.search(body) else _edited(body)
    meaning = _by_whatsapp(body)
    if generated and meaning is NOTICE:
        return Meaning(attachments=(without_marks(body).strip(),), extra={"media": "omitted"})
    return meaning


def _left_out_document(body: str) -> Meaning:
    """``NAME • MARK 3 pages MARK document omitted``, or a caption and a placeholder."""
    pieces = [piece.strip() for piece in _MARKS.split(body)]
    name = pieces[0].removesuffix("•").strip()
    return Meaning(attachments=(name if _FILE_ENDING.search(name) else pieces[-1],), extra={"media": "omitted"})


def _by_whatsapp(body: str) -> Meaning:
    pieces = [phrases.bare(piece).rstrip(",،、") for piece in _MARKS.split(body) if piece.strip()]
    head = pieces[0] if pieces else ""
    if phrases.bare(body) in phrases.DELETED:
        return _DELETED
    if head in phrases.MISSED_CALL:
        return _MISSED
    if head in phrases.CALL:
        return Meaning(Kind.CALL, extra={"call": " ".join(pieces[1:])})
    if body.split()[-1].startswith(_PLACES) or _is_poll(body):
        return PLAIN
    return NOTICE


def _is_poll(body: str) -> bool:
    """A question on the line after the title, and a mark before every choice."""
    lines = body.split("\n")
    return len(lines) > 2 and all(phrases.begins_with_mark(line) for line in lines[2:])
