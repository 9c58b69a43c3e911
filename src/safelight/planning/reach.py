"""Whether the other side can read or use a thing, itself or by way of what it depends on."""

from functools import cached_property

import msgspec

from safelight.knowledge.answer import Answer
from safelight.knowledge.questions import FootprintQuestions, Kind
from safelight.planning.footprint import Footprint, Thing, Who
from safelight.planning.plan import Reach

_GRAVITY = (Reach.SAFE, Reach.NOT_KNOWN, Reach.MAYBE, Reach.OTHER_SIDE)
_OF_ANSWER = {
    Answer.YES: Reach.OTHER_SIDE,
    Answer.NOT_SURE: Reach.MAYBE,
    Answer.NOT_ASKED: Reach.NOT_KNOWN,
    Answer.NO: Reach.SAFE,
}
_SAID = {
    Reach.OTHER_SIDE: "{name} is within the other side's reach.",
    Reach.MAYBE: "It is not sure whether {name} is within the other side's reach; that counts as a risk.",
    Reach.NOT_KNOWN: "Nobody has asked yet whether {name} is within the other side's reach.",
    Reach.SAFE: "{name} was said to be out of the other side's reach.",
}
_LINKED = {
    "recovery_to": "can be got back into by way of",
    "shown_on": "is shown on",
    "forwards_to": "passes a copy on to",
}
_OPENS = ("recovery_to", "shown_on", "forwards_to")
"""The links by which whoever has the other thing can read this one. A code alone opens nothing."""


class Reached(msgspec.Struct, frozen=True, kw_only=True):
    """How far a thing is within reach, by which things, and in words."""

    reach: Reach
    path: tuple[str, ...]
    says: str


def graver(*reaches: Reach) -> Reach:
    """The one to be most careful about."""
    return max(reaches, key=_GRAVITY.index, default=Reach.SAFE)


class ReachMap:
    """The reach of every thing of a footprint, each worked out once."""

    def __init__(self, footprint: Footprint, questions: FootprintQuestions) -> None:
        self._things = {one.id: one for one in footprint.things}
        self._kinds = {one.id: one for one in questions.kinds}

    def of(self, thing: str) -> Reached:
        """How far a thing is within reach. A thing that is in no list is not known."""
        if thing not in self._things:
            return Reached(reach=Reach.NOT_KNOWN, path=(thing,), says="Nobody has said yet what it is.")
        return self._reached[thing]

    @cached_property
    def _reached(self) -> dict[str, Reached]:
        """Each thing's own reach, and then what it takes over from others, the gravest first."""
        found = {one: self._own(thing) for one, thing in sorted(self._things.items())}
        for gravity in reversed(_GRAVITY):
            edge = sorted(one for one, reached in found.items() if reached.reach is gravity)
            while edge:
                edge = self._taken_over(found, edge)
        return found

    def _taken_over(self, found: dict[str, Reached], edge: list[str]) -> list[str]:
        changed = []
        for source in edge:
            for one, link in self._into.get(source, ()):
                if _GRAVITY.index(found[source].reach) > _GRAVITY.index(found[one].reach):
                    found[one] = _through(self._things[one], link, self._things[source], found[source])
                    changed.append(one)
        return sorted(set(changed))

    @cached_property
    def _into(self) -> dict[str, list[tuple[str, str]]]:
        """For each thing, the things that whoever has it can read as well."""
        into: dict[str, list[tuple[str, str]]] = {}
        for one, thing in sorted(self._things.items()):
            for link in _OPENS:
                for other in sorted(getattr(thing, link)):
                    into.setdefault(other, []).append((one, link))
        return into

    def _own(self, thing: Thing) -> Reached:
        """What is known of the thing itself, before what it takes over."""
        kind = self._kinds.get(thing.kind)
        reach = graver(
            _OF_ANSWER[thing.could_get_in],
            _sign(thing.seems_in),
            _set_up(thing),
            _kept(thing, kind),
            self._ways_in(thing, kind),
        )
        says = _SAID[reach].replace("{name}", f"“{thing.called}”")
        if reach is Reach.NOT_KNOWN and thing.could_get_in is Answer.NO:
            says = f"Nobody has looked yet which ways lead back into “{thing.called}”."
        return Reached(reach=reach, path=(thing.id,), says=says)

    def _ways_in(self, thing: Thing, kind: Kind | None) -> Reach:
        """Nothing is safe whose recovery data nobody has read, or that leads to something nobody described."""
        unread = kind is not None and "recovery_to" in kind.links and not thing.links_read
        lost = any(other not in self._things for link in _OPENS for other in getattr(thing, link))
        return Reach.NOT_KNOWN if unread or lost else Reach.SAFE


def _sign(seems_in: Answer) -> Reach:
    """A sign that somebody is in makes it worse; no sign seen makes nothing safe, for a list can be cheated."""
    return {Answer.YES: Reach.OTHER_SIDE, Answer.NOT_SURE: Reach.MAYBE}.get(seems_in, Reach.SAFE)


def _set_up(thing: Thing) -> Reach:
    """Whoever set a thing up may have kept a way in, until somebody says that they cannot get in."""
    theirs = thing.set_up_by is Who.OTHER_SIDE and thing.could_get_in is not Answer.NO
    return Reach.OTHER_SIDE if theirs else Reach.SAFE


def _kept(thing: Thing, kind: Kind | None) -> Reach:
    """Whether the other side runs it."""
    return _OF_ANSWER[thing.answer(kind.kept_by_other)] if kind and kind.kept_by_other else Reach.SAFE


def _through(thing: Thing, link: str, source: Thing, reached: Reached) -> Reached:
    says = f"“{thing.called}” {_LINKED[link]} “{source.called}”. {reached.says}"
    return Reached(reach=reached.reach, path=(thing.id, *reached.path), says=says)
