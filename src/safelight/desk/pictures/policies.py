"""Does the state allow it: may this picture be shown at all, and is nobody's review written over unseen?"""

from safelight.desk.rules import NotAllowed, question
from safelight.readers.pictures.known import Digesting, KnownFiles
from safelight.records.tally import MemberTally

SHOWN_FROM = frozenset({"screenshot"})
"""Readers whose pictures may be shown. Photographs are never opened, so they are never shown."""


def check_was_read_as_screenshot(member: MemberTally | None) -> None:
    """Only a picture that the reader of screenshots read is shown."""
    if member is None or member.reader not in SHOWN_FROM:
        message = "Only pictures that were read as screenshots can be looked at here. This one stays sealed."
        raise NotAllowed(message)


def check_is_not_held_back(data: bytes, known: KnownFiles) -> None:
    """The list grows: what was read yesterday may stand on it today."""
    digesting = Digesting(known)
    digesting.update(data)
    if known.holds(digesting.digests()):
        message = (
            "This picture's digest is on the force's list of indecent images of children. It is not shown. Do not "
            "open, copy or send it. Tell the officer in your force who deals with such material, and hand the "
            "exhibit over to them."
        )
        raise NotAllowed(message)


def check_nobody_was_quicker(seen: int, reviews: int) -> None:
    """Nobody reviewed the reading since the person opened the page."""
    if seen != reviews:
        message = (
            "Somebody else reviewed this reading while you had the page open. Your words are still in the form. "
            "Read their review, then decide."
        )
        raise NotAllowed(message)


was_read_as_screenshot = question(check_was_read_as_screenshot)
is_not_held_back = question(check_is_not_held_back)
nobody_was_quicker = question(check_nobody_was_quicker)
