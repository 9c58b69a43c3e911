"""The words of a mail and what is attached to it. HTML becomes text; nothing in it runs or is fetched."""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from email import policy
from email.parser import BytesParser
from typing import TYPE_CHECKING, NamedTuple

from safelight.readers.mail.charset import decoded, header_text
from safelight.readers.mail.headers import Header
from safelight.readers.mail.html_words import text_of_html
from safelight.records.record import Doubt

if TYPE_CHECKING:
    from email.message import Message

MOST_PARTS_IN_PARTS = 100
_NOT_TOLD_APART = (
    "The parts of this mail are too many or too damaged to be told apart; its body is shown as it stands."
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"']{1,40})""", re.IGNORECASE)
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(set(range(256)) - set(_BASE64))


class Words(NamedTuple):
    """What a mail says, the names of what is attached, and remarks for the record's ``extra``."""

    text: str | None
    attachments: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    remarks: Mapping[str, str] = {}


class _Leaf(NamedTuple):
    """A part that holds something itself, and its number (``2.1``: the first part of the second)."""

    number: str
    part: "Message[str, str]"


def words_of(raw: bytes, header: Header, charset: str | None = None) -> Words:
    """Plain text where there is any, else the text of the HTML. ``charset`` overrides what the parts declare."""
    kind = _kind_if_simple(header)
    if kind:
        declared = _CHARSET.search(header.first("content-type"))
        content = _unpacked(raw[header.body_start :], header.first("content-transfer-encoding").strip().lower())
        text, doubts = decoded(content, charset or (declared[1] if declared else None))
        return _as_words([text], (), doubts, is_html=kind == "text/html")
    if raw.lower().count(b"multipart/") <= MOST_PARTS_IN_PARTS:
        try:
            return _words_of_parts(BytesParser(policy=policy.compat32).parsebytes(raw), charset)
        except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
            # The standard library's parser fails on some mails made to break it; the body is then shown whole.
            pass
    text, doubts = decoded(raw[header.body_start :], charset)
    return Words(text, doubts=doubts, remarks={"trouble": _NOT_TOLD_APART})


def _kind_if_simple(header: Header) -> str:
    """``text/plain`` or ``text/html`` for a mail of one part that is no attachment, else nothing."""
    declared = header.first("content-type").lower()
    if "name" in declared or "content-disposition" in header.fields or len(header.all("content-type")) > 1:
        return ""
    kind = declared.partition(";")[0].strip() or "text/plain"
    return kind if kind in ("text/plain", "text/html") else ""


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding == "quoted-printable":
        return quopri.decodestring(body)
    if encoding != "base64":
        return body
    digits = body.translate(None, _NOT_BASE64)
    try:
        return binascii.a2b_base64(digits[: len(digits) - len(digits) % 4])
    except binascii.Error:
        return body


def _words_of_parts(mail: "Message[str, str]", charset: str | None) -> Words:
    texts: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    attachments = []
    doubts: tuple[Doubt, ...] = ()
    for number, part in _leaves(mail, ""):
        kind = part.get_content_type()
        name = _name_of(part)
        if name or kind not in texts or part.get_content_disposition() == "attachment":
            attachments.append((number, name or kind))
            continue
        text, part_doubts = decoded(_content(part), charset or part.get_content_charset())
        texts[kind].append(text)
        doubts += part_doubts
    is_html = bool(texts["text/html"]) and not any(text.strip() for text in texts["text/plain"])
    return _as_words(texts["text/html" if is_html else "text/plain"], tuple(attachments), doubts, is_html=is_html)


def _as_words(
    texts: list[str], attachments: tuple[tuple[str, str], ...], doubts: tuple[Doubt, ...], *, is_html: bool
) -> Words:
    remarks = {}
    if is_html:
        remarks["text_from"] = "html"
        texts = [text_of_html(text) for text in texts]
    if attachments:
        remarks["attachment_parts"] = ", ".join(number for number, _ in attachments)
    text = "\n".join(texts) if texts else None
    return Words(text, tuple(name for _, name in attachments), tuple(dict.fromkeys(doubts)), remarks)


def _leaves(mail: "Message[str, str]", number: str) -> Iterator[_Leaf]:
    """Leaves in order; a mail inside the mail is one leaf. Depth is bounded before parsing."""
    content = mail.get_payload()
    if mail.get_content_maintype() != "multipart" or not isinstance(content, list):
        yield _Leaf(number or "1", mail)
        return
    for position, part in enumerate(content, 1):
        yield from _leaves(part, f"{number}.{position}" if number else str(position))


def _content(part: "Message[str, str]") -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _name_of(part: "Message[str, str]") -> str:
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError):
        # The standard library raises on some broken name parameters; the part is kept without its name.
        return "(name cannot be read)"
    return header_text(name).text
