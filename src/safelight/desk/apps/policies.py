"""Does the state of the answers allow it?"""

from safelight.desk.rules import NotAllowed, question


def check_nobody_answered_meanwhile(seen: int, newest: int) -> None:
    """Nobody kept answers about this list while the page was open."""
    if seen != newest:
        message = (
            "Somebody else kept answers about these apps while you had this page open. What you chose is still "
            "below: look at theirs in another window, then keep yours."
        )
        raise NotAllowed(message)


nobody_answered_meanwhile = question(check_nobody_answered_meanwhile)
