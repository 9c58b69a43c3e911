"""The tables of Kik's returns. Logs of older returns have no names of columns; Kik's legend gives them by file.

Facts: RLEAPP's readers (abrignoni/RLEAPP) and other public projects, which quote Kik's “Production Order Result
Legend”.
"""

from datetime import tzinfo

from safelight.readers.account_list import SIGN_INS, Relation
from safelight.readers.json_moment import At
from safelight.readers.meta_thread import repaired
from safelight.readers.returns.named_row import Platform, Sort, Told
from safelight.readers.returns.snapchat_moment import moment_of
from safelight.records.record import Doubt, Kind

_AT = ("ts_ms", "sent_at_ts", "epoch", "ts", "sent_at", "dt", "last_join_ts")
_MESSAGE = Sort(
    what="messages",
    needs=frozenset({"sender_id", "receiver_id", "message", "sent_at"}),
    at=_AT,
    sender=("sender_id",),
    recipients=("receiver_id",),
    thread=("group_jid",),
    text=("message",),
    attachments=("filename",),
    reply_to=("parent_id",),
)
_OLDER = Sort(
    what="messages",
    needs=frozenset({"sender_jid", "receiver_jid", "msg", "sent_at"}),
    at=_AT,
    sender=("sender_jid",),
    recipients=("receiver_jid",),
    text=("msg",),
    attachments=("content_id",),
)
_GROUP = Sort(
    what="messages to a group",
    needs=frozenset({"sender", "receiver", "group_jid"}),
    at=_AT,
    sender=("sender",),
    recipients=("receiver",),
    thread=("group_jid",),
    attachments=("cid",),
)
_BLOCKED = Sort(
    what="blocked accounts", needs=frozenset({"user_jid", "block_user_jid"}), kind=Kind.CONTACT, at=_AT,
    recipients=("block_user_jid",), relation=Relation.BLOCKED,
)  # fmt: skip
_USED = Sort(
    what="sign-ins", needs=frozenset({"user_jid", "ip", "port"}), kind=Kind.SIGN_IN, at=_AT, thread_name=SIGN_INS
)
_SENT = Sort(
    what="messages counted",
    needs=frozenset({"user_jid", "friend_user_jid", "ip"}),
    at=_AT,
    sender=("user_jid",),
    recipients=("friend_user_jid",),
    attachments=("cid",),
)
_FRIENDS = Sort(
    what="friends added", needs=frozenset({"user_jid", "friend_user_jid"}), kind=Kind.CONTACT, at=_AT,
    recipients=("friend_user_jid",), relation=Relation.FRIEND,
)  # fmt: skip
_LEGEND = Sort(
    what="groups", needs=frozenset({"gid", "name", "last_join_ts"}), kind=Kind.MEMBERSHIP, at=_AT, thread=("gid",)
)
LOGS: dict[str, tuple[str, ...]] = {
    "bind.txt": ("ts_ms", "user_jid", "ip", "port", "datetime", "country"),
    "friend_added.txt": ("ts_ms", "user_jid", "friend_user_jid", "datetime"),
    "block_user.txt": ("ts_ms", "user_jid", "block_user_jid", "datetime"),
    "chat_sent.txt": ("ts_ms", "user_jid", "friend_user_jid", "msg_count", "ip", "datetime"),
    "chat_sent_received.txt": ("ts_ms", "user_jid", "friend_user_jid", "msg_count", "ip", "datetime"),
    "chat_platform_sent.txt": (
        "ts_ms", "user_jid", "friend_user_jid", "media_type", "cid", "ip", "datetime",
    ),
    "chat_platform_sent_received.txt": (
        "ts_ms", "user_jid", "friend_user_jid", "media_type", "cid", "ip", "datetime",
    ),
    "group_send_msg.txt": ("ts_ms", "sender", "group_jid", "receiver", "msg_count", "ip", "datetime"),
    "group_receive_msg.txt": ("ts_ms", "sender", "group_jid", "receiver", "msg_count", "ip", "datetime"),
    "group_send_msg_platform.txt": (
        "ts_ms", "sender", "group_jid", "receiver", "media_type", "cid", "ip", "datetime",
    ),
    "group_receive_msg_platform.txt": (
        "ts_ms", "sender", "group_jid", "receiver", "media_type", "cid", "ip", "datetime",
    ),
}  # fmt: skip
"""What Kik's legend calls the columns of each log, by the name of the file."""


def _moment(written: str, zone: tzinfo | None) -> At:
    """Counts of milliseconds, or a time with slashes or hyphens."""
    return moment_of(written.replace("/", "-"), zone)


def _words(text: str) -> Told:
    """Older returns hold text that was encoded twice; a text that was not is left alone, without a doubt."""
    mended, doubt = repaired(text)
    if doubt is not Doubt.MOJIBAKE_REPAIRED:
        return Told(text)
    return Told(mended, {"as returned": text}, (doubt,))


KIK = Platform("Kik", (_MESSAGE, _OLDER, _GROUP, _BLOCKED, _USED, _SENT, _FRIENDS, _LEGEND), _moment, _words)
