"""The numbers Android writes for boxes of messages and kinds of call, in backups and in its own databases."""

from collections.abc import Mapping

from safelight.records.record import Direction, State

_TOWARDS, _FROM = Direction.TOWARDS_OWNER, Direction.FROM_OWNER
BOXES: Mapping[str, tuple[Direction, State, str]] = {
    "1": (_TOWARDS, State.SENT, ""),
    "2": (_FROM, State.SENT, ""),
    "3": (_FROM, State.DRAFT, "draft"),
    "4": (_FROM, State.DRAFT, "outbox: not sent when the backup was made"),
    "5": (_FROM, State.FAILED, "failed"),
    "6": (_FROM, State.DRAFT, "queued: not sent when the backup was made"),
}
CALLS: Mapping[str, tuple[Direction, State, str]] = {
    "1": (_TOWARDS, State.SENT, "answered"),
    "2": (_FROM, State.SENT, "made"),
    "3": (_TOWARDS, State.MISSED, "missed"),
    "4": (_TOWARDS, State.SENT, "voicemail"),
    "5": (_TOWARDS, State.MISSED, "rejected"),
    "6": (_TOWARDS, State.MISSED, "blocked by the phone"),
    "7": (_TOWARDS, State.SENT, "answered on another device"),
}
NO_NUMBER = frozenset({"-1", "-2", "-3"})
"""What Android writes for a caller that is unknown, withheld, or a payphone."""
