"""One entry of a list in TikTok's download that is no chat: a sign-in, a search, a comment, a person."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.readers.account_list import POSTS, RELATION, SEARCHES, SIGN_INS, THREADS, Relation
from safelight.readers.entry_record import record_of
from safelight.readers.json_moment import At
from safelight.readers.json_text import Element
from safelight.readers.json_value import text_of, written
from safelight.readers.written_moment import zoned
from safelight.records.record import Direction, Kind, Record


class TikTokList(NamedTuple):
    """What a list holds, and the names each of its entries has."""

    kind: Kind
    thread: str
    names: frozenset[str]
    said: str = ""
    """The name under which an entry has words or says whom it is about."""
    relation: Relation | None = None


def _people(relation: Relation) -> TikTokList:
    return TikTokList(Kind.CONTACT, THREADS[relation], frozenset({"Date", "UserName"}), "UserName", relation)


_SEARCHES = TikTokList(Kind.SEARCH, SEARCHES, frozenset({"Date", "SearchTerm"}), "SearchTerm")
LISTS: Mapping[str, TikTokList] = {
    "Login History": TikTokList(Kind.SIGN_IN, SIGN_INS, frozenset({"IP"})),
    "Search History": _SEARCHES,
    "Searches": _SEARCHES,
    "Follower List": _people(Relation.FOLLOWER),
    "Follower": _people(Relation.FOLLOWER),
    "Following List": _people(Relation.FOLLOWING),
    "Following": _people(Relation.FOLLOWING),
    "Block List": _people(Relation.BLOCKED),
    "Block": _people(Relation.BLOCKED),
    "Comments": TikTokList(Kind.POST, POSTS, frozenset({"date", "comment"}), "comment"),
}
"""By the name of the part of the download they stand in."""

_SECTION_DEPTH = 2


def list_name(pointer: str) -> str:
    """The name of the list at a place in the file; empty for a chat."""
    steps = pointer.split("/", _SECTION_DEPTH + 1)[1 : _SECTION_DEPTH + 1]
    return next((step for step in steps if step in LISTS), "")


def entry_of(element: Element, name: str, path: str) -> Record:
    """The entry as a record; what it says beyond its list's own names stays by TikTok's names."""
    sort, source = LISTS[name], element.value
    at_text = written(value_of(source, "Date") or "")
    said = text_of(value_of(source, sort.said)) if sort.said else None
    return record_of(
        element,
        member=path,
        platform="TikTok",
        known={"Date", "date", sort.said, sort.said.lower()},
        kind=sort.kind,
        at=moment(at_text),
        at_text=at_text,
        thread=sort.thread,
        recipients=(said,) if said and sort.relation else (),
        direction=Direction.FROM_OWNER if sort.kind is Kind.POST else Direction.UNKNOWN,
        text=None if sort.relation else said,
        extra={RELATION: sort.relation.value} if sort.relation else {},
    )


def moment(at_text: str) -> At:
    """The zone of the phone says nothing here: without a zone of its own the time is UTC, assumed."""
    return zoned(at_text, None)


def value_of(source: Mapping[str, object], name: str) -> object:
    """Names begin with a capital in most downloads and with a small letter in some."""
    return source.get(name, source.get(name.lower()))
