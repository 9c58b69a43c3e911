"""Lists of an account download that are no conversations: what each is called as a thread, and as a relation."""

from enum import StrEnum

SIGN_INS = "Sign-ins"
DEVICES = "Devices"
CHANGES = "Changes to the account"
SEARCHES = "Searches"
POSTS = "Posts and comments"
ACTIVITY = "Activity"
RELATION = "relation"
"""The name in ``extra`` under which a contact says what it was to the account."""


class Relation(StrEnum):
    """What another account was to the download's own, by the list it stands in."""

    FRIEND = "friend"
    CLOSE_FRIEND = "close friend"
    FOLLOWER = "follower"
    FOLLOWING = "following"
    BLOCKED = "blocked"
    MUTED = "muted"
    RESTRICTED = "restricted"
    HIDDEN_FROM = "hidden from"
    REMOVED = "removed"
    REQUEST_SENT = "request sent"
    REQUEST_RECEIVED = "request received"
    REQUEST_REFUSED = "request refused"
    CONTACT = "contact"
    OWN = "own account"
    """The account the download was made from, as the download itself names it."""


THREADS = {
    Relation.FRIEND: "Friends",
    Relation.CLOSE_FRIEND: "Close friends",
    Relation.FOLLOWER: "Followers",
    Relation.FOLLOWING: "Accounts followed",
    Relation.BLOCKED: "Blocked accounts",
    Relation.MUTED: "Muted accounts",
    Relation.RESTRICTED: "Restricted accounts",
    Relation.HIDDEN_FROM: "Accounts that stories are hidden from",
    Relation.REMOVED: "Accounts removed or no longer followed",
    Relation.REQUEST_SENT: "Requests sent",
    Relation.REQUEST_RECEIVED: "Requests received",
    Relation.REQUEST_REFUSED: "Requests refused",
    Relation.CONTACT: "Contacts",
    Relation.OWN: "The download's own account",
}
"""The thread of each relation's records."""
