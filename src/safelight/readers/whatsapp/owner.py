"""Which sender is the owner of the phone the export came from: told to us, or named by the export itself."""

import re
from collections.abc import Iterable

from safelight.readers.whatsapp.marks import without_marks
from safelight.records.record import Direction

_BLANKS = re.compile(r"\s+")


def comparable(account: str) -> str:
    """An account as it is compared: without marks, blanks, case and the tilde before names of strangers."""
    return _BLANKS.sub("", without_marks(account)).casefold().removeprefix("~")


def owners_among(senders: Iterable[str], told: frozenset[str], claimed: set[str], thread: str) -> frozenset[str]:
    """Names (comparable) of the owner.

    What officers told counts alone. Otherwise whoever "You deleted this message" names, if it names only one
    person and not the one the conversation is called after, who cannot be the exporter.
    """
    present = {comparable(sender) for sender in senders}
    known = {comparable(account) for account in told} & present
    if told:
        return frozenset(known)
    named = {comparable(account) for account in claimed}
    return frozenset(named) if len(named) == 1 and comparable(thread) not in named else frozenset()


def direction_of(sender: str, owners: frozenset[str]) -> Direction:
    """How a sender stands to the owner; unknown where the owner is."""
    if not owners:
        return Direction.UNKNOWN
    return Direction.FROM_OWNER if comparable(sender) in owners else Direction.TOWARDS_OWNER
