"""What a task says. It may quote what was handed in, so it is sealed."""

import msgspec


class TaskWords(msgspec.Struct, frozen=True):
    """What is to be done, and how it could be. ``salt`` keeps its hash from telling anybody what it says."""

    what: str
    how: str = ""
    salt: str = ""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a task."""

    words: str
    salt: str = ""
