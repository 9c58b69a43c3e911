"""Sections of Meta's records: the kind of their entries, and the list of the account that each of them is."""

from safelight.readers.account_list import POSTS, RELATION, SEARCHES, SIGN_INS, THREADS, Relation
from safelight.readers.place import PLACES
from safelight.records.record import Kind

KINDS = {
    "ip_addresses": Kind.SIGN_IN, "logins": Kind.SIGN_IN, "active_sessions": Kind.SIGN_IN,
    "followers": Kind.CONTACT, "following": Kind.CONTACT, "friends": Kind.CONTACT,
    "incoming_follow_requests": Kind.CONTACT, "privacy_blocks": Kind.CONTACT, "threads_followers": Kind.CONTACT,
    "threads_following": Kind.CONTACT, "linked_accounts": Kind.CONTACT,
    "searches": Kind.SEARCH, "last_location": Kind.LOCATION,
    "photos": Kind.MEDIA, "videos": Kind.MEDIA, "live_videos": Kind.MEDIA, "archived_live_videos": Kind.MEDIA,
    "archived_stories": Kind.MEDIA, "unarchived_stories": Kind.MEDIA, "archived_quicksnap": Kind.MEDIA,
    "profile_picture": Kind.MEDIA, "saved_media": Kind.MEDIA, "threads_profile_picture": Kind.MEDIA,
    "comments": Kind.POST, "wallposts": Kind.POST, "status_updates": Kind.POST, "notes": Kind.POST,
    "threads_posts_and_replies": Kind.POST, "likes": Kind.REACTION, "comment_likes": Kind.REACTION,
    "request_parameters": Kind.CONTACT, "name": Kind.CONTACT, "emails": Kind.CONTACT, "vanity": Kind.CONTACT,
    "registration_date": Kind.CONTACT, "registration_ip": Kind.CONTACT, "phone_numbers": Kind.CONTACT,
}  # fmt: skip
"""Sections known by name; what stands in others is kept as a notice."""
_RELATIONS = {
    "followers": Relation.FOLLOWER, "threads_followers": Relation.FOLLOWER,
    "following": Relation.FOLLOWING, "threads_following": Relation.FOLLOWING,
    "friends": Relation.FRIEND, "incoming_follow_requests": Relation.REQUEST_RECEIVED,
    "request_parameters": Relation.OWN, "name": Relation.OWN, "emails": Relation.OWN, "vanity": Relation.OWN,
    "registration_date": Relation.OWN, "registration_ip": Relation.OWN, "phone_numbers": Relation.OWN,
}  # fmt: skip
"""``privacy_blocks`` tells both whom the account blocked and who blocked it, so it is no list of one relation."""
_LISTS = {Kind.SIGN_IN: SIGN_INS, Kind.SEARCH: SEARCHES, Kind.POST: POSTS, Kind.LOCATION: PLACES}


def list_of(section: str) -> str:
    """The thread of a section's entries outside conversations; empty where it is no list that we name."""
    relation = _RELATIONS.get(section)
    return THREADS[relation] if relation else _LISTS.get(KINDS.get(section, Kind.NOTICE), "")


def relation_in(section: str) -> dict[str, str]:
    """What the accounts of a section are to the return's own account."""
    relation = _RELATIONS.get(section)
    return {RELATION: relation.value} if relation else {}
