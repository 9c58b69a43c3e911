"""What each platform tells the other side, and where its session lists, downloads and log-outs are."""

from datetime import date
from functools import cache
from typing import Self

import msgspec

from safelight.knowledge.measures import Channel, Notice
from safelight.knowledge.offences import Mark
from safelight.knowledge.pack import PACKS, Pack, load, repeated


class PlatformFact(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One fact about one platform. After ``valid_to`` it is said to be old and counts as the worst case."""

    id: str
    platform: str
    event: str
    """What happens on it, in the word a measure's ``event`` uses: ``password_change``, ``new_sign_in`` …"""
    says: str
    """The fact in a sentence."""
    notifies: Notice | None = None
    """The most the other side can learn; ``None`` for a fact about where something is."""
    goes_to: tuple[Channel, ...] = ()
    where: str = ""
    """The way through the menus, where the fact is about a place."""
    verified_on: date
    valid_to: date
    sources: tuple[str, ...]
    mark: Mark

    def is_expired(self, *, on: date) -> bool:
        """Whether it should have been looked at again before this day."""
        return self.valid_to < on


class Platform(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A platform by the word that things and facts use for it."""

    id: str
    name: str


class PlatformFacts(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All facts, by platform."""

    platforms: tuple[Platform, ...]
    facts: tuple[PlatformFact, ...]

    def name_of(self, platform: str) -> str:
        """What a platform is called; its own word where the pack does not know it."""
        return next((one.name for one in self.platforms if one.id == platform), platform)

    def about(self, platform: str, event: str) -> tuple[PlatformFact, ...]:
        """The facts of one platform about one event, in the order of the pack."""
        return tuple(one for one in self.facts if (one.platform, one.event) == (platform, event))

    def only(self, platform: str) -> Self:
        """The same pack with the facts of one platform."""
        return msgspec.structs.replace(self, facts=tuple(one for one in self.facts if one.platform == platform))

    def faults(self) -> list[str]:
        """Repeated ids, unknown platforms and sources, alerts that go nowhere."""
        known = {source.id for source in self.sources}
        names = {one.id for one in self.platforms}
        faults = [f"The fact {one} stands twice." for one in repeated([fact.id for fact in self.facts])]
        for fact in self.facts:
            faults += [
                f"{fact.id}: the source {one} is not in the list." for one in fact.sources if one not in known
            ]
            if fact.platform not in names:
                faults.append(f"{fact.id}: the platform {fact.platform} is not in the list.")
            if fact.notifies is not None and fact.notifies >= Notice.AN_ALERT and not fact.goes_to:
                faults.append(f"{fact.id}: an alert goes somewhere; say where it can go.")
        return faults


@cache
def platform_facts() -> PlatformFacts:
    """The pack that ships with this version, checked."""
    return load(PACKS / "platform-facts.yaml", PlatformFacts)
