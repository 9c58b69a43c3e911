"""When a measure applies: an expression over answers and facts, written in the pack and never in code."""

from collections.abc import Iterator

import msgspec

from safelight.knowledge.answer import Answer

RISK = (Answer.YES, Answer.NOT_SURE)
"""The answers that count as a risk where a condition does not say otherwise."""


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One item, or one group of conditions; exactly one of the fields before ``being`` is set. Empty: always.

    ``answer``: the question with this id was answered with one of ``being`` (about the thing the measure is done
    to, where the question is about things; about any thing where the measure is for the whole household).
    ``has``: there is a thing of this kind. ``platform``: the thing, or any thing, is on this platform.
    ``set_up_by``: who set the thing up. ``exposed``: the thing can be used or read by the other side, itself or by
    way of what it depends on. ``fact``: something known beside the answers (a finding's flag,
    ``order_in_force`` or ``imminent_danger``).
    """

    all_of: tuple["Condition", ...] = ()
    any_of: tuple["Condition", ...] = ()
    none_of: tuple["Condition", ...] = ()
    answer: str = ""
    has: str = ""
    platform: str = ""
    set_up_by: tuple[str, ...] = ()
    exposed: bool | None = None
    fact: str = ""
    being: tuple[Answer, ...] = RISK

    @property
    def is_always(self) -> bool:
        """Whether nothing is asked for."""
        return not self._set()

    def items(self) -> Iterator["Condition"]:
        """Every item in it, at any depth."""
        groups = (*self.all_of, *self.any_of, *self.none_of)
        if groups:
            for one in groups:
                yield from one.items()
        elif not self.is_always:
            yield self

    def faults(self) -> list[str]:
        """What is wrong with it, in sentences."""
        faults = [fault for one in (*self.all_of, *self.any_of, *self.none_of) for fault in one.faults()]
        if len(self._set()) > 1:
            faults.append(f"A condition says several things at once ({', '.join(self._set())}); group them.")
        if self.being != RISK and not self.answer:
            faults.append("A condition has “being” without the answer it is about.")
        return faults

    def _set(self) -> list[str]:
        names = ("all_of", "any_of", "none_of", "answer", "has", "platform", "set_up_by", "fact")
        found = [name for name in names if getattr(self, name)]
        return found if self.exposed is None else [*found, "exposed"]


ALWAYS = Condition()
