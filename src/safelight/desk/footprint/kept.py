"""The footprint as it is sealed: what was said, by whom, and when."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from safelight.planning.footprint import Footprint, Thing


class Whose(StrEnum):
    """Whose word an answer is."""

    VICTIM = "victim"
    HELPER = "helper"
    LOOKED = "looked"


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """Who said it, who wrote it down, and when."""

    whose: Whose
    by: str
    at: datetime


class KeptFootprint(msgspec.Struct, frozen=True, kw_only=True):
    """Answers and things. ``said`` is by question, by thing, or by ``thing/question``."""

    footprint: Footprint = Footprint()
    said: dict[str, Said] = {}
    things_ever: int = 0
    """How many things there ever were: an id is never given twice."""

    def with_answers(self, answers: dict[str, str], said: Said) -> "KeptFootprint":
        """The same with these answers about the household; only what changed is said anew."""
        before = self.footprint.answers
        changed = {key: said for key, answer in answers.items() if before.get(key) != answer}
        footprint = msgspec.convert(
            {**msgspec.to_builtins(self.footprint), "answers": {**before, **answers}}, Footprint
        )
        return msgspec.structs.replace(self, footprint=footprint, said={**self.said, **changed})

    def with_thing(self, thing: Thing, said: Said) -> "KeptFootprint":
        """The same with this thing in it, in the place of the one with its id."""
        there = self.footprint.thing(thing.id)
        if there == thing:
            return self
        others = tuple(one for one in self.footprint.things if one.id != thing.id)
        return msgspec.structs.replace(
            self,
            footprint=msgspec.structs.replace(self.footprint, things=(*others, thing)),
            said={**self.said, thing.id: said},
            things_ever=self.things_ever + (there is None),
        )

    def without_thing(self, id: str) -> "KeptFootprint":  # noqa: A002 - the field's own name
        """The same without a thing, and without what led to it."""
        things = tuple(_unlinked(one, id) for one in self.footprint.things if one.id != id)
        said = {key: value for key, value in self.said.items() if key != id}
        return msgspec.structs.replace(
            self, footprint=msgspec.structs.replace(self.footprint, things=things), said=said
        )

    @property
    def next_id(self) -> str:
        """The id of the next thing."""
        return f"t{self.things_ever + 1}"


LINKS = ("recovery_to", "alerts_to", "second_factor_on", "shown_on", "forwards_to", "member_of", "paid_on")
"""The links between things, by their names in ``planning.Thing``."""


def links_of(thing: Thing, names: Iterable[str] = LINKS) -> dict[str, tuple[str, ...]]:
    """Where a thing leads to, by link."""
    return {name: getattr(thing, name) for name in names if getattr(thing, name)}


def _unlinked(thing: Thing, id: str) -> Thing:  # noqa: A002 - the field's own name
    kept = {name: tuple(each for each in to if each != id) for name, to in links_of(thing).items()}
    return msgspec.structs.replace(thing, **kept) if kept else thing
