"""One entry of a list in a Meta download as a record."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from safelight.readers.account_list import RELATION, Relation
from safelight.readers.entry_record import record_of
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_text import Element
from safelight.readers.json_value import strings_in, text_of
from safelight.readers.meta_account.plain import Plain, plain, repaired_throughout
from safelight.readers.meta_account.sorts import Sort
from safelight.readers.place import place
from safelight.readers.written_moment import counted_by_magnitude
from safelight.records.record import Direction, Kind, Record, State

TIMES = (
    "timestamp",
    "Time",
    "created_timestamp",
    "creation_timestamp",
    "verification_time",
    "Change Date",
    "Last Login",
    "GPS Time Uploaded",
    "Time Uploaded",
)
WHO = ("Username", "username", "title", "value", "name", "full_name", "Contact Information", "First Name")
SEARCHED = ("Search", "title", "value")
WRITTEN = ("Comment", "title")
COMMENTED = ("Media Owner",)
_PLACES = (("Precise Latitude", "Precise Longitude"), ("Imprecise Latitude", "Imprecise Longitude"))


def record_in(element: Element, sort: Sort, list_name: str, member: str) -> Record:
    """The entry as what its list is of; what it says beyond that stays by the source's own names."""
    flat = plain(element.value)
    name, at = _moment(flat)
    who = _who(flat, sort)
    text, text_name, author = _text(flat, sort)
    taken = {name, who, text_name} - {""}
    own = {key: value for key, value in flat.said.items() if key not in taken}
    return record_of(
        Element(element.pointer, element.start, element.end, own, (*element.doubts, *flat.doubts), element.notes),
        member=member,
        platform=sort.platform,
        known=(),
        kind=sort.kind,
        at=at,
        at_text=flat.said.get(name, ""),
        thread=sort.thread,
        sender=author,
        recipients=(flat.said[who],) if who else (),
        direction=Direction.FROM_OWNER if sort.kind is Kind.POST else Direction.UNKNOWN,
        text=text,
        state=State.BY_PLATFORM if sort.kind is Kind.NOTICE else State.SENT,
        attachments=_attachments(flat.mended) if sort.kind is Kind.POST else (),
        extra={
            **({RELATION: sort.relation.value} if sort.relation else {}),
            **(place_of(flat.said) if sort.kind is Kind.LOCATION else {}),
            **({"list": list_name} if list_name else {}),
        },
    )


def own_profile(element: Element, sort: Sort, list_name: str, member: str) -> Record:
    """Facebook's profile of the download's own account: its name is inside ``name``."""
    names = element.value.get("name")
    full = text_of(names.get("full_name")) if isinstance(names, dict) else text_of(names)
    mended, doubts = repaired_throughout({"full_name": full or "", **element.value})
    said = mended.pop("full_name")
    return record_of(
        Element(element.pointer, element.start, element.end, mended, (*element.doubts, *doubts), element.notes),
        member=member,
        platform=sort.platform,
        known=(),
        kind=sort.kind,
        thread=sort.thread,
        recipients=(said,) if said else (),
        extra={RELATION: Relation.OWN.value, "list": list_name},
    )


def _moment(flat: Plain) -> tuple[str, At]:
    """By the names that say when; else the only count there is; else a title that is a time itself."""
    name = first_of(TIMES, flat.counts)
    if not name and len(flat.counts) == 1:
        (only,) = flat.counts
        name = (
            only
            if counted_by_magnitude(flat.counts[only]).at is not None and _is_recent(flat.counts[only])
            else ""
        )
    if name:
        return name, counted_by_magnitude(flat.counts[name])
    title = iso(flat.said.get("title"), None)
    return ("title", title) if title.at is not None else ("", NO_TIME)


def _is_recent(count: int) -> bool:
    """A count that can be a time: from 2001 on. Smaller numbers are ports and the like."""
    return count >= 10**9


def first_of(names: Iterable[str], said: Mapping[str, object]) -> str:
    return next((name for name in names if said.get(name)), "")


def _who(flat: Plain, sort: Sort) -> str:
    """The name under which the entry says whom it is about: a contact, or whose picture was commented on."""
    if sort.relation:
        return first_of(WHO, flat.said)
    return first_of(COMMENTED, flat.said) if sort.kind is Kind.POST else ""


def _text(flat: Plain, sort: Sort) -> tuple[str | None, str, str | None]:
    """What was searched for or written, the name it stands under if it is in no list of its own, and by whom."""
    if sort.kind not in (Kind.SEARCH, Kind.POST):
        return None, "", None
    for each in _objects(flat.mended.get("data")):
        comment = each.get("comment")
        if isinstance(comment, dict) and isinstance(comment.get("comment"), str):
            return comment["comment"], "", text_of(comment.get("author"))
        words = each.get("text") if sort.kind is Kind.SEARCH else each.get("post")
        if isinstance(words, str):
            return words, "", None
    name = first_of(SEARCHED if sort.kind is Kind.SEARCH else WRITTEN, flat.said)
    if name:
        return flat.said[name], name, None
    return next(iter(strings_in(flat.mended.get("media"), "title")), None), "", None


def _objects(value: object) -> Iterator[dict[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def _attachments(mended: Mapping[str, Any]) -> tuple[str, ...]:
    """The files of a post, as the download names them."""
    found = list(strings_in(mended.get("media"), "uri"))
    for attached in _objects(mended.get("attachments")):
        for part in _objects(attached.get("data")):
            found += strings_in([part.get("media")], "uri")
    return tuple(found)


def place_of(said: Mapping[str, str]) -> dict[str, str]:
    """The precise place where the source gives both."""
    found = (place(said.get(north), said.get(east)) for north, east in _PLACES)
    return next((each for each in found if each), {})
