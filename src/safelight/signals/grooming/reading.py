"""Reads the kinds of warning sign in one message again, for a page that shows them beside its words."""

from safelight.signals.grooming.courses import ENGINE, FAMILY
from safelight.signals.grooming.stages import Stage


def stages_in(text: str) -> tuple[Stage, ...]:
    """The kinds in the words of one message, in the order of ``Stage``."""
    families = {FAMILY[term] for term, _, _ in ENGINE.find_in(text) if term in FAMILY}
    return tuple(stage for stage in Stage if stage in families)
