"""The parts a priority is made of: terms that add up, and floors that hold it up."""

import msgspec

from safelight.triage.level import Level


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Something that adds points, never fewer than nought, and the findings it comes from."""

    name: str
    points: float
    sentence: str
    """Why, in words an officer would use; no numbers of points."""
    arithmetic: str = ""
    """How the points come about, for whoever wants to check them."""
    findings: tuple[str, ...] = ()


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """A level no score can undercut, and why."""

    flag: str
    level: Level
    sentence: str
    findings: tuple[str, ...]
