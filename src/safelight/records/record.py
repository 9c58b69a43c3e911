"""The record: one thing that happened according to an exhibit."""

from enum import StrEnum

import msgspec

from safelight.records.moment import Micros


class Kind(StrEnum):
    """What sort of thing happened."""

    MESSAGE = "message"
    CALL = "call"
    SIGN_IN = "sign_in"
    POST = "post"
    REACTION = "reaction"
    MEMBERSHIP = "membership"
    LOCATION = "location"
    MEDIA = "media"
    CONTACT = "contact"
    SEARCH = "search"
    TRANSACTION = "transaction"
    NOTICE = "notice"
    """A line the platform wrote itself: encryption notice, group renamed, security code changed."""


class AtQuality(StrEnum):
    """How far the time can be relied on."""

    EXACT = "exact"
    """An instant with its zone, as the source states it."""
    ZONE_ASSUMED = "zone_assumed"
    """A local time; the zone was told to us or assumed."""
    AMBIGUOUS = "ambiguous"
    """Two readings remain (day-month order, or a clock that went back); the other is in ``at_other``."""
    MISSING = "missing"


class Direction(StrEnum):
    """Seen from the owner of the device or account the exhibit came from."""

    TOWARDS_OWNER = "towards_owner"
    FROM_OWNER = "from_owner"
    UNKNOWN = "unknown"


class State(StrEnum):
    """What became of it, as the source shows it."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    UNSENT = "unsent"
    MISSED = "missed"
    DRAFT = "draft"
    FAILED = "failed"
    BY_PLATFORM = "by_platform"


class Doubt(StrEnum):
    """What a careful reader would hold against a record. Never a reason to drop it."""

    HEADER_IN_BODY = "header_in_body"
    TIME_RUNS_BACKWARDS = "time_runs_backwards"
    SENDER_UNCERTAIN = "sender_uncertain"
    SENDER_MISSING = "sender_missing"
    NOT_UTF8 = "not_utf8"
    DUPLICATE_KEY = "duplicate_key"
    DUPLICATE_ID = "duplicate_id"
    LONE_SURROGATE = "lone_surrogate"
    CUT_SHORT = "cut_short"
    HIDDEN_CHARACTERS = "hidden_characters"
    MOJIBAKE_REPAIRED = "mojibake_repaired"
    MOJIBAKE_NOT_REPAIRED = "mojibake_not_repaired"
    UNSURE_READING = "unsure_reading"


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One thing that happened according to an exhibit, and where in the exhibit it stands.

    ``offset`` and ``length`` are bytes in the member as stored (after decompression, before any decoding).
    ``at`` and ``at_other`` are microseconds since 1970 in UTC. ``text`` is as written and never normalised;
    it is ``None`` where the source has no text, and ``""`` where it has an empty one.
    """

    kind: Kind
    member: str
    offset: int
    length: int
    pointer: str = ""
    """Where inside those bytes, if bytes alone do not say: a JSON pointer, a mail part, a row."""
    at: Micros | None = None
    at_quality: AtQuality = AtQuality.MISSING
    at_other: Micros | None = None
    at_text: str = ""
    platform: str = ""
    thread: str = ""
    """The conversation as the source names it; unique within an exhibit and platform."""
    sender: str | None = None
    """The account as written; ``None`` where the source does not say. Never invented."""
    recipients: tuple[str, ...] = ()
    direction: Direction = Direction.UNKNOWN
    text: str | None = None
    state: State = State.SENT
    attachments: tuple[str, ...] = ()
    reply_to: str = ""
    doubts: tuple[Doubt, ...] = ()
    extra: dict[str, str] = {}
    """What else the source says, by the source's own names."""
