"""What one bubble says: its words, the name above them and the clock below them."""

from typing import NamedTuple

from safelight.readers.pictures.box import Box, around
from safelight.readers.pictures.words import Line
from safelight.readers.screens.bubble import Side
from safelight.readers.screens.written import Clock, DayLine

_NO_CLOCK = Clock("")


class Message(NamedTuple):
    """A message as the screen shows it. ``label``: the name written above the words, ``None`` where none is."""

    box: Box
    side: Side
    rows: list[list[Line]]
    text: str
    clock: Clock = _NO_CLOCK
    label: str | None = None
    label_carried: bool = False
    """Whether the name stands above an earlier message of the same run, not above this one."""
    quoted: str = ""
    under: str = ""
    """The app's own words just below it: Delivered, Seen."""
    day: DayLine | None = None
    """The line above it that says the day."""
    is_first_of_day: bool = False

    @property
    def confidences(self) -> list[float]:
        """How sure the reading of each line is."""
        return [line.confidence for row in self.rows for line in row]


class Note(NamedTuple):
    """A line the app wrote between the messages."""

    box: Box
    text: str
    confidences: list[float]
    day: DayLine | None


def text_of(rows: list[list[Line]]) -> str:
    """The words as they were read, one row after another."""
    return "\n".join(" ".join(line.text for line in row) for row in rows)


def box_of(rows: list[list[Line]]) -> Box:
    """The smallest box around all words."""
    return around([line.box for row in rows for line in row])
