"""A synthetic WhatsApp export of any size, the same bytes on every machine."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

_SEED = 20261121
_PEOPLE = ("Ada Quill", "Ben Rook", "Cass: Netball", "~\u202fDee")
WORDS = (
    "right then see you at the shop after work did you feed the cat bring milk and bread "
    "no rush call me when you can the bus is late again lovely photo thank you mum says hello "
    "what time is it on saturday i left my keys on the table added petrol yesterday ok 👍 haha"
).split()


def write_export(path: Path, *, messages: int) -> None:
    """Write an Android export in day-month order: four people, some multi-line, some platform lines."""
    rolls = random.Random(_SEED)
    at = datetime(2021, 1, 13, 7, 0, tzinfo=UTC)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for _ in range(messages):
            at += timedelta(minutes=rolls.randint(0, 20))
            file.write(f"{at:%d/%m/%Y, %H:%M} - {_line(rolls)}\n")


def _line(rolls: random.Random) -> str:
    roll = rolls.random()
    if roll < 0.004:
        return f"{_PEOPLE[0]} changed the group description"
    body = " ".join(rolls.choices(WORDS, k=rolls.randint(1, 14)))
    if roll < 0.06:
        body += "\n" + " ".join(rolls.choices(WORDS, k=rolls.randint(1, 8)))
    elif roll < 0.09:
        body = "<Media omitted>"
    return f"{rolls.choice(_PEOPLE)}: {body}"
