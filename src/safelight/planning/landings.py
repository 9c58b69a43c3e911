"""Where word of a measure would land, and whether the other side could read it there."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

import msgspec

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Channel, Measure, Notice
from safelight.knowledge.platform_facts import PlatformFact, PlatformFacts
from safelight.planning.footprint import Thing
from safelight.planning.known import Known
from safelight.planning.plan import Landing, Reach

CHANNELS = {
    Channel.ACCOUNT: "A notice inside the account",
    Channel.ALERT_ADDRESS: "The alert",
    Channel.RECOVERY: "Word to the recovery address or number",
    Channel.SECOND_FACTOR: "The code",
    Channel.FAMILY_GROUP: "Word to the organiser of the family group",
    Channel.CONTRACT_HOLDER: "Word to the holder",
    Channel.MEMBERS: "Word to whoever shares it",
    Channel.OTHER_SIDE: "Word of it",
}
_NOBODY_LOOKED = "{what} goes to a place that nobody has looked up yet; that counts as a risk."


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out when a measure is done on a platform, and the facts that say so."""

    notifies: Notice
    channels: tuple[Channel, ...]
    facts: tuple[str, ...]
    old_facts: tuple[str, ...]


def word_of(measure: Measure, thing: Thing | None, facts: PlatformFacts, *, on: date) -> Word:
    """What goes out. A fact in date stands for the measure's own worst case; an old one is only added to it."""
    about = _about(measure, thing, facts)
    places = _places(measure, thing, facts)
    fresh = [one for one in about if not one.is_expired(on=on)]
    old = tuple(one.id for one in about if one.is_expired(on=on))
    told = tuple(one.id for one in (*about, *places))
    old += tuple(one.id for one in places if one.is_expired(on=on))
    if fresh and len(fresh) == len(about):
        channels = {channel: None for one in fresh for channel in one.goes_to}
        # More or less than the measure says: both are what the platform does.
        most = max(one.notifies for one in fresh if one.notifies is not None)
        return Word(notifies=most, channels=tuple(channels), facts=told, old_facts=old)
    channels = dict.fromkeys((*measure.alert_to, *(channel for one in about for channel in one.goes_to)))
    most = max([measure.notifies, *(one.notifies for one in about if one.notifies is not None)])
    return Word(notifies=Notice(most), channels=tuple(channels), facts=told, old_facts=old)


def landings_of(word: Word, thing: Thing | None, known: Known) -> tuple[Landing, ...]:
    """Every place where word would land, in the order of the channels."""
    if word.notifies < Notice.AN_ALERT:
        return ()
    found = (landing for channel in word.channels for landing in _LANDS[channel](channel, thing, known))
    return tuple(dict.fromkeys(found))


def _about(measure: Measure, thing: Thing | None, facts: PlatformFacts) -> list[PlatformFact]:
    if thing is None or not measure.event:
        return []
    return [one for one in facts.about(thing.platform, measure.event) if one.notifies is not None]


def _places(measure: Measure, thing: Thing | None, facts: PlatformFacts) -> list[PlatformFact]:
    """Facts that say where something is, or what to mind, and not who is told."""
    if thing is None:
        return []
    events = (*measure.looks_up, *([measure.event] if measure.event else []))
    found = [one for event in events for one in facts.about(thing.platform, event)]
    return [one for one in found if one.notifies is None]


def _at_itself(channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    yield _landing(channel, thing.id, known) if thing else _unknown(channel)


def _at_links(links: str, channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    targets = getattr(thing, links) if thing else ()
    for target in sorted(set(targets)):
        yield _landing(channel, target, known)
    if not targets and not (thing and thing.links_read):
        yield _unknown(channel)


def _at_alert_address(channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    """Where no address for alerts is on file, a platform writes to the recovery address and into the account."""
    if thing and thing.links_read and not thing.alerts_to:
        yield from _at_itself(Channel.ACCOUNT, thing, known)
        yield from _at_links("recovery_to", Channel.RECOVERY, thing, known)
    else:
        yield from _at_links("alerts_to", channel, thing, known)


def _at_group(channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    if thing and thing.kind == "family_group":
        yield _landing(channel, thing.id, known)
    else:
        yield from _at_links("member_of", channel, thing, known)


def _at_holder(channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    kind = known.questions.kind(thing.kind) if thing else None
    if thing and kind and kind.kept_by_other:
        yield _landing(channel, thing.id, known)
    else:
        yield from _at_links("paid_on", channel, thing, known)


def _at_members(channel: Channel, thing: Thing | None, known: Known) -> Iterator[Landing]:
    """Whoever shares it: asked about where that can be asked, otherwise whoever can reach it."""
    question = known.questions.question("shared_with_other")
    if thing is None or question is None or thing.kind not in question.kinds:
        yield from _at_itself(channel, thing, known)
        return
    said = thing.answer(question.id)
    if said is Answer.NO:
        yield from _at_itself(channel, thing, known)
    elif said is Answer.NOT_ASKED:
        yield _unknown(channel)
    else:
        sure = "can see" if said is Answer.YES else "may see"
        reach = Reach.OTHER_SIDE if said is Answer.YES else Reach.MAYBE
        says = f"{CHANNELS[channel]}: the other side {sure} “{thing.called}”."
        yield Landing(channel=channel, at=thing.id, reach=reach, path=(thing.id,), says=says)


def _at_other_side(channel: Channel, _thing: Thing | None, _known: Known) -> Iterator[Landing]:
    says = f"{CHANNELS[channel]} reaches the other side itself: it is told, or something stops working for it."
    yield Landing(channel=channel, at="", reach=Reach.OTHER_SIDE, path=(), says=says)


def _landing(channel: Channel, at: str, known: Known) -> Landing:
    reached = known.reach.of(at)
    thing = known.things.get(at)
    says = f"{CHANNELS[channel]} lands at “{thing.called if thing else at}”. {reached.says}"
    return Landing(channel=channel, at=at, reach=reached.reach, path=reached.path, says=says)


def _unknown(channel: Channel) -> Landing:
    says = _NOBODY_LOOKED.replace("{what}", CHANNELS[channel])
    return Landing(channel=channel, at="", reach=Reach.NOT_KNOWN, path=(), says=says)


_LANDS: dict[Channel, Callable[[Channel, Thing | None, Known], Iterator[Landing]]] = {
    Channel.ACCOUNT: _at_itself,
    Channel.ALERT_ADDRESS: _at_alert_address,
    Channel.RECOVERY: partial(_at_links, "recovery_to"),
    Channel.SECOND_FACTOR: partial(_at_links, "second_factor_on"),
    Channel.FAMILY_GROUP: _at_group,
    Channel.CONTRACT_HOLDER: _at_holder,
    Channel.MEMBERS: _at_members,
    Channel.OTHER_SIDE: _at_other_side,
}
