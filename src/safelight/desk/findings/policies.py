"""Does the state of a finding allow a decision?"""

from safelight.desk.findings.second import Reader, Readings
from safelight.desk.rules import NotAllowed, question
from safelight.signals.finding import Finding


def check_nobody_was_quicker(seen: int, decisions: int) -> None:
    """Nobody decided since the person opened the page, so that no decision is overwritten unseen."""
    if seen != decisions:
        message = (
            "This finding was decided while you had the page open, by somebody else or in another tab. Your words are "
            "still in the form. Read that decision, then decide."
        )
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)


def check_can_be_second(reader: Reader, finding: Finding, readings: Readings) -> None:
    """A second reader is wanted, and this person has neither decided nor seen what the first decided."""
    if not reader.may_be_second(finding, readings):
        message = (
            "You cannot be the second reader of this finding: you decided about it, you have seen the first "
            "decision, or somebody else read it second while you had the page open. Nothing was kept."
        )
        raise NotAllowed(message)


can_be_second = question(check_can_be_second)
