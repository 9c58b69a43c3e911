"""The questions of the footprint: what somebody uses, who set it up, who might know, who gets its alerts."""

from enum import StrEnum
from functools import cache

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Domain(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One of the sixteen parts of life that a footprint covers; a page of questions."""

    id: str
    title: str
    opens_with: str
    """What is said before the questions, in plain words."""


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of thing somebody may have: a mailbox, a phone, a family group."""

    id: str
    title: str
    domain: str
    has: str
    """The id of the question whether there is one at all."""
    platforms: tuple[str, ...] = ()
    """The platforms to choose from; empty: none is asked for."""
    links: tuple[str, ...] = ()
    """The links that make sense for it (``recovery_to``, ``alerts_to`` … see ``planning.Thing``)."""
    kept_by_other: str = ""
    """The question whether the other side runs it: whoever does sees what happens to it without any password."""


class About(StrEnum):
    """Whether a question is asked once or of each thing."""

    HOUSEHOLD = "household"
    THING = "thing"


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question, answered yes, no, not sure or not asked."""

    id: str
    domain: str
    about: About
    kinds: tuple[str, ...] = ()
    """The kinds of thing it is asked of, where it is about things."""
    asks: str
    """The question in plain words, to the victim. ``{thing}`` stands for what they call the thing."""
    why: str
    """Why it is asked, for whoever asks; never shown to anybody as blame."""


class FieldQuestion(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a field of a thing is asked for. ``id`` is the name of the field of ``planning.footprint.Thing``."""

    id: str
    asks: str
    why: str


class FootprintQuestions(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Domains, kinds of thing and questions, in the order in which they are asked."""

    domains: tuple[Domain, ...]
    kinds: tuple[Kind, ...]
    each_thing: tuple[FieldQuestion, ...]
    """Asked of each thing: who set it up, who might know, who gets its alerts."""
    questions: tuple[Question, ...]

    def domain(self, id: str) -> Domain | None:  # noqa: A002 - the pack's own word
        """The domain with this id."""
        return next((one for one in self.domains if one.id == id), None)

    def kind(self, id: str) -> Kind | None:  # noqa: A002 - the pack's own word
        """The kind of thing with this id."""
        return next((one for one in self.kinds if one.id == id), None)

    def question(self, id: str) -> Question | None:  # noqa: A002 - the pack's own word
        """The question with this id."""
        return next((one for one in self.questions if one.id == id), None)

    def field(self, name: str) -> FieldQuestion | None:
        """How a field of a thing is asked for."""
        return next((one for one in self.each_thing if one.id == name), None)

    def asked_of(self, kind: str) -> tuple[Question, ...]:
        """The questions that are asked of each thing of a kind."""
        return tuple(one for one in self.questions if kind in one.kinds)

    def faults(self) -> list[str]:
        """Repeated ids, and rows that name what is not there."""
        domains, kinds = {one.id for one in self.domains}, {one.id for one in self.kinds}
        asked = {one.id for one in self.questions if one.about is About.HOUSEHOLD}
        names = [
            [one.id for one in self.domains],
            [one.id for one in self.kinds],
            [one.id for one in self.questions],
        ]
        faults = [f"The id {one} stands twice." for each in names for one in repeated(each)]
        rows: list[Kind | Question] = [*self.kinds, *self.questions]
        faults += [
            f"{row.id}: the domain {row.domain} is not in the list." for row in rows if row.domain not in domains
        ]
        faults += [
            f"{kind.id}: its question {kind.has} is not asked." for kind in self.kinds if kind.has not in asked
        ]
        known = {one.id for one in self.questions}
        faults += [
            f"{kind.id}: its question {kind.kept_by_other} is not asked."
            for kind in self.kinds
            if kind.kept_by_other and kind.kept_by_other not in known
        ]
        for question in self.questions:
            faults += [
                f"{question.id}: no kind {one} is in the list." for one in question.kinds if one not in kinds
            ]
            if (question.about is About.THING) != bool(question.kinds):
                faults.append(f"{question.id}: a question about things names their kinds, and no other does.")
        return faults


@cache
def footprint_questions() -> FootprintQuestions:
    """The pack that ships with this version, checked."""
    return load(PACKS / "footprint.yaml", FootprintQuestions)
