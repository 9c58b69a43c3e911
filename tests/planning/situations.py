"""Situations of every kind, made by hypothesis from the packs that ship, and two that are made by hand."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from safelight.knowledge.answer import Answer
from safelight.knowledge.catalogue import catalogue
from safelight.knowledge.measures import Role, Timing
from safelight.knowledge.questions import About, footprint_questions
from safelight.planning.footprint import LINKS, Footprint, Thing, Who
from safelight.planning.situation import (
    Choice,
    Decision,
    DeclinedKeeping,
    Done,
    OnCall,
    Override,
    Sealed,
    Situation,
    WindowPlan,
)

BEGUN = datetime(2026, 11, 27, 9, tzinfo=UTC)
NOW = BEGUN + timedelta(days=2)
QUESTIONS = footprint_questions()
MEASURES = catalogue()
ASKED = [one.id for one in QUESTIONS.questions if one.about is About.HOUSEHOLD]
MOMENTS = st.integers(0, 96).map(lambda hours: BEGUN + timedelta(hours=hours))
LOUD = [one for one in MEASURES.measures if one.alerts and one.timing is Timing.ANY]
TIMED = [one for one in MEASURES.measures if one.timing is not Timing.ANY and not one.after]
ACCOUNTS = [one for one in QUESTIONS.kinds if "recovery_to" in one.links]
FLAGS = ("threat_to_life", "child_at_risk", "order_breached", "high_risk")


@st.composite
def things(draw: st.DrawFn, most: int = 6) -> tuple[Thing, ...]:
    ids = [f"thing-{number}" for number in range(draw(st.integers(0, most)))]
    return tuple(draw(_thing(one, ids)) for one in ids)


@st.composite
def _thing(draw: st.DrawFn, name: str, ids: list[str]) -> Thing:
    kind = draw(st.sampled_from(QUESTIONS.kinds) | st.sampled_from(ACCOUNTS))
    links = {
        link: tuple(draw(st.lists(st.sampled_from(ids), max_size=2, unique=True)))
        for link in LINKS
        if link in kind.links
    }
    asked = [one.id for one in QUESTIONS.asked_of(kind.id)]
    answers = draw(st.dictionaries(st.sampled_from(asked), st.sampled_from(Answer))) if asked else {}
    return Thing(
        id=name,
        kind=kind.id,
        platform=draw(st.sampled_from(kind.platforms)) if kind.platforms else "",
        set_up_by=draw(st.sampled_from(Who)),
        could_get_in=draw(st.sampled_from(Answer)),
        seems_in=draw(st.sampled_from(Answer)),
        links_read=draw(st.booleans()),
        answers=answers,
        **links,
    )


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    found = draw(things())
    at = st.sampled_from(["", *(one.id for one in found)])
    what, measure = st.sampled_from(sorted(MEASURES.titles)), st.sampled_from(sorted(MEASURES.by_id))
    starts = st.sampled_from([one.id for one in MEASURES.measures if one.starts_all])
    made = st.builds(Done, measure=measure | starts, thing=at, checked_by=st.just("A"), at=MOMENTS)
    decided = st.builds(
        Decision, measure=measure, thing=at, choice=st.sampled_from(Choice), by=st.sampled_from(Role), at=MOMENTS
    )
    return Situation(
        begun=BEGUN,
        footprint=Footprint(
            answers=draw(st.dictionaries(st.sampled_from(ASKED), st.sampled_from(Answer))), things=found
        ),
        sealed=draw(_some(st.builds(Sealed, what=what, thing=at))),
        declined_keeping=draw(
            _some(st.builds(DeclinedKeeping, what=what, thing=at, recorded_by=st.just("A"), at=MOMENTS), most=3)
        ),
        decisions=draw(_some(decided)),
        done=draw(_some(made)),
        flags=tuple(draw(st.lists(st.sampled_from(FLAGS), unique=True))),
        window=draw(st.none() | windows()),
        overrides=draw(_some(overrides(), most=2)),
    )


@st.composite
def nearly_ready(draw: st.DrawFn) -> Situation:
    """Almost everything is kept, agreed, done and planned, so that little holds and each gate is the last one."""
    found = draw(things(most=4))
    ats = ["", *(one.id for one in found)]
    sealed = [Sealed(what=what, thing=at) for what in MEASURES.titles for at in ats]
    undecided = draw(st.sets(st.sampled_from(MEASURES.measures), max_size=4))
    agreed = [
        Decision(measure=one.id, choice=Choice.AGREED, by=one.decided_by, at=BEGUN)
        for one in MEASURES.measures
        if one not in undecided
    ]
    waiting = draw(st.sets(st.sampled_from(MEASURES.measures), max_size=20))
    waiting |= draw(st.sets(st.sampled_from(LOUD), max_size=4)) | draw(st.sets(st.sampled_from(TIMED), max_size=6))
    done = [Done(measure=one.id, checked_by="A", at=BEGUN) for one in MEASURES.measures if one not in waiting]
    left_out = draw(st.sets(st.sampled_from(sealed), max_size=6))
    window = WindowPlan(
        begins=NOW,
        place_agreed=True,
        on_call=(OnCall(name="A", role=Role.ADVISOR),),
        agreed_by_victim=draw(st.booleans()),
        agreed_with_police=draw(st.booleans()),
    )
    answers = draw(st.dictionaries(st.sampled_from(ASKED), st.sampled_from(Answer), min_size=10))
    return Situation(
        begun=BEGUN,
        footprint=Footprint(answers=answers, things=found),
        sealed=tuple(one for one in sealed if one not in left_out),
        decisions=tuple(agreed),
        done=tuple(done),
        flags=FLAGS,
        window=draw(st.sampled_from([window, None])),
    )


def windows() -> st.SearchStrategy[WindowPlan]:
    on_call = st.builds(OnCall, name=st.sampled_from(["A", "B"]), role=st.sampled_from(Role))
    return st.builds(
        WindowPlan,
        begins=MOMENTS,
        place_agreed=st.booleans(),
        on_call=_some(on_call, most=2),
        agreed_by_victim=st.booleans(),
        agreed_with_police=st.booleans(),
    )


def overrides() -> st.SearchStrategy[Override]:
    named = st.lists(st.sampled_from(sorted(MEASURES.by_id)), max_size=2, unique=True).map(tuple)
    words = st.sampled_from(["", " ", "He is outside the door."])
    name = st.sampled_from(["", "O. Officer"])
    return st.builds(Override, name=name, role=st.just(Role.OFFICER), reason=words, at=MOMENTS, measures=named)


def _some(one: st.SearchStrategy, *, most: int = 12) -> st.SearchStrategy[tuple]:
    return st.lists(one, max_size=most).map(tuple)


def everything(said: Answer) -> Situation:
    """A household with one thing of every kind on every platform, and the same answer to every question."""
    things = tuple(
        Thing(
            id=f"{kind.id}-{platform}",
            kind=kind.id,
            platform=platform,
            could_get_in=said,
            links_read=True,
            answers={one.id: said for one in QUESTIONS.asked_of(kind.id)},
        )
        for kind in QUESTIONS.kinds
        for platform in kind.platforms or ("",)
    )
    return Situation(
        begun=BEGUN, footprint=Footprint(answers=dict.fromkeys(ASKED, said), things=things), flags=FLAGS
    )
