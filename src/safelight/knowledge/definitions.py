"""Shared definitions of online abuse: concepts in our own words, and the instruments and offences they go with."""

from enum import StrEnum
from functools import cached_property

import msgspec

from safelight.knowledge.offences import Mark, offences
from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Match(StrEnum):
    """How a part of an instrument compares with a concept of ours: it is broader, narrower, close, or related."""

    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"


class Instrument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A treaty, guideline or classification. ``parts`` are those cited, by code, in our own words."""

    id: str
    title: str
    address: str
    mark: Mark
    parts: dict[str, str]


class Matched(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of an instrument, as ``instrument-code``, and how it compares."""

    to: str
    how: Match


class Concept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of harm. ``avoid`` are names that hurt or mislead: found by search and never shown as a name."""

    id: str
    label: str
    definition: str
    also: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    note: str = ""
    broader: str = ""
    related: tuple[str, ...] = ()
    offences: tuple[str, ...] = ()
    matches: tuple[Matched, ...] = ()
    notations: tuple[str, ...] = ()
    """Machine tags of other people's taxonomies."""
    mark: Mark


class Definitions(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """All concepts, and the instruments they are held against."""

    instruments: tuple[Instrument, ...]
    concepts: tuple[Concept, ...]

    @cached_property
    def parts(self) -> dict[str, str]:
        """The cited parts of instruments by ``instrument-code``."""
        return {f"{one.id}-{code}": title for one in self.instruments for code, title in one.parts.items()}

    def of_offence(self, offence: str) -> tuple[Concept, ...]:
        """The concepts that an offence belongs to."""
        return tuple(concept for concept in self.concepts if offence in concept.offences)

    def faults(self) -> list[str]:
        """Repeated ids and labels, and names of concepts, offences and parts that are not there."""
        ids = [concept.id for concept in self.concepts]
        faults = [f"The concept {one} stands twice." for one in repeated(ids)]
        faults += [f"Two concepts are called {one}." for one in repeated([each.label for each in self.concepts])]
        known = {*ids, *self.parts, *offences().by_id}
        for concept in self.concepts:
            named = (*([concept.broader] if concept.broader else []), *concept.related, *concept.offences)
            named += tuple(match.to for match in concept.matches)
            faults += [f"{concept.id}: {one} is nowhere." for one in named if one not in known]
        return faults


def definitions() -> Definitions:
    """The definitions that ship with Safelight."""
    return load(PACKS / "definitions.yaml", Definitions)
