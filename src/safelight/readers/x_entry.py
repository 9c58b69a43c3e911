"""One entry of a list in an X archive: an account blocked or followed, a sign-in, a device, a post."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from safelight.readers.account_list import (
    CHANGES,
    DEVICES,
    POSTS,
    RELATION,
    SEARCHES,
    SIGN_INS,
    THREADS,
    Relation,
)
from safelight.readers.entry_record import record_of
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of
from safelight.records.record import Direction, Kind, Record, State


class _Sort(NamedTuple):
    kind: Kind
    thread: str
    times: tuple[str, ...] = ()
    said: str = ""
    """The name under which an entry has words, or says whom it is about."""
    relation: Relation | None = None
    state: State = State.SENT


def _people(relation: Relation) -> _Sort:
    return _Sort(Kind.CONTACT, THREADS[relation], said="accountId", relation=relation)


def _by_platform(thread: str, *times: str) -> _Sort:
    return _Sort(Kind.NOTICE, thread, times, state=State.BY_PLATFORM)


_SORTS: Mapping[str, _Sort] = {
    "account": _people(Relation.OWN),
    "blocking": _people(Relation.BLOCKED),
    "muting": _people(Relation.MUTED),
    "follower": _people(Relation.FOLLOWER),
    "following": _people(Relation.FOLLOWING),
    "ipAudit": _Sort(Kind.SIGN_IN, SIGN_INS, ("createdAt",)),
    "accountCreationIp": _Sort(Kind.SIGN_IN, SIGN_INS),
    "deviceToken": _by_platform(DEVICES, "lastSeenAt", "createdAt"),
    "connectedApplication": _by_platform("Connected applications", "approvedAt"),
    "screenNameChange": _by_platform(CHANGES, "changedAt"),
    "emailAddressChange": _by_platform(CHANGES, "changedAt"),
    "savedSearch": _Sort(Kind.SEARCH, SEARCHES, said="query"),
    "tweet": _Sort(Kind.POST, POSTS, ("created_at",), "full_text"),
}
_UNKNOWN = _by_platform("Entries of a kind not known")
_INNER = frozenset({"screenNameChange", "emailChange"})
"""What a change of a name or address holds once more inside."""
_POST_TIME = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d:\d\d:\d\d) ([+-]\d{2})(\d{2}) (\d{4})")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ESCAPE = re.compile("&(?:lt|gt|amp);")


def entry_of(element: Element, path: str) -> Record:
    """The entry as what it calls itself; what it says beyond that stays by X's own names."""
    name, inner = next(iter(element.value.items()), ("", None))
    said = _unfolded(inner) if isinstance(inner, dict) and len(element.value) == 1 else element.value
    sort = _SORTS.get(name, _UNKNOWN)
    at, at_text, time = _moment(said, sort.times)
    words = text_of(said.get(sort.said)) if sort.said else None
    text = _text(words, sort)
    is_deleted = sort.kind is Kind.POST and bool(said.get("deleted_at"))
    return record_of(
        Element(element.pointer, element.start, element.end, dict(said), element.doubts, element.notes),
        member=path,
        platform="X",
        known={time, sort.said} if sort.relation or text == words else {time},
        kind=sort.kind,
        at=at,
        at_text=at_text,
        thread=sort.thread,
        recipients=(words,) if words and sort.relation else (),
        direction=Direction.FROM_OWNER if sort.kind is Kind.POST else Direction.UNKNOWN,
        text=text,
        state=State.DELETED if is_deleted else sort.state,
        reply_to=text_of(said.get("in_reply_to_status_id_str")) or "",
        extra={"list": name, **({RELATION: sort.relation.value} if sort.relation else {})},
    )


def _text(words: str | None, sort: _Sort) -> str | None:
    """X escapes three characters in posts and no others; posts as it wrote them stay beside the record."""
    if words is None or sort.relation:
        return None
    return _ESCAPE.sub(lambda match: _ESCAPED[match[0]], words) if sort.kind is Kind.POST else words


def _unfolded(source: Mapping[str, Any]) -> Mapping[str, Any]:
    """A change once more inside an entry is told beside whose it is."""
    name = next((name for name in _INNER if isinstance(source.get(name), dict)), "")
    if not name:
        return source
    return {**{key: value for key, value in source.items() if key != name}, **source[name]}


def _moment(source: Mapping[str, Any], names: tuple[str, ...]) -> tuple[At, str, str]:
    for name in names:
        written = text_of(source.get(name)) or ""
        at = iso(written, None)
        if at.at is None:
            at = _post_time(written)
        if at.at is not None:
            return at, written, name
    return NO_TIME, "", ""


def _post_time(written: str) -> At:
    """“Wed Oct 10 20:19:24 +0000 2018”, as X has written the time of a post since it began."""
    match = _POST_TIME.fullmatch(written)
    if match is None or match[1] not in _MONTHS:
        return NO_TIME
    month, day, clock, hours, minutes, year = match.groups()
    return iso(f"{year}-{_MONTHS.index(month) + 1:02}-{day}T{clock}{hours}:{minutes}", None)
