"""What to ask next: the open questions that the most measures hang on, each with the page it is asked on."""

from dataclasses import dataclass

from safelight.desk.footprint.forms import OF_EVERY_THING
from safelight.desk.plans.drafted import Drafted
from safelight.knowledge.questions import footprint_questions
from safelight.planning.plan import ToAsk

AT_ONCE = 6


@dataclass(frozen=True)
class AskNext:
    """One question, why, and where it is asked: a part of life, or a thing."""

    asks: str
    why: str
    was: str
    domain: str
    thing: str
    waits: int


def asked_next(drafted: Drafted, most: int = AT_ONCE) -> list[AskNext]:
    """The first few, in the plan's own order."""
    return [_shown(drafted, one) for one in drafted.plan.to_ask[:most]]


def _shown(drafted: Drafted, one: ToAsk) -> AskNext:
    pack = footprint_questions()
    question = pack.question(one.question) or OF_EVERY_THING.get(one.question)
    name = drafted.name_of(one.thing)
    thing = drafted.situation.footprint.thing(one.thing) if one.thing else None
    kind = pack.kind(thing.kind) if thing else None
    return AskNext(
        asks=question.asks.replace("{thing}", name or "it") if question else one.why,
        why=one.why,
        was=one.was,
        domain=kind.domain if kind else question.domain if question else pack.domains[0].id,
        thing=one.thing,
        waits=len(one.waits),
    )
