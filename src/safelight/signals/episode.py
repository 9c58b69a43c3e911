"""Messages by one account in one conversation within a short time belong together: one episode, one finding."""

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from safelight.signals.finding import Span
from safelight.signals.scene import Scene

TOGETHER_US = 6 * 3600 * 1_000_000


class Candidate(msgspec.Struct, frozen=True):
    """A message worth weighing: its place in the scene, the families of its words, its signs and its spans."""

    place: int
    families: frozenset[str]
    signs: frozenset[str]
    spans: tuple[Span, ...]
    answer: int | None = None
    """The place of the owner's answer that it rests on, where it rests on one."""
    learned: tuple[tuple[str, float], ...] = ()
    """Signs that are more or less, and how much."""

    @property
    def values(self) -> dict[str, float]:
        """All its signs with how much each is: 1 for those that are only there or not."""
        return dict.fromkeys(self.signs, 1.0) | dict(self.learned)


class Weighed(msgspec.Struct, frozen=True):
    """A candidate with the probability that a careful reader would uphold it."""

    candidate: Candidate
    probability: float


class Episode(msgspec.Struct, frozen=True):
    """Weighed messages that belong together, in the order of the scene, and what they are about."""

    theme: str
    members: tuple[Weighed, ...]

    @property
    def strongest(self) -> Weighed:
        """The member that bears the episode out best, the first of equals."""
        return max(self.members, key=lambda one: one.probability)

    @property
    def places(self) -> list[int]:
        """The places of its messages, and of the answers they rest on, in the scene."""
        said = {one.candidate.place for one in self.members}
        answers = {one.candidate.answer for one in self.members if one.candidate.answer is not None}
        return sorted(said | answers)

    def records(self, scene: Scene) -> tuple[str, ...]:
        """The ids of its messages, in time order."""
        return tuple(scene.records[place] for place in self.places)

    @property
    def spans(self) -> tuple[Span, ...]:
        """The words of all its messages."""
        return tuple(span for one in self.members for span in one.candidate.spans)


def together(scene: Scene, weighed: Iterable[Weighed]) -> Iterator[tuple[Weighed, ...]]:
    """Runs of messages by one account in one thread, each at most six hours after the one before."""
    open_runs: dict[tuple[int, str | None], list[Weighed]] = {}
    for one in weighed:
        place = one.candidate.place
        run = open_runs.setdefault((scene.thread_of(place), scene.senders[place]), [])
        if run and not _close(scene.times[run[-1].candidate.place], scene.times[place]):
            yield tuple(run)
            run.clear()
        run.append(one)
    for run in open_runs.values():
        yield tuple(run)


def finding_id(signal: str, version: str, theme: str, records: tuple[str, ...]) -> str:
    """The steady id of a finding: the same records, theme and signal version give the same id."""
    return hashlib.sha256("\n".join((signal, version, theme, *records)).encode()).hexdigest()[:32]


def _close(earlier: int | None, later: int | None) -> bool:
    return earlier is not None and later is not None and later - earlier <= TOGETHER_US
