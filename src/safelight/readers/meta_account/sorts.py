"""Which lists there are in a download of Facebook or Instagram, and what an entry of each is."""

from collections.abc import Mapping
from typing import NamedTuple

from safelight.readers.account_list import (
    ACTIVITY,
    CHANGES,
    DEVICES,
    POSTS,
    SEARCHES,
    SIGN_INS,
    THREADS,
    Relation,
)
from safelight.readers.place import PLACES
from safelight.records.record import Kind

FACEBOOK, INSTAGRAM = "Facebook", "Instagram"


class Sort(NamedTuple):
    """What the entries of a list are."""

    platform: str
    kind: Kind
    thread: str
    names: frozenset[str]
    """An entry has at least one of these."""
    relation: Relation | None = None


_TIMED = frozenset({"timestamp", "created_timestamp", "session", "verification_time"})
_NAMED = frozenset({"name"})
_MAPPED = frozenset({"string_map_data", "string_list_data"})
_DEVICE = frozenset({"type", "os"})


def _facebook(kind: Kind, thread: str, *lists: str, names: frozenset[str] = _TIMED) -> dict[str, Sort]:
    return dict.fromkeys(lists, Sort(FACEBOOK, kind, thread, names))


def _instagram(kind: Kind, thread: str, *lists: str) -> dict[str, Sort]:
    return dict.fromkeys(lists, Sort(INSTAGRAM, kind, thread, _MAPPED))


def _people(relation: Relation, platform: str, *lists: str) -> dict[str, Sort]:
    names = _NAMED if platform == FACEBOOK else _MAPPED
    return dict.fromkeys(lists, Sort(platform, Kind.CONTACT, THREADS[relation], names, relation))


SORTS: Mapping[str, Sort] = {
    **_facebook(Kind.SIGN_IN, SIGN_INS, "account_activity_v2", "account_accesses_v2", "used_ip_address_v2"),
    **_facebook(Kind.SIGN_IN, SIGN_INS, "active_sessions_v2", "login_protection_data_v2"),
    **_facebook(Kind.SIGN_IN, DEVICES, "recognized_devices_v2"),
    **_facebook(Kind.NOTICE, DEVICES, "devices_v2", names=_DEVICE),
    **_facebook(Kind.NOTICE, CHANGES, "admin_records_v2", "account_status_changes_v2", "contact_verifications_v2"),
    **_facebook(Kind.SEARCH, SEARCHES, "searches_v2"),
    **_facebook(Kind.POST, POSTS, "comments_v2", "group_comments_v2", "group_posts_v2"),
    **_people(Relation.FRIEND, FACEBOOK, "friends_v2"),
    **_people(Relation.REMOVED, FACEBOOK, "deleted_friends_v2"),
    **_people(Relation.REQUEST_RECEIVED, FACEBOOK, "received_requests_v2"),
    **_people(Relation.REQUEST_SENT, FACEBOOK, "sent_requests_v2"),
    **_people(Relation.REQUEST_REFUSED, FACEBOOK, "rejected_requests_v2"),
    **_people(Relation.BLOCKED, FACEBOOK, "blocked_users_v2"),
    **_people(Relation.FOLLOWING, FACEBOOK, "following_v2", "following_v3"),
    **_people(Relation.FOLLOWER, FACEBOOK, "followers_v2", "followers_v3"),
    **_instagram(Kind.SIGN_IN, SIGN_INS, "account_history_login_history", "account_history_logout_history"),
    **_instagram(Kind.SIGN_IN, DEVICES, "devices_devices"),
    **_instagram(Kind.NOTICE, CHANGES, "account_history_password_change_history"),
    **_instagram(Kind.NOTICE, CHANGES, "account_history_account_privacy_history", "profile_profile_change"),
    **_instagram(Kind.NOTICE, CHANGES, "account_history_account_active_status_changes"),
    **_instagram(Kind.NOTICE, CHANGES, "account_history_registration_info"),
    **_instagram(Kind.LOCATION, PLACES, "account_history_imprecise_last_known_location"),
    **_instagram(Kind.SEARCH, SEARCHES, "searches_user", "searches_keyword", "searches_place", "searches_hashtag"),
    **_instagram(Kind.POST, POSTS, "comments_media_comments", "comments_reels_comments"),
    **_people(Relation.FOLLOWER, INSTAGRAM, "relationships_followers"),
    **_people(Relation.FOLLOWING, INSTAGRAM, "relationships_following"),
    **_people(Relation.BLOCKED, INSTAGRAM, "relationships_blocked_users"),
    **_people(Relation.RESTRICTED, INSTAGRAM, "relationships_restricted_users"),
    **_people(Relation.CLOSE_FRIEND, INSTAGRAM, "relationships_close_friends"),
    **_people(Relation.HIDDEN_FROM, INSTAGRAM, "relationships_hide_stories_from"),
    **_people(Relation.REMOVED, INSTAGRAM, "relationships_unfollowed_users", "relationships_removed_followers"),
    **_people(Relation.REQUEST_SENT, INSTAGRAM, "relationships_follow_requests_sent"),
    **_people(Relation.REQUEST_SENT, INSTAGRAM, "relationships_permanent_follow_requests"),
    **_people(Relation.REQUEST_RECEIVED, INSTAGRAM, "relationships_follow_requests_received"),
    **_people(Relation.CONTACT, INSTAGRAM, "contacts_contact_info"),
    **_people(Relation.OWN, INSTAGRAM, "profile_user"),
}
"""The lists whose own name says what they are."""

BEFORE_2021: Mapping[str, str] = {name.removesuffix("_v2"): name for name in SORTS if name.endswith("_v2")}
"""Facebook's older downloads give the same lists without the ``_v2``."""

PROFILE = "profile_v2"
OWN_PROFILE = Sort(FACEBOOK, Kind.CONTACT, THREADS[Relation.OWN], _NAMED, Relation.OWN)

LABELLED: Mapping[str, Sort] = {
    "profile_activity": Sort(INSTAGRAM, Kind.SIGN_IN, SIGN_INS, frozenset()),
    "your_devices": Sort(FACEBOOK, Kind.NOTICE, DEVICES, frozenset()),
    "profile_visits": Sort(FACEBOOK, Kind.NOTICE, ACTIVITY, frozenset()),
    "primary_location": Sort(FACEBOOK, Kind.LOCATION, PLACES, frozenset()),
    "registration_information": Sort(FACEBOOK, Kind.NOTICE, CHANGES, frozenset()),
}
"""Files of labels and values, whose only name is the file's own; the labels are in the account's language."""

FOLLOWERS = SORTS["relationships_followers"]
COMMENTS = SORTS["comments_media_comments"]
FACEBOOK_POSTS = Sort(FACEBOOK, Kind.POST, POSTS, frozenset({"timestamp"}))
INSTAGRAM_POSTS = Sort(INSTAGRAM, Kind.POST, POSTS, frozenset({"media"}))
