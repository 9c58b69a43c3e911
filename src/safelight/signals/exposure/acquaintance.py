"""How well the owner and the sender of a message know each other, as far as the records tell."""

from collections import Counter

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.parties import Parties
from safelight.signals.scene import Scene

FEWEST_ANSWERS = 5
LEAST_SHARE = 0.2
"""A talk is two-sided where the owner wrote this many messages and this share of them."""


class Acquaintance:
    """For each thread: how much the owner says there, when it began, and whether officers are concerned."""

    def __init__(self, scene: Scene, context: CaseContext) -> None:
        self._scene = scene
        self._parties = Parties(context)
        moments = [boundary.at for boundary in context.boundaries]
        self._told = int(min(moments).timestamp() * 1_000_000) if moments else None
        self._all: Counter[int] = Counter()
        self._owners: Counter[int] = Counter()
        for place in range(len(scene)):
            self._all[scene.thread_of(place)] += 1
            self._owners[scene.thread_of(place)] += bool(scene.by_owner(place))

    def signs(self, place: int) -> set[str]:
        """At most one of these, the gravest.

        ``of_concern``: from the first boundary on, where one was noted; ``unknown_after_boundary``: the talk began
        after it and the owner hardly writes there; ``two_sided``: an ordinary talk.
        """
        if self._is_of_concern(place):
            return {"of_concern"}
        if self._is_two_sided(place):
            return {"two_sided"}
        return {"unknown_after_boundary"} if self._came_after_boundary(place) else set()

    def _is_of_concern(self, place: int) -> bool:
        sender, at = self._scene.senders[place], self._scene.times[place]
        before = self._told is not None and at is not None and at <= self._told
        return sender is not None and not before and self._parties.key_of(sender) in self._parties.concern

    def _is_two_sided(self, place: int) -> bool:
        thread = self._scene.thread_of(place)
        answers = self._owners[thread]
        return answers >= FEWEST_ANSWERS and answers >= LEAST_SHARE * self._all[thread]

    def _came_after_boundary(self, place: int) -> bool:
        began = self._scene.times[self._scene.thread_of(place)]
        return self._told is not None and began is not None and began > self._told
