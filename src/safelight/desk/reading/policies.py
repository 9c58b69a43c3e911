"""Does the state of an exhibit allow a change of how it is read?"""

from safelight.desk.exhibits.models import Exhibit
from safelight.desk.rules import NotAllowed, question
from safelight.readers.choices import MemberChoice


def check_can_change_reading(exhibit: Exhibit) -> None:
    """Nobody is reading it just now."""
    if not exhibit.is_over:
        message = (
            "This exhibit is being read or examined just now. Nothing was changed. Wait until it is ready, then "
            "say how it is to be read."
        )
        raise NotAllowed(message)


def check_nobody_was_quicker(seen: str, in_force: str) -> None:
    """What is in force is what the person saw when they opened the page."""
    if seen != in_force:
        message = (
            "Somebody else said how this exhibit is read while you had the page open. Your words are still in the "
            "form. Look at what is in force now, then decide."
        )
        raise NotAllowed(message)


def check_is_something_else(in_force: MemberChoice, choice: MemberChoice) -> None:
    """What is said differs from what holds already."""
    if choice == in_force:
        message = "This is what is in force already, so nothing was changed."
        raise NotAllowed(message)


can_change_reading = question(check_can_change_reading)
nobody_was_quicker = question(check_nobody_was_quicker)
is_something_else = question(check_is_something_else)
