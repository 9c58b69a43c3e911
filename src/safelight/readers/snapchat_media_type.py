"""What Snapchat's names for sorts of messages mean, in downloads and in returns alike."""

from safelight.records.record import Kind, State


def kind_and_state(media_type: str) -> tuple[Kind, State]:
    """An erased message is still a message; other states are written by Snapchat itself."""
    if media_type == "STATUSERASEDMESSAGE":
        return Kind.MESSAGE, State.DELETED
    if media_type == "STATUSPARTICIPANTREMOVED":
        return Kind.MEMBERSHIP, State.BY_PLATFORM
    return (Kind.NOTICE, State.BY_PLATFORM) if media_type.startswith("STATUS") else (Kind.MESSAGE, State.SENT)
