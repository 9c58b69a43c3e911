"""The tables of Discord's returns. Facts: abrignoni/RLEAPP and other public projects."""

from safelight.readers.account_list import Relation
from safelight.readers.returns.named_row import Platform, Sort
from safelight.readers.returns.snapchat_moment import moment_of
from safelight.records.record import Kind

_AT = ("timestamp", "registration_date", "registered", "created_at")
_MESSAGES = Sort(
    what="messages",
    needs=frozenset({"timestamp", "contents", "username"}),
    at=_AT,
    sender=("username", "author_id"),
    thread=("channel_id",),
    text=("contents",),
    attachments=("attachments",),
)
_MESSAGES_BY_NUMBER = Sort(
    what="messages",
    needs=frozenset({"timestamp", "contents", "author_id"}),
    at=_AT,
    sender=("author_id",),
    thread=("channel_id",),
    text=("contents",),
    attachments=("attachments",),
)
_RELATIONS = Sort(
    what="relationships", needs=frozenset({"user_id", "username", "relationship"}), kind=Kind.CONTACT,
    recipients=("username", "user_id"),
)  # fmt: skip
_SUBSCRIBER = Sort(
    what="the account itself", needs=frozenset({"username", "email", "registration_date"}), kind=Kind.CONTACT,
    at=_AT, recipients=("username", "id", "email", "phone"), relation=Relation.OWN,
)  # fmt: skip


def _files(said: str) -> tuple[str, ...]:
    """Addresses one a line; a file of the return is called after the folder the address names."""
    return tuple(address.partition("?")[0].rpartition("/")[2] for address in said.split())


DISCORD = Platform("Discord", (_MESSAGES, _MESSAGES_BY_NUMBER, _RELATIONS, _SUBSCRIBER), moment_of, files=_files)
