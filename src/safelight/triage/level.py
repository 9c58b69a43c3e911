"""The levels of priority."""

from enum import StrEnum


class Level(StrEnum):
    """How soon a person should look at a case. A supervisor can move it, with a reason."""

    IMMEDIATE = "immediate"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"

    @property
    def rank(self) -> int:
        """0 for none up to 4 for immediate."""
        return _ASCENDING.index(self)


_ASCENDING = (Level.NONE, Level.LOW, Level.MEDIUM, Level.HIGH, Level.IMMEDIATE)
