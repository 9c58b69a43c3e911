"""Rows of returned tables as records, by what each column is called: a table is described once, as data."""

from collections.abc import Callable, Collection, Mapping
from datetime import tzinfo

import msgspec

from safelight.readers.account_list import RELATION, THREADS, Relation
from safelight.readers.entry_record import direction_by, record_of
from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.json_text import Element
from safelight.readers.reader import ReadingHints
from safelight.readers.returns.ruled_csv import columns_by_key, key_of
from safelight.records.record import Direction, Doubt, Kind, Record

Moment = Callable[[str, tzinfo | None], At]


class Sort(msgspec.Struct, frozen=True, kw_only=True):
    """A table known by the columns it must have. The other fields name columns; the first that is there counts."""

    what: str
    needs: frozenset[str]
    kind: Kind = Kind.MESSAGE
    at: tuple[str, ...] = ()
    sender: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    """All of these are taken, not only the first."""
    thread: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    reply_to: tuple[str, ...] = ()
    relation: Relation | None = None
    """What the account in the row is to the one the return is about."""
    thread_name: str = ""
    """Where no column names the conversation."""


class Told(msgspec.Struct, frozen=True):
    """A text, and what to say and doubt about it."""

    text: str
    notes: Mapping[str, str] = {}
    doubts: tuple[Doubt, ...] = ()


class Platform(msgspec.Struct, frozen=True):
    """What all tables of one platform's returns share."""

    name: str
    sorts: tuple[Sort, ...]
    moment: Moment
    words: Callable[[str], Told] = Told
    files: Callable[[str], tuple[str, ...]] = lambda said: (said,)

    def sort_of(self, names: Collection[str]) -> Sort | None:
        """The first table whose columns are all there."""
        keys = frozenset(map(key_of, names))
        return next((sort for sort in self.sorts if sort.needs <= keys), None)


def record_of_row(element: Element, sort: Sort, member: str, platform: Platform, hints: ReadingHints) -> Record:
    """Columns that the table's description does not name stay by their own names."""
    columns = columns_by_key(tuple(element.value))

    def first(keys: tuple[str, ...]) -> str:
        return next((name for key in keys if (name := columns.get(key, "")) and element.value[name]), "")

    at_column, sender_column = first(sort.at), first(sort.sender)
    text_column = next((columns[key] for key in sort.text if key in columns), "")
    sender = element.value.get(sender_column) or None
    recipients = tuple(dict.fromkeys(element.value[name] for name in map(columns.get, sort.recipients) if name))
    others = tuple(name for name in recipients if name and name != sender)
    at, at_text = _moment(element, sort, columns, platform, hints)
    told = platform.words(element.value[text_column]) if text_column else None
    known = {at_column, sender_column, text_column, first(sort.reply_to), *map(columns.get, sort.recipients)}
    own = msgspec.structs.replace(element, doubts=(*element.doubts, *(told.doubts if told else ())))
    return record_of(
        own,
        member=member,
        platform=platform.name,
        known={name for name in known if name} - ({sender_column} if sort.kind is Kind.SIGN_IN else set()),
        kind=sort.kind,
        at=at,
        at_text=at_text,
        thread=_thread(element, sort, first),
        sender=sender if sort.kind is not Kind.SIGN_IN else None,
        recipients=others,
        direction=_direction(sort, sender, others, hints),
        text=told.text if told else None,
        attachments=_files(element, first(sort.attachments), platform),
        reply_to=str(element.value.get(first(sort.reply_to), "")),
        extra={**(told.notes if told else {}), **({RELATION: sort.relation} if sort.relation else {})},
    )


def _moment(
    element: Element, sort: Sort, columns: Mapping[str, str], platform: Platform, hints: ReadingHints
) -> tuple[At, str]:
    """The first column that gives a time; failing that, what the first of them says."""
    said = [text for key in sort.at if (text := element.value.get(columns.get(key, ""), ""))]
    for text in said:
        if (at := platform.moment(text, hints.zone)).at is not None:
            return at, text
    return NO_TIME, said[0] if said else ""


def _thread(element: Element, sort: Sort, first: Callable[[tuple[str, ...]], str]) -> str:
    named = str(element.value.get(first(sort.thread), "")) if sort.thread else ""
    return named or sort.thread_name or (THREADS[sort.relation] if sort.relation else "")


def _direction(sort: Sort, sender: str | None, others: tuple[str, ...], hints: ReadingHints) -> Direction:
    if sort.kind not in (Kind.MESSAGE, Kind.CALL):
        return Direction.UNKNOWN
    return direction_by((sender,), hints, {sender, *others})


def _files(element: Element, column: str, platform: Platform) -> tuple[str, ...]:
    said = str(element.value.get(column, "")) if column else ""
    return tuple(name for name in platform.files(said) if name) if said else ()
