"""What Facebook and Instagram downloads (JSON) hold besides conversations: sign-ins, people, searches, posts.

Facts: the readers of public projects, of downloads of 2018 to 2026. No public sample exists.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from safelight.readers.entry_record import shown
from safelight.readers.json_outline import Items, Layout, Outline, Part
from safelight.readers.json_text import Account, Element, JsonText, head_of
from safelight.readers.json_value import decode
from safelight.readers.member import Member
from safelight.readers.meta_account.entry import own_profile, record_in
from safelight.readers.meta_account.sorts import (
    BEFORE_2021,
    COMMENTS,
    FACEBOOK_POSTS,
    FOLLOWERS,
    INSTAGRAM_POSTS,
    LABELLED,
    OWN_PROFILE,
    PROFILE,
    SORTS,
    Sort,
)
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="meta-account-json",
    title="Facebook or Instagram download: account, people and activity (JSON)",
    platform="Meta",
    version="1",
    generations=(
        "Facebook: sign-ins, sessions, recognised devices and changes; not yet seen on a real export",
        "Facebook: friends, requests, people removed, blocked and followed; not yet seen on a real export",
        "Facebook: searches, posts and comments, the own profile; not yet seen on a real export",
        "Instagram: sign-ins, devices, changes and the last known place; not yet seen on a real export",
        "Instagram: followers, people followed, blocked, restricted and removed; not yet seen on a real export",
        "Instagram: searches, posts and comments, the own profile; not yet seen on a real export",
        "files of labels and values (2024 onwards): profile activity, devices, profile visits; "
        "not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "A city beside an address is what Meta made of the address. It is not where a person stood.",
        "Labels and actions are in the language the account was set to; they are kept as they are written.",
        "Sign-ins are kept for a limited time. What is older is missing, and nothing marks where it was.",
        "A list shows how things stood on the day of the download. Who was blocked and freed again before then "
        "is not in it.",
        "Two people of the same name cannot be told apart: most lists give names and no account ids.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_OTHER_NAMES = {**dict.fromkeys(SORTS, Part.ITEMS), **dict.fromkeys(BEFORE_2021, Part.ITEMS)}
LAYOUT: Mapping[str, Layout] = {**_OTHER_NAMES, PROFILE: Part.FRAME, "label_values": Part.FRAME}
_RecordIn = Callable[[Element, Sort, str, str], Record]


class _Found(NamedTuple):
    sort: Sort
    name: str
    score: int
    record: _RecordIn = record_in


def recognise(member: Member) -> Recognition:
    """The names of its lists, or of what stands in them; for files of labels, also the file's own name."""
    head = head_of(member)
    if head is None:
        return NOT_MINE
    outline = _outline(head)
    found = [each for items in outline.lists if (each := _of_list(head, items, member.path))]
    whole = _of_whole(head, outline, member.path)
    best = max([*found, *([whole] if whole else [])], key=lambda each: each.score, default=None)
    if best is None:
        return NOT_MINE
    return Recognition(best.score, (f"It is laid out as {best.sort.platform}'s list “{best.name}”.",))


def read(
    member: Member,
    hints: ReadingHints,  # noqa: ARG001 (every time is a count since 1970, and no direction depends on who owns it)
    book: TallyBook,
) -> Iterator[Record]:
    """Every entry of every list as a record, or one record for a file that is a single form."""
    text = JsonText(member.whole())
    outline = _outline(text)
    if whole := _of_whole(text, outline, member.path):
        yield from _whole_record(text, outline, whole, member.path, book)
        return
    sorts = [_of_list(text, items, member.path) for items in outline.lists]
    if not any(sorts):
        names = shown(text.first_object(outline) or outline.root.spans)
        message = f"No list of a Facebook or Instagram download that this reader knows has these names: {names}."
        raise UnknownLayout(message)
    account = Account(book, outline)
    for items, found in zip(outline.lists, sorts, strict=True):
        for element in text.elements(items, account):
            if found:
                yield found.record(element, found.sort, found.name, member.path)
            else:
                reason = "The entries of this list are not laid out as this reader knows them. They are kept."
                account.fail(element.start, element.end, reason)
    account.up_to(len(text.data))


def _outline(text: JsonText) -> Outline:
    is_list = text.data[text.start : text.start + 64].lstrip(b" \t\r\n").startswith(b"[")
    return text.outline(Part.ITEMS if is_list else LAYOUT)


def _of_list(text: JsonText, items: Items, path: str) -> _Found | None:
    """What a list is of, by its name and the names of its first whole entry; an empty one by its name alone."""
    first = next((span for span in zip(items.starts, items.ends, strict=True) if span[1]), None)
    names = frozenset(text.object_at(*first)) if first else frozenset[str]()
    if not items.pointer:
        return _of_nameless_list(names, path)
    name = items.pointer[1:]
    sort = SORTS.get(name) or SORTS[BEFORE_2021[name]]
    if name in SORTS:
        return _Found(sort, name, 95 if first else 80) if not first or sort.names & names else None
    return _Found(sort, name, 75) if sort.names & names and _is_of_2018(names, sort) else None


def _is_of_2018(names: frozenset[str], sort: Sort) -> bool:
    """Names like “friends” are everywhere; only Facebook's own mixture of names makes them its list."""
    return bool(names & {"ip_address", "ip", "session", "user_agent", "action", "contact", "status"}) or (
        sort.relation is not None and names <= {"name", "timestamp", "contact_info", "marked_as_spam"}
    )


def _of_nameless_list(names: frozenset[str], path: str) -> _Found | None:
    stem = PurePosixPath(path).stem
    if "label_values" in names and stem in LABELLED:
        return _Found(LABELLED[stem], stem, 90)
    if names >= {"string_list_data", "media_list_data"} and stem.startswith("followers"):
        return _Found(FOLLOWERS, stem, 95)
    if "string_map_data" in names and "comments" in stem:
        return _Found(COMMENTS, stem, 95)
    if "media" in names and stem.startswith(("posts", "archived_posts")):
        return _Found(INSTAGRAM_POSTS, stem, 85)
    if "timestamp" in names and names & {"data", "attachments"} and "posts" in stem:
        return _Found(FACEBOOK_POSTS, stem, 85)
    return None


def _of_whole(text: JsonText, outline: Outline, path: str) -> _Found | None:
    """A file that is one form: the profile, or labels and values."""
    spans, stem = outline.root.spans, PurePosixPath(path).stem
    if PROFILE in spans and isinstance(text.said(outline.root, PROFILE), dict):
        return _Found(OWN_PROFILE, PROFILE, 95, own_profile)
    if "label_values" in spans and stem in LABELLED:
        return _Found(LABELLED[stem], stem, 90)
    return None


def _whole_record(text: JsonText, outline: Outline, found: _Found, path: str, book: TallyBook) -> Iterator[Record]:
    is_profile = found.name == PROFILE
    start, end = outline.root.spans[PROFILE][-1] if is_profile else (text.start, len(text.data))
    said = decode(text.data[start:end], repeats=True)
    if said is None or not isinstance(said.value, dict):
        book.fail(0, len(text.data), "This form is damaged and could not be decoded. Its bytes are kept.")
        return
    yield found.record(
        Element(f"/{PROFILE}" if is_profile else "", start, end, *said), found.sort, found.name, path
    )
    if is_profile:
        Account(book, outline).up_to(len(text.data))
    else:
        book.read(0, len(text.data))
