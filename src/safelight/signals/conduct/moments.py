"""The moments of an account's conduct in one conversation: its messages with words of a family, in time order.

A conversation can last for years, and in long ordinary talk any words come up by chance. So moments are weighed in
stretches of so many messages and days, never all together.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.records.moment import Micros
from safelight.signals.conduct.family import Family
from safelight.signals.conduct.reading import Reading
from safelight.signals.heads.families import ANY
from safelight.signals.offence_points import day_of

REACH, LONGEST = 100, 28 * 86_400 * 1_000_000
"""A stretch covers this many messages of the conversation, by anybody, and this many microseconds, at most."""
ALIKE = 0.3
"""The least probability by which the learned heads point at a message, unless the family has another."""
AROUND, LIKELIEST, FEW = 30, 3, 8
"""Of what the account says so many messages away, the likeliest to be any harm set the tone; few set it less."""
CALM, GRAVE = -1.0, 0.5
"""The log-odds at which words count least, and at which they count whole."""
FAINTEST, FAINT = 0.1, 0.5
"""The least that words count; below ``FAINT`` a message is soft."""
ANSWERS, WITHIN = 2, 10
"""The owner's next so many messages, within so many places, answer a message."""
SOFT = ("laughter", "fiction", "machine")


class Moment(msgspec.Struct, frozen=True):
    """A message and its kinds of words; a soft one laughs, quotes, tells a story or comes from a machine."""

    place: int
    kinds: frozenset[str]
    soft: bool
    tone: float = 1.0
    """How much it counts by the tone of its message: from a part to all."""
    likeness: float = 0.0
    """The probability that the learned heads give it; 0 where that is too little to count."""

    @property
    def is_only_like(self) -> bool:
        """Whether no known wording is in it, so that only the learned heads point at it."""
        return bool(self.likeness) and len(self.kinds) == 1


class Strand(msgspec.Struct, frozen=True, kw_only=True):
    """All that one account does of a family in one conversation."""

    sender: str | None
    thread: int
    said: Sequence[int]
    """All places at which the account speaks there."""
    moments: tuple[Moment, ...]
    owners: tuple[Moment, ...]
    """The owner's messages there with words of the same family."""


class Stretch(msgspec.Struct, frozen=True, kw_only=True):
    """Moments of a strand near enough to each other to be weighed together."""

    moments: tuple[Moment, ...]
    owners: tuple[Moment, ...]
    said: int
    """How many messages the account writes in the stretch."""
    answers: frozenset[int]
    """The places at which the owner answers a moment."""
    days: int
    """On how many days there are moments that are not soft."""


def strands(reading: Reading, family: Family) -> Iterator[Strand]:
    """Every account but the owner's, wherever it has words of the family, in the scene's order."""
    scene, likeness, odds = reading.scene, reading.likeness(family.learned), _odds(reading, family)
    found: dict[tuple[int, str | None], dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    owners: dict[int, list[Moment]] = defaultdict(list)
    for place, kinds in _placed(reading, family):
        if scene.by_owner(place):
            owners[scene.thread_of(place)].append(Moment(place, frozenset(kinds), _soft(reading, place)))
        else:
            found[scene.thread_of(place), scene.senders[place]][place] |= kinds
    for (thread, sender), places in sorted(found.items(), key=lambda one: (one[0][0], str(one[0][1]))):
        said = reading.said_in(thread)[sender]
        tone = _tones(odds, said, places)
        yield Strand(
            sender=sender,
            thread=thread,
            said=said,
            moments=tuple(
                Moment(
                    place,
                    frozenset(places[place]),
                    _soft(reading, place) or tone[place] < FAINT,
                    tone[place],
                    float(likeness[place]) if family.likeness in places[place] else 0.0,
                )
                for place in sorted(places)
            ),
            owners=tuple(owners[thread]),
        )


def stretches(reading: Reading, strand: Strand) -> Iterator[Stretch]:
    """The longest stretches of a strand: each begins at a moment and none lies inside another."""
    ended = 0
    for number in range(len(strand.moments)):
        end = _end(reading, strand, number)
        if end > ended:
            ended = end
            yield stretch_of(reading, strand, strand.moments[number:end])


def stretch_of(reading: Reading, strand: Strand, moments: tuple[Moment, ...]) -> Stretch:
    """These moments of a strand with what lies around them."""
    first = moments[0].place
    last = max(first + REACH, moments[-1].place + 1)
    return Stretch(
        moments=moments,
        owners=tuple(one for one in strand.owners if first - REACH <= one.place < last),
        said=bisect_left(strand.said, last) - bisect_left(strand.said, first),
        answers=frozenset(answer for moment in moments for answer in _answers(reading, moment.place)),
        days=len({day_of(reading.scene.times[one.place]) for one in moments if not one.soft} - {None}),
    )


def _end(reading: Reading, strand: Strand, number: int) -> int:
    first, times = strand.moments[number].place, reading.scene.times
    end = number + 1
    while end < len(strand.moments):
        place = strand.moments[end].place
        if place >= first + REACH or _apart(times[first], times[place]):
            break
        end += 1
    return end


def _apart(earlier: Micros | None, later: Micros | None) -> bool:
    return earlier is not None and later is not None and later - earlier > LONGEST


def _placed(reading: Reading, family: Family) -> Iterator[tuple[int, set[str]]]:
    scene = reading.scene
    for place in sorted(reading.kinds):
        own = {kind for kind in reading.kinds[place] if kind.startswith(family.prefix)}
        if own:
            yield place, own
    for place in np.flatnonzero(reading.likeness(family.learned) >= (family.alike or ALIKE)).tolist():
        if not scene.by_owner(place):
            yield place, {family.likeness}
    for answer, kind in (*family.implied.items(), *family.answered.items()):
        for place in sorted(reading.all_showing(answer)):
            if scene.by_owner(place):
                before = reversed(scene.before(place, 4))
                told = next((one for one in before if scene.by_owner(one) is False), None)
                if told is not None:
                    yield told, {kind}


def _odds(reading: Reading, family: Family) -> npt.NDArray[np.float64]:
    """For every place the log-odds of any harm; nothing where words count the same in any tone."""
    chances = reading.likeness(ANY) if family.by_tone else np.zeros(0)
    odds: npt.NDArray[np.float64] = np.log(chances / (1 - chances))
    return odds


def _tones(odds: npt.NDArray[np.float64], said: Sequence[int], places: Iterable[int]) -> dict[int, float]:
    """How much words count at places of an account, by the likeliest of what it says around each."""
    if not odds.size:
        return dict.fromkeys(places, 1.0)
    own = odds[said]
    return {
        place: _tone(own[bisect_left(said, place - AROUND) : bisect_left(said, place + AROUND + 1)])
        for place in places
    }


def _tone(odds: npt.NDArray[np.float64]) -> float:
    graveness = (float(np.sort(odds)[-LIKELIEST:].mean()) - CALM) / (GRAVE - CALM)
    quiet = (1 - FAINTEST) * (1 - min(1.0, max(0.0, graveness)))
    return round(1 - quiet * min(1.0, len(odds) / FEW), 4)


def _answers(reading: Reading, place: int) -> list[int]:
    owners = [one for one in reading.scene.after(place, WITHIN) if reading.scene.by_owner(one)]
    return owners[:ANSWERS]


def _soft(reading: Reading, place: int) -> bool:
    return reading.shows(place, *SOFT) or reading.scene.quotes(place)
