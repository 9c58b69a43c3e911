"""The numbers WhatsApp writes for kinds of message and of system notice.

Sources: chat-history-manager and IPED, which read the same database; both worked them out from devices.
"""

from collections.abc import Mapping

from safelight.records.record import Kind, State

TEXT, SYSTEM, CALL, MISSED_CALL, DELETED, DELETED_BY_ADMIN, CALL_ENTRY = 0, 7, 8, 10, 15, 64, 90
_CALLS = frozenset({CALL, MISSED_CALL, CALL_ENTRY})
_DELETIONS = frozenset({DELETED, DELETED_BY_ADMIN})

FORMS: Mapping[int, str] = {
    1: "picture",
    2: "voice or sound",
    3: "video",
    4: "contact card",
    5: "location",
    7: "system notice",
    8: "call",
    9: "document",
    10: "missed call",
    11: "waiting for this message",
    13: "moving picture",
    14: "contact cards",
    15: "deleted",
    16: "live location",
    20: "sticker",
    24: "invitation to a group",
    36: "timer of disappearing messages set",
    42: "picture to be viewed once",
    43: "video to be viewed once",
    64: "deleted by an administrator",
    66: "poll",
    81: "short video",
    82: "voice message to be heard once",
    90: "call",
}
_MEMBERSHIPS: Mapping[int, str] = {
    4: "joined or was added",
    5: "left",
    7: "was removed",
    11: "group created",
    12: "joined or was added",
    13: "left",
    14: "was removed",
    15: "owner of this phone became administrator",
    16: "owner of this phone is no longer administrator",
    20: "joined by a link",
    52: "joined by an invitation",
    79: "joined from a community",
    81: "administrator of the community",
    90: "was added to the community",
    120: "asked to join",
}
_NOTICES: Mapping[int, str] = {
    1: "subject changed",
    6: "picture of the group changed",
    10: "number changed",
    18: "security code changed",
    19: "messages are encrypted",
    21: "link to the group reset",
    27: "description changed",
    28: "number changed",
    56: "timer of disappearing messages changed",
    57: "device changed",
    58: "contact blocked or unblocked",
    59: "timer of disappearing messages changed",
    67: "messages are encrypted",
    68: "timer of disappearing messages is on by default",
    69: "messages are encrypted",
    80: "message kept from disappearing",
    118: "message pinned",
}


def kind_and_state(form: int | None) -> tuple[Kind, State]:
    """Of a message that is no system notice."""
    if form in _CALLS:
        return Kind.CALL, State.MISSED if form == MISSED_CALL else State.SENT
    return Kind.MESSAGE, State.DELETED if form in _DELETIONS else State.SENT


def meaning_of(action: int | None) -> tuple[Kind, str]:
    """Of a system notice: its kind and what it says, or its number where it is not known."""
    action = action or 0
    if action in _MEMBERSHIPS:
        return Kind.MEMBERSHIP, _MEMBERSHIPS[action]
    return Kind.NOTICE, _NOTICES.get(action, f"number {action}")
