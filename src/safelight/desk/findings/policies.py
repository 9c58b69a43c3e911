"""Does the state of a finding allow a decision?"""

from safelight.desk.rules import NotAllowed, question


def check_nobody_was_quicker(seen: int, decisions: int) -> None:
    """Nobody decided since the person opened the page, so that no decision is overwritten unseen."""
    if seen != decisions:
        message = (
            "Somebody else decided about this finding while you had the page open. Your words are still in the "
            "form. Read their decision, then decide."
        )
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)
