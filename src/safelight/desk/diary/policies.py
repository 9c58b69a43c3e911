"""Does the state of an entry allow a change?"""

from safelight.desk.rules import NotAllowed, question


def check_nobody_was_quicker(seen: int, newest: int) -> None:
    """Nobody changed the entry since the person opened it, so that nothing is replaced unseen."""
    if seen != newest:
        message = (
            "Somebody changed this entry while you had it open. Your words are still in the form. Read theirs in the "
            "diary, then save again."
        )
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)
