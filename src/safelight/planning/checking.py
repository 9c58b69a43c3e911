"""What is at odds in a situation: words that no pack knows, links that lead nowhere, times without a zone."""

from collections.abc import Iterator
from difflib import get_close_matches

from safelight.knowledge.catalogue import Catalogue
from safelight.knowledge.pack import repeated
from safelight.knowledge.questions import About, FootprintQuestions
from safelight.planning.footprint import LINKS, Thing
from safelight.planning.situation import Situation


def faults_of(situation: Situation, measures: Catalogue, questions: FootprintQuestions) -> tuple[str, ...]:
    """Every fault in a sentence; empty where the situation can be planned from."""
    return (
        *_thing_faults(situation, questions),
        *_answer_faults(situation, questions),
        *_measure_faults(situation, measures),
        *_material_faults(situation, measures),
        *_time_faults(situation),
    )


def _thing_faults(situation: Situation, questions: FootprintQuestions) -> Iterator[str]:
    things = situation.footprint.things
    ids = [one.id for one in things]
    kinds = [one.id for one in questions.kinds]
    yield from (f"The thing “{one}” stands twice; give each its own id." for one in repeated(ids))
    for thing in things:
        if thing.kind not in kinds:
            yield f"“{thing.id}” is of a kind “{thing.kind}” that is not known{_near(thing.kind, kinds)}."
        yield from (
            f"“{thing.id}” leads by {link} to “{to}”, which is no thing." for link, to in _lost(thing, ids)
        )
    named = {one.thing for one in situation.sealed} | {one.thing for one in situation.declined_keeping}
    named |= {one.thing for one in situation.decisions} | {one.thing for one in situation.done}
    named -= {"", *ids}
    yield from (f"Something is said about “{one}”, which is no thing." for one in sorted(named))


def _lost(thing: Thing, ids: list[str]) -> Iterator[tuple[str, str]]:
    for link in LINKS:
        yield from ((link, to) for to in getattr(thing, link) if to not in ids)


def _answer_faults(situation: Situation, questions: FootprintQuestions) -> Iterator[str]:
    of_household = [one.id for one in questions.questions if one.about is About.HOUSEHOLD]
    for one in situation.footprint.answers:
        if one not in of_household:
            yield f"No question to the household is called “{one}”{_near(one, of_household)}."
    for thing in situation.footprint.things:
        asked = [one.id for one in questions.asked_of(thing.kind)]
        for one in thing.answers:
            if one not in asked:
                yield f"No question about “{thing.id}” is called “{one}”{_near(one, asked)}."


def _measure_faults(situation: Situation, measures: Catalogue) -> Iterator[str]:
    named = {one.measure for one in situation.decisions} | {one.measure for one in situation.done}
    named |= {one for override in situation.overrides for one in override.measures}
    for one in sorted(named - measures.by_id.keys()):
        yield f"No measure is called “{one}”{_near(one, list(measures.by_id))}."


def _material_faults(situation: Situation, measures: Catalogue) -> Iterator[str]:
    named = {one.what for one in situation.sealed} | {one.what for one in situation.declined_keeping}
    for one in sorted(named - measures.titles.keys()):
        yield f"Nothing that is kept is called “{one}”{_near(one, list(measures.titles))}."


def _time_faults(situation: Situation) -> Iterator[str]:
    times = [situation.begun]
    times += [one.at for one in situation.decisions] + [one.at for one in situation.done]
    times += [one.at for one in situation.declined_keeping] + [one.at for one in situation.overrides]
    times += [situation.window.begins] if situation.window else []
    for one in times:
        if one.tzinfo is None:
            yield f"The time {one:%Y-%m-%dT%H:%M} has no zone; write it like {one:%Y-%m-%dT%H:%M}:00+00:00."


def _near(word: str, known: list[str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"; do you mean “{near[0]}”?" if near else ""
