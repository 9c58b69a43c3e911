"""Whether the person addressed is a child, as far as officers said or the owner's own words tell."""

from collections import Counter

from safelight.signals.context import CaseContext
from safelight.signals.pursuit.parties import Parties, account_key
from safelight.signals.scene import Scene

ADULT = 18
OFTEN = 2


class Young:
    """A child is the owner by their age, or a child of the case who takes part in the conversation."""

    def __init__(self, scene: Scene, context: CaseContext) -> None:
        self._scene = scene
        self._age = context.owner.age
        self._parties = Parties(context)
        accounts = {
            account_key(one)
            for child in context.children
            if child.age is None or child.age < ADULT
            for one in child.accounts
        }
        keys = [account_key(sender) if sender else "" for sender in scene.senders]
        self._children = {scene.thread_of(place) for place, key in enumerate(keys) if key in accounts}
        said = Counter(
            scene.thread_of(place) for place in scene.all_showing("young") if scene.by_owner(place) is not False
        )
        self._said = {thread for thread, times in said.items() if times >= OFTEN}

    def may_be_addressed(self, place: int) -> bool:
        """Whether a child, or somebody who may be one, is spoken to here."""
        thread = self._scene.thread_of(place)
        return self._age is None or self._age < ADULT or thread in self._children

    def signs(self, thread: int) -> set[str]:
        """``age_known``: officers say a child; ``sounds_young``: the words do; ``age_unknown`` where neither."""
        if self._age is not None or thread in self._children:
            return {"age_known"}
        return {"sounds_young"} if thread in self._said else {"age_unknown"}
