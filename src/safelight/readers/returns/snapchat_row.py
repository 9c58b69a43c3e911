"""One row of a table in a Snapchat return as a record, by the names of its columns."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from safelight.readers.account_list import CHANGES, RELATION, SIGN_INS, Relation
from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_text import Element
from safelight.readers.place import PLACES, place
from safelight.readers.reader import ReadingHints
from safelight.readers.returns.ruled_csv import columns_by_key, key_of
from safelight.readers.returns.snapchat_moment import moment_of
from safelight.readers.snapchat_media_type import kind_and_state
from safelight.records.record import Direction, Kind, Record, State

_PLATFORM = "Snapchat"
_TIMES = (
    "timestamp", "call_start", "created", "created_at", "creation_time", "date", "time", "last_seen_time",
    "first_seen_time", "login_time", "last_event_timestamp", "call_end", "email_verified_timestamp",
)  # fmt: skip
_ACCOUNTS = ("username", "friend_username", "user_id", "friend_user_id")


class Sort(NamedTuple):
    """A table known by the columns it must have."""

    columns: frozenset[str]
    what: str
    record: "Callable[[_Said, ReadingHints], Record]"


class _Said:
    """What a row says, by how its columns are looked up; nothing asked for goes into ``extra``."""

    def __init__(self, element: Element, member: str) -> None:
        self.element, self.member = element, member
        self._columns = columns_by_key(tuple(element.value))
        self._used: set[str] = set()

    def of(self, key: str) -> str:
        name = self._columns.get(key, "")
        self._used.add(name)
        return str(self.element.value.get(name, ""))

    def peek(self, key: str) -> str:
        """The same, and the column goes into ``extra`` all the same."""
        return str(self.element.value.get(self._columns.get(key, ""), ""))

    def has(self, key: str) -> bool:
        return key in self._columns

    def moment(self, hints: ReadingHints) -> tuple[At, str]:
        """The first column that gives a time."""
        written = ""
        for key in _TIMES:
            if key in self._columns and (text := self.peek(key)).strip():
                if (at := moment_of(text, hints.zone)).at is not None:
                    return at, self.of(key)
                written = written or key
        return NO_TIME, self.of(written) if written else ""

    @property
    def known(self) -> frozenset[str]:
        return frozenset(self._used)


def _message(said: _Said, hints: ReadingHints) -> Record:
    at, at_text = said.moment(hints)
    sender = said.of("sender_username") or said.peek("sender_user_id") or None
    recipient = said.of("recipient_username") or said.peek("recipient_user_id")
    members = _listed(said.peek("group_member_usernames"))
    recipients = (recipient,) if recipient else tuple(name for name in members if name != sender)
    kind, state = kind_and_state(said.peek("message_type").upper())
    authors = (sender, said.peek("sender_user_id"))
    return record_of(
        said.element,
        member=said.member,
        platform=_PLATFORM,
        kind=kind,
        at=at,
        at_text=at_text,
        thread=said.peek("conversation_id") or said.peek("conversation_title"),
        sender=sender,
        recipients=recipients,
        direction=direction_by(authors, hints, {*authors, *recipients, *members, said.peek("recipient_user_id")}),
        text=said.of("text") if said.has("text") else None,
        state=state,
        attachments=_media(said.peek("media_id")),
        reply_to=said.of("reply_to_message_id"),
        known=said.known,
    )


def _call(said: _Said, hints: ReadingHints) -> Record:
    at, at_text = said.moment(hints)
    caller = next((name for key in ("creator", "creator_username", "caller") if (name := said.of(key))), None)
    return _plain(
        said, Kind.CALL, at, at_text, said.peek("conversation_id") or said.peek("call_id"), sender=caller,
        direction=direction_by((caller,), hints, {caller}),
    )  # fmt: skip


def _in_call(said: _Said, hints: ReadingHints) -> Record:
    """Who took part: a table of its own under each call."""
    at, at_text = said.moment(hints)
    return _plain(said, Kind.MEMBERSHIP, at, at_text, said.peek("call_id"), recipients=_accounts(said))


def _sign_in(said: _Said, hints: ReadingHints) -> Record:
    return _plain(said, Kind.SIGN_IN, *said.moment(hints), SIGN_INS)


def _place(said: _Said, hints: ReadingHints) -> Record:
    return _plain(said, Kind.LOCATION, *said.moment(hints), PLACES, extra=_where(said))


def _memory(said: _Said, hints: ReadingHints) -> Record:
    return _plain(
        said, Kind.MEDIA, *said.moment(hints), "Memories", attachments=_media(said.peek("media_id")),
        extra=_where(said),
    )  # fmt: skip


def _change(said: _Said, hints: ReadingHints) -> Record:
    return _plain(said, Kind.NOTICE, *said.moment(hints), CHANGES, state=State.BY_PLATFORM)


def _conversation(said: _Said, hints: ReadingHints) -> Record:
    members = _listed(said.peek("participants") or said.peek("group_member_usernames"))
    return _plain(
        said, Kind.MEMBERSHIP, *said.moment(hints), said.peek("conversation_id"), recipients=members,
        state=State.BY_PLATFORM,
    )  # fmt: skip


def _subscriber(said: _Said, hints: ReadingHints) -> Record:
    return _plain(
        said, Kind.CONTACT, *said.moment(hints), "", recipients=_accounts(said), extra={RELATION: Relation.OWN}
    )


def _friend(said: _Said, hints: ReadingHints) -> Record:
    return _plain(said, Kind.CONTACT, *said.moment(hints), "Friends", recipients=_accounts(said))


def _other(said: _Said, hints: ReadingHints) -> Record:
    return _plain(said, Kind.NOTICE, *said.moment(hints), "", state=State.BY_PLATFORM)


SORTS = (
    Sort(frozenset({"sender_username", "timestamp"}), "messages", _message),
    Sort(frozenset({"call_start"}), "calls", _call),
    Sort(frozenset({"media_id", "source_type"}), "memories", _memory),
    Sort(frozenset({"latitude", "longitude"}), "places", _place),
    Sort(frozenset({"country", "city", "timestamp"}), "places", _place),
    Sort(frozenset({"ip", "timestamp"}), "addresses", _sign_in),
    Sort(frozenset({"ip", "first_seen_time"}), "addresses", _sign_in),
    Sort(frozenset({"old_value", "new_value"}), "changes to the account", _change),
    Sort(frozenset({"username", "user_id", "created"}), "the account itself", _subscriber),
    Sort(frozenset({"conversation_id", "creation_time"}), "conversations", _conversation),
    Sort(frozenset({"friend_username"}), "friends", _friend),
)
"""Tables known by name, the surest first."""
UNDER_A_CALL = Sort(frozenset(), "those in a call", _in_call)
OTHER = Sort(frozenset(), "other facts", _other)


def sort_of(names: tuple[str, ...], above: Sort | None) -> Sort | None:
    """Which table it is; one with a time or an account in it is kept as notices, any other is not known."""
    keys = frozenset(map(key_of, names))
    if above is not None and above.what == "calls":
        return UNDER_A_CALL
    found = next((sort for sort in SORTS if sort.columns <= keys), None)
    return found or (OTHER if not keys.isdisjoint({*_TIMES, *_ACCOUNTS, "birthdate", "snap_privacy"}) else None)


def record_of_row(element: Element, sort: Sort, member: str, hints: ReadingHints) -> Record:
    """Columns nobody here knows stay by their own names."""
    return sort.record(_Said(element, member), hints)


def _plain(
    said: _Said,
    kind: Kind,
    at: At,
    at_text: str,
    thread: str,
    *,
    sender: str | None = None,
    recipients: tuple[str, ...] = (),
    direction: Direction = Direction.UNKNOWN,
    state: State = State.SENT,
    attachments: tuple[str, ...] = (),
    extra: Mapping[str, str] | None = None,
) -> Record:
    return record_of(
        said.element,
        member=said.member,
        platform=_PLATFORM,
        known=said.known,
        kind=kind,
        at=at,
        at_text=at_text,
        thread=thread,
        sender=sender,
        recipients=recipients,
        direction=direction,
        state=state,
        attachments=attachments,
        extra=extra,
    )


def _listed(value: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in value.split(";") if name.strip())


def _media(value: str) -> tuple[str, ...]:
    """Ids of media, in newer returns each after its sort and a colon."""
    return tuple(name.rpartition(":")[2].strip() for name in _listed(value))


def _accounts(said: _Said) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for key in _ACCOUNTS if (name := said.peek(key))))


def _where(said: _Said) -> dict[str, str]:
    """“34.47359 ± 39.66 meters” holds the place and how far off it may be."""
    north, _, off = said.peek("latitude").partition("±")
    east = said.peek("longitude").partition("±")[0]
    metres = (said.peek("accuracy") or off).strip().removesuffix("meters").strip()
    return place(north.strip(), east.strip(), metres or None)
