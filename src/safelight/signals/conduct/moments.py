"""The moments of an account's conduct in one conversation: its messages with words of a family, in time order."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from safelight.records.moment import Micros
from safelight.signals.conduct.family import Family
from safelight.signals.conduct.reading import Reading
from safelight.signals.offence_points import day_of

ANSWERS, WITHIN = 2, 10
"""The owner's next so many messages, within so many places, answer a message."""
SOFT = ("laughter", "fiction", "machine")


class Moment(msgspec.Struct, frozen=True):
    """A message and its kinds of words; a soft one laughs, quotes, tells a story or comes from a machine."""

    place: int
    kinds: frozenset[str]
    soft: bool


class Conduct(msgspec.Struct, frozen=True, kw_only=True):
    """What one account does in one conversation."""

    sender: str | None
    thread: int
    said: Sequence[int]
    """All places at which the account speaks there."""
    moments: tuple[Moment, ...]
    owner_moments: int
    """How many messages of the owner hold words of the same family."""
    answers: frozenset[int]
    """The places at which the owner answers a moment."""
    days: int
    """On how many days there are moments that are not soft."""


def conducts(reading: Reading, family: Family) -> Iterator[Conduct]:
    """The conduct of every account but the owner's, wherever it has words of the family, in the scene's order."""
    scene = reading.scene
    found: dict[tuple[int, str | None], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_owner: dict[int, int] = defaultdict(int)
    for place, kinds in _placed(reading, family):
        if scene.by_owner(place):
            by_owner[scene.thread_of(place)] += 1
        else:
            found[scene.thread_of(place), scene.senders[place]][place] |= kinds
    for (thread, sender), places in sorted(found.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        moments = tuple(Moment(place, frozenset(places[place]), _soft(reading, place)) for place in sorted(places))
        yield Conduct(
            sender=sender,
            thread=thread,
            said=reading.said_in(thread)[sender],
            moments=moments,
            owner_moments=by_owner[thread],
            answers=frozenset(answer for moment in moments for answer in _answers(reading, moment.place)),
            days=_days(scene.times, moments),
        )


def _placed(reading: Reading, family: Family) -> Iterator[tuple[int, set[str]]]:
    scene = reading.scene
    for place in sorted(reading.kinds):
        own = {kind for kind in reading.kinds[place] if kind.startswith(family.prefix)}
        if own:
            yield place, own
    for answer, kind in family.implied.items():
        for place in sorted(reading.all_showing(answer)):
            if scene.by_owner(place):
                told = next(
                    (one for one in reversed(scene.before(place, 4)) if scene.by_owner(one) is False), None
                )
                if told is not None:
                    yield told, {kind}


def _answers(reading: Reading, place: int) -> list[int]:
    owners = [one for one in reading.scene.after(place, WITHIN) if reading.scene.by_owner(one)]
    return owners[:ANSWERS]


def _soft(reading: Reading, place: int) -> bool:
    return reading.shows(place, *SOFT) or reading.scene.quotes(place)


def _days(times: list[Micros | None], moments: tuple[Moment, ...]) -> int:
    return len({day_of(times[one.place]) for one in moments if not one.soft} - {None})
