"""Does the state allow it?"""

from datetime import date

from safelight.desk.rules import NotAllowed, question
from safelight.knowledge.instruments import Instrument
from safelight.knowledge.risk_reviews import EventKind


def check_nobody_was_quicker(seen: int, newest: int) -> None:
    """Nobody saved answers since the person opened the page, so that no answer is overwritten unseen."""
    if seen != newest:
        message = (
            "A colleague saved answers while you had the page open. Yours are still in the form. Read theirs on "
            "the page of risk, then save again."
        )
        raise NotAllowed(message)


def check_day_fits(kind: EventKind, on: date, today: date) -> None:
    """Only what can be known beforehand lies ahead."""
    if on > today and not kind.before_days:
        message = f"“{kind.name}” cannot lie ahead. Give the day on which it happened."
        raise NotAllowed(message)


def check_score_fits(instrument: Instrument, score: int | None, outcome: str) -> None:
    """A score the instrument can give, or an outcome it has; one of them at least."""
    if score is not None and (not instrument.most or score > instrument.most):
        limit = f"goes up to {instrument.most}" if instrument.most else "has no score, only an outcome"
        message = f"{instrument.name} {limit}. Check the form it was done on."
        raise NotAllowed(message)
    if outcome and outcome not in instrument.outcomes:
        message = f"{instrument.name} has no outcome “{outcome}”. Leave it empty, or check the form."
        raise NotAllowed(message)
    if score is None and not outcome:
        message = f"Give the score or the outcome that {instrument.name} came to."
        raise NotAllowed(message)


nobody_was_quicker = question(check_nobody_was_quicker)
day_fits = question(check_day_fits)
score_fits = question(check_score_fits)
