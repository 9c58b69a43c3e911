"""Does the state of the footprint allow it?"""

from safelight.desk.rules import NotAllowed, question


def check_nobody_was_quicker(seen: int, newest: int) -> None:
    """Nobody kept answers while the page was open."""
    if seen != newest:
        message = (
            "Somebody else kept answers while you had this page open. What you wrote is still below: look at "
            "theirs on the overview in another window, then keep yours."
        )
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)
