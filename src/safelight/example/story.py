"""The dated lines: what happened between Maya and Rhys, and what she told the people close to her."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from safelight.example.chance import Chance
from safelight.example.people import Cast, read_data
from safelight.example.said import LONDON, Said
from safelight.example.schedule import spoken_from
from safelight.example.talk import lines_of

CHAPTERS = ("march", "april", "may", "june", "july", "between", "support")


class Scene(msgspec.Struct, frozen=True):
    """Lines said in one conversation from a local moment on."""

    at: str
    thread: str
    say: str


def scenes() -> list[Scene]:
    """Every scene of the story, chapter by chapter."""
    return [
        scene for chapter in CHAPTERS for scene in msgspec.convert(read_data(f"story/{chapter}.yaml"), list[Scene])
    ]


def told(cast: Cast, chance: Chance) -> Iterator[tuple[str, Said]]:
    """Every line of the story with the conversation it belongs to. The story never sleeps."""
    for scene in scenes():
        start = datetime.strptime(scene.at, "%Y-%m-%d %H:%M").replace(tzinfo=LONDON).astimezone(UTC)
        start += timedelta(seconds=chance.whole(1, 52))
        thread = cast.threads[scene.thread]
        for said in spoken_from(lines_of(scene.say), start, thread, cast, chance, asleep=False):
            yield scene.thread, said
