"""Which episodes there are: of threat, and of the sender's own self-harm used as pressure."""

from collections.abc import Iterable, Iterator

import msgspec

from safelight.signals.episode import Candidate, Episode, Weighed, together
from safelight.signals.scene import Scene
from safelight.signals.threats.signs import CUES, LEVER, OPEN, QUIET
from safelight.signals.weighing import Weights

SUPPORT_FROM = 0.1
"""A message this likely by itself joins an episode that stands without it."""
JUST_BELOW = 0.01
FOUND_BY_LIKENESS = QUIET | {"many_kinds", "objected"}
"""Signs that would not be there, or not so many, if the heads had not pointed at a message."""

THEMES = {
    "threat.kill": "kill",
    "threat.third_party": "third_party",
    "threat.harm": "harm",
    "threat.by_others": "by_others",
    "threat.coming": "coming",
    "threat.of_others": "of_others",
    "threat.property": "property",
    "demand.silence": "silence",
}
LEVERAGE, PRESSURE = "leverage", "selfharm.leverage"


def threat_episodes(scene: Scene, found: Iterable[Candidate], weights: Weights) -> Iterator[Episode]:
    """Episodes of threat: never of the owner's own words, never of words about self-harm alone."""
    weighed = [
        weighed_by(one, weights) for one in found if "by_owner" not in one.signs and not _is_only_self_harm(one)
    ]
    for members in together(scene, [one for one in weighed if one.probability >= SUPPORT_FROM]):
        if max(one.probability for one in members) >= weights.weak_from:
            yield Episode(_gravest(members, weights), members)


def weighed_by(candidate: Candidate, weights: Weights) -> Weighed:
    """How its account writes otherwise makes nothing strong, weakens nothing that is, and silences nothing.

    Nor does what is looked at only for that make anything strong. And it does not weaken what somebody only passes
    on: how they write says nothing of whoever threatened.
    """
    plain = weights.probability(candidate.signs - FOUND_BY_LIKENESS)
    told = weights.probability_of(candidate.values)
    if told < plain and (plain >= weights.strong_from or "told_of_another" in candidate.signs):
        return Weighed(msgspec.structs.replace(candidate, learned=()), plain)
    if plain < weights.strong_from:
        told = min(max(told, min(plain, weights.weak_from)), weights.strong_from - JUST_BELOW)
    return Weighed(candidate, told)


def _is_only_self_harm(candidate: Candidate) -> bool:
    return bool(candidate.families & LEVER) and not candidate.families & OPEN


def leverage_episodes(scene: Scene, found: Iterable[Candidate], weights: Weights) -> Iterator[Episode]:
    """Episodes in which somebody else makes the person addressed answerable for a self-harm."""
    weighed = [
        Weighed(one, weights.probability_of(one.values))
        for one in found
        if PRESSURE in one.families and not scene.by_owner(one.place)
    ]
    for members in together(scene, [one for one in weighed if one.probability >= weights.weak_from]):
        yield Episode(LEVERAGE, members)


def _gravest(members: tuple[Weighed, ...], weights: Weights) -> str:
    """The gravest theme among the messages that bear the episode out as well as any of them does."""
    strongest = max(members, key=lambda one: one.probability).candidate
    if "told_of_another" in strongest.signs:
        return "reported_kill" if "threat.kill" in strongest.families else "reported"
    best = weights.strength(max(one.probability for one in members))
    families = {
        family
        for one in members
        if weights.strength(one.probability) is best
        for family in one.candidate.families - CUES
    }
    return next((theme for family, theme in THEMES.items() if family in families), "veiled")
