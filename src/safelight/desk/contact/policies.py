"""Does the state allow a change of the rules?"""

from safelight.desk.rules import NotAllowed, question


def check_nobody_was_quicker(seen: int, newest: int) -> None:
    """Nobody changed them since the person opened the page, so that no rule is overwritten unseen."""
    if seen != newest:
        message = (
            "A colleague changed how the victim can be contacted while you had the page open. Your words are "
            "still in the form. Read what they wrote, then save again."
        )
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)
