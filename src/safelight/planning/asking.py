"""What is not known and should be asked next, because measures hang on it."""

from collections.abc import Iterator

import msgspec

from safelight.knowledge.answer import Answer
from safelight.knowledge.measures import Channel
from safelight.planning.candidate import Candidate
from safelight.planning.choosing import Chosen
from safelight.planning.conditions import unsettled, unsure
from safelight.planning.known import Known
from safelight.planning.plan import Reach, ToAsk

_LOOKED_AT = dict.fromkeys(Channel, "links_read") | {
    Channel.FAMILY_GROUP: "member_of",
    Channel.CONTRACT_HOLDER: "paid_on",
    Channel.MEMBERS: "shared_with_other",
}
"""What to ask where nobody has looked where a channel leads."""
_WHY = {
    Answer.NOT_ASKED: "Nobody has asked this yet.",
    Answer.NOT_SURE: "The answer was “not sure”. That counts as a risk until it is settled.",
}


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """A question about a thing (or the household), and why it stands open."""

    question: str
    thing: str
    was: Answer


def to_ask(known: Known, chosen: Chosen) -> tuple[ToAsk, ...]:
    """The open questions: those that were never asked first, and of these the ones most measures hang on."""
    waits: dict[Open, dict[str, None]] = {}
    for one, measure in _all(known, chosen):
        waits.setdefault(one, {})[measure] = None
    asked = [
        ToAsk(
            question=one.question, thing=one.thing, was=one.was, why=_WHY[one.was], waits=tuple(sorted(measures))
        )
        for one, measures in waits.items()
    ]
    rows = {one.id: number for number, one in enumerate(known.questions.questions)}
    return tuple(
        sorted(
            asked, key=lambda one: (one.was, -len(one.waits), rows.get(one.question, 0), one.question, one.thing)
        )
    )


def _all(known: Known, chosen: Chosen) -> Iterator[tuple[Open, str]]:
    for kind, measures in chosen.unasked.items():
        row = known.questions.kind(kind)
        assert row is not None
        said = known.footprint.answer(row.has)
        was = Answer.NOT_ASKED if said is Answer.YES else said
        yield from ((Open(question=row.has, thing="", was=was), measure) for measure in measures)
    for one in chosen.unsettled.values():
        for question, thing in unsettled(one.measure.applies_when, known, one.thing):
            yield Open(question=question, thing=thing, was=Answer.NOT_ASKED), one.measure.id
    for one in chosen.candidates.values():
        for question, thing in unsure(one.measure.applies_when, known, one.thing):
            yield Open(question=question, thing=thing, was=Answer.NOT_SURE), one.measure.id
        yield from ((each, one.measure.id) for each in _landings(one, known))


def _landings(one: Candidate, known: Known) -> Iterator[Open]:
    """Where word of it would land and nobody has looked."""
    for landing in one.landings:
        if landing.reach is not Reach.NOT_KNOWN:
            continue
        at = landing.path[-1] if landing.path else one.at
        thing = known.things.get(at)
        if thing is None:
            continue
        unread = landing.path == () or thing.could_get_in is Answer.NO
        yield Open(
            question=_LOOKED_AT[landing.channel] if unread else "could_get_in", thing=at, was=Answer.NOT_ASKED
        )
