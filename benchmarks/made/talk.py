"""What the people of a made-up conversation write to one another."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from benchmarks.whatsapp_export import WORDS

_SEED = 20261127
_LONGEST_WAIT_SECONDS = 1200
PEOPLE = ("Ada Quill", "Ben Rook", "Cass Bell", "Dee Fenn")


class Line(NamedTuple):
    """One message: ``number`` from 1, who (0 to 3), when, and the words."""

    number: int
    who: int
    at: datetime
    text: str

    @property
    def at_ms(self) -> int:
        """Milliseconds since 1970."""
        return round(self.at.timestamp() * 1000)


def talk(messages: int, *, people: int = 4) -> Iterator[Line]:
    """So many messages, a few minutes apart, in the order of their times."""
    rolls = random.Random(_SEED)
    at = datetime(2021, 1, 13, 7, 0, tzinfo=UTC)
    for number in range(1, messages + 1):
        at += timedelta(seconds=rolls.randint(1, _LONGEST_WAIT_SECONDS))
        text = " ".join(rolls.choices(WORDS, k=rolls.randint(1, 14)))
        yield Line(number, rolls.randrange(people), at, text)
