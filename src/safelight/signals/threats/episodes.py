"""Messages by one account in one conversation within a short time belong together: one episode, one finding."""

from collections.abc import Iterable, Iterator

import msgspec

from safelight.signals.scene import Scene
from safelight.signals.threats.signs import CUES, Candidate
from safelight.signals.weighing import Weights

TOGETHER_US = 6 * 3600 * 1_000_000
SUPPORT_FROM = 0.1
"""A message this likely by itself joins an episode that stands without it."""

THEMES = {
    "threat.kill": "kill",
    "threat.third_party": "third_party",
    "threat.harm": "harm",
    "threat.by_others": "by_others",
    "threat.property": "property",
    "demand.silence": "silence",
}
SELF_HARM = {"selfharm.encourage": "urged", "selfharm.leverage": "leverage", "selfharm.statement": "disclosed"}


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
        """The places of its messages in the scene."""
        return [one.candidate.place for one in self.members]


def threat_episodes(scene: Scene, found: Iterable[Candidate], weights: Weights) -> Iterator[Episode]:
    """Episodes of threat: never of the owner's own words, never of words about self-harm alone."""
    weighed = [
        Weighed(one, weights.probability(one.signs))
        for one in found
        if "by_owner" not in one.signs and not one.families <= SELF_HARM.keys()
    ]
    for members in _together(scene, [one for one in weighed if one.probability >= SUPPORT_FROM]):
        if max(one.probability for one in members) >= weights.weak_from:
            yield Episode(_gravest(members, weights), members)


def selfharm_episodes(scene: Scene, found: Iterable[Candidate], weights: Weights) -> Iterator[Episode]:
    """Episodes of words about suicide or self-harm, by anybody, each kind by itself."""
    for family, theme in SELF_HARM.items():
        weighed = [Weighed(one, weights.probability(one.signs)) for one in found if _leading(one, scene) == family]
        for members in _together(scene, [one for one in weighed if one.probability >= weights.weak_from]):
            yield Episode(theme, members)


def _leading(candidate: Candidate, scene: Scene) -> str | None:
    if scene.by_owner(candidate.place) and candidate.families & SELF_HARM.keys():
        return "selfharm.statement"
    return next((family for family in SELF_HARM if family in candidate.families), None)


def _gravest(members: tuple[Weighed, ...], weights: Weights) -> str:
    borne_out = {
        family for one in members if one.probability >= weights.weak_from for family in one.candidate.families
    }
    return next((theme for family, theme in THEMES.items() if family in borne_out - CUES), "veiled")


def _together(scene: Scene, weighed: Iterable[Weighed]) -> Iterator[tuple[Weighed, ...]]:
    open_runs: dict[tuple[int, str | None], list[Weighed]] = {}
    for one in weighed:
        place = one.candidate.place
        key = (scene.thread_of(place), scene.senders[place])
        run = open_runs.setdefault(key, [])
        if run and not _close(scene.times[run[-1].candidate.place], scene.times[place]):
            yield tuple(run)
            run.clear()
        run.append(one)
    for run in open_runs.values():
        yield tuple(run)


def _close(earlier: int | None, later: int | None) -> bool:
    return earlier is not None and later is not None and later - earlier <= TOGETHER_US
