"""What Instagram and Facebook downloads as pages (HTML) hold besides conversations: sign-ins, people, searches.

Facts: pages that readers of public projects describe, of 2022 to 2026. No public sample exists.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from safelight.readers.html_pages.outermost import outermost_of
from safelight.readers.member import Member
from safelight.readers.meta_account.sorts import SORTS, Sort
from safelight.readers.meta_html.entry import entry_of
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="meta-account-html",
    title="Instagram or Facebook download: account and people (HTML)",
    platform="Meta",
    version="1",
    generations=(
        "Instagram: sign-ins and changes, as tables under a heading; not yet seen on a real export",
        "Instagram: followers, people followed, blocked and requested; not yet seen on a real export",
        "Facebook: friends, requests, sign-ins and changes; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "Times have no zone, but for those of sign-ins; the zone is that of whoever asked for the download.",
        "Only English times are understood. In other languages the time stays as it is written.",
        "Labels are in the language the account was set to; they are kept as they are written.",
        "A list shows how things stood on the day of the download. Who was blocked and freed again before then "
        "is not in it.",
        "The JSON download says more; ask for it where possible.",
        "The reader was built from descriptions and made-up files; it was not yet seen on a real export.",
    ),
)

_FILES: Mapping[str, str] = {
    "login_activity": "account_history_login_history",
    "logout_activity": "account_history_logout_history",
    "password_change_activity": "account_history_password_change_history",
    "profile_privacy_changes": "account_history_account_privacy_history",
    "profile_status_changes": "account_history_account_active_status_changes",
    "signup_details": "account_history_registration_info",
    "last_known_location": "account_history_imprecise_last_known_location",
    "devices": "devices_devices",
    "profile_changes": "profile_profile_change",
    "personal_information": "profile_user",
    "followers": "relationships_followers",
    "following": "relationships_following",
    "blocked_profiles": "relationships_blocked_users",
    "blocked_accounts": "relationships_blocked_users",
    "restricted_profiles": "relationships_restricted_users",
    "restricted_accounts": "relationships_restricted_users",
    "close_friends": "relationships_close_friends",
    "hide_story_from": "relationships_hide_stories_from",
    "recently_unfollowed_profiles": "relationships_unfollowed_users",
    "recently_unfollowed_accounts": "relationships_unfollowed_users",
    "pending_follow_requests": "relationships_follow_requests_sent",
    "recent_follow_requests": "relationships_permanent_follow_requests",
    "follow_requests_you've_received": "relationships_follow_requests_received",
    "synced_contacts": "contacts_contact_info",
    "profile_searches": "searches_user",
    "word_or_phrase_searches": "searches_keyword",
    "post_comments": "comments_media_comments",
    "account_activity": "account_activity_v2",
    "logins_and_logouts": "account_accesses_v2",
    "ip_address_activity": "used_ip_address_v2",
    "used_ip_addresses": "used_ip_address_v2",
    "where_you_re_logged_in": "active_sessions_v2",
    "where_you're_logged_in": "active_sessions_v2",
    "login_protection_data": "login_protection_data_v2",
    "authorized_logins": "recognized_devices_v2",
    "recognized_devices": "recognized_devices_v2",
    "record_details": "admin_records_v2",
    "account_status_changes": "account_status_changes_v2",
    "your_search_history": "searches_v2",
    "who_you_ve_followed": "following_v3",
    "who_you've_followed": "following_v3",
    "your_friends": "friends_v2",
    "removed_friends": "deleted_friends_v2",
    "received_friend_requests": "received_requests_v2",
    "sent_friend_requests": "sent_requests_v2",
    "rejected_friend_requests": "rejected_requests_v2",
}
"""By the file's own name: the list of the JSON download that it is the page of."""
_NUMBER = re.compile(r"_\d{1,4}\Z")
_BOX = re.compile(
    rb'<(?:div\b[^<>]*?\bclass="[^"<>]*\buiBoxWhite\b|section\b[^<>]*?\bclass="[^"<>]*\b_a6-g\b)[^<>]*>',
    re.IGNORECASE,
)
"""A box of an entry: a ``div`` until about 2024 and on Instagram, a ``section`` on Facebook since."""
_DAMAGED = "This entry is cut short or damaged. Its bytes are kept; ask for the whole page."


def recognise(member: Member) -> Recognition:
    """The boxes of Meta's pages, in a file of a name that Meta gives to one of these lists."""
    sort = _sort_of(member.path)
    if sort is None or _BOX.search(member.head) is None:
        return NOT_MINE
    stem = PurePosixPath(member.path).stem
    return Recognition(90, (f"It is a page laid out as {sort.platform}'s list “{stem}”, and named so.",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """Every entry of the list as a record, in the order of the page."""
    page = member.whole()
    sort = _sort_of(member.path)
    boxes = list(outermost_of(page, _BOX)) if sort else []
    if sort is None or not boxes:
        stem = PurePosixPath(member.path).stem
        message = f"No list of Meta's pages that this reader knows is in this file, or none is called “{stem}”."
        raise UnknownLayout(message)
    for box in boxes:
        book.read(book.end, box.start - book.end)
        if box.is_closed:
            yield entry_of(page[box.start : box.end], box, sort, member.path, hints)
            book.read(box.start, box.end - box.start)
        else:
            book.fail(box.start, box.end - box.start, _DAMAGED)
    book.read(book.end, len(page) - book.end)


def _sort_of(path: str) -> Sort | None:
    name = PurePosixPath(path)
    if name.suffix.lower() not in (".html", ".htm"):
        return None
    listed = _FILES.get(_NUMBER.sub("", name.stem.lower()))
    return SORTS[listed] if listed else None
