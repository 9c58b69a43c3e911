"""Contact after a boundary, and how far it went on and grew."""

from collections.abc import Iterator
from datetime import date

from safelight.signals.finding import Finding, OffencePointer, PointToProve, Severity, Span
from safelight.signals.pursuit.boundaries import Source
from safelight.signals.pursuit.course import Course, Event, Standing, sittings
from safelight.signals.pursuit.cues import GRAVE, Cue
from safelight.signals.pursuit.draft import Draft, finding_of
from safelight.signals.pursuit.features import course_features
from safelight.signals.pursuit.pointers import not_yet_known, pointer, supported
from safelight.signals.pursuit.scene import Scene
from safelight.signals.pursuit.wording import contacts_appear, counted

_SEVERAL = 2
_MANY_DAYS = 5
_KNOWN_HOW = {
    Source.NOTED: "officers noted a boundary",
    Source.CLEAR: "the owner's own words appear to ask clearly for contact to stop",
    Source.SOFT: "the owner's own words appear to ask, in softer terms, for contact to stop",
}
_TELLING = {
    Cue.SURVEILLANCE: "appear to tell of watching or of knowing movements",
    Cue.TURN_UP: "appear to tell of waiting, passing by or turning up",
    Cue.GIFT: "appear to tell of something left or sent",
    Cue.PRESSING: "appear to press for an answer",
}


def after_boundary(who: str, course: Course, scene: Scene) -> Iterator[Finding]:
    """The finding on contact after one boundary, if there is one."""
    if not course.unasked:
        return
    draft = Draft(
        kind="after_boundary",
        who=who,
        words={"contacts": contacts_appear(len(course.unasked), scene.label(who))},
        features=course_features(course),
        severity=severity_of(course, scene),
        events=course.unasked,
        other_records=(course.boundary.record,) if course.boundary.record else (),
        spans=_spans(course),
        reasons=tuple(_reasons(course, scene)),
        offences=_offences(course, scene),
        flags=scene.lively_flags(course.later),
        limits=(*scene.limits(who), *_boundary_limits(course)),
    )
    finding = finding_of(draft)
    if finding:
        yield finding


def severity_of(course: Course, scene: Scene) -> Severity:
    """Graver with words of watching or turning up, and with contact on several days."""
    days = {scene.clock.local(event.at).date() for event in course.later}
    grave = any(event.cues & set(GRAVE) for event in course.unasked)
    if grave and len(days) >= _SEVERAL:
        return Severity.VERY_HIGH
    if grave or len(days) >= _MANY_DAYS:
        return Severity.HIGH
    return Severity.MEDIUM if course.later else Severity.LOW


def _spans(course: Course) -> tuple[Span, ...]:
    boundary = course.boundary
    return (Span(boundary.record, boundary.start, boundary.end),) if boundary.record else ()


def _reasons(course: Course, scene: Scene) -> Iterator[str]:
    clock, boundary, unasked = scene.clock, course.boundary, course.unasked
    yield f"On {clock.moment(boundary.at)} {_KNOWN_HOW[boundary.source]}."
    yield f"Since then {counted(len(course.after), 'contact')} came in; {len(unasked):,} of them unasked."
    yield f"The last of these came on {clock.moment(unasked[-1].at)}."
    days = {clock.local(event.at).date() for event in course.later}
    if days:
        separate = counted(len(sittings(course.later)), "separate approach", "separate approaches")
        yield f"They make up {separate} on {counted(len(days), 'day')}."
    else:
        yield "All of them came in the same sitting as the boundary, which speaks for less."
    if course.repeats:
        again = "once" if len(course.repeats) == 1 else f"{len(course.repeats):,} times"
        yield f"The boundary was set again {again}."
    yield from _told(unasked)
    yield from _against(course, scene)


def _told(unasked: tuple[Event, ...]) -> Iterator[str]:
    calls = sum(event.call for event in unasked)
    if calls:
        yield f"{counted(calls, 'of them is a call', 'of them are calls')}, answered or missed."
    alike = sum(event.alike for event in unasked)
    if alike:
        yield f"The wording of {'one' if alike == 1 else format(alike, ',')} of them is like that of labelled examples."
    for cue, telling in _TELLING.items():
        worded = sum(cue in event.cues for event in unasked)
        if worded:
            yield f"The words of {'one' if worded == 1 else format(worded, ',')} of them {telling}."


def _against(course: Course, scene: Scene) -> Iterator[str]:
    reopened = course.reopened
    if reopened:
        told = scene.clock.day(reopened[0].at)
        again = f", and {counted(len(reopened) - 1, 'more time')} after that" if len(reopened) > 1 else ""
        yield f"Against it: the owner wrote first on {told}{again}; contact in those talks was not counted."
    answers = sum(one.standing is Standing.ANSWER for one in course.after)
    if answers:
        yield f"Against it: {counted(answers, 'contact')} followed a question of the owner's and was not counted."
    if course.replies:
        yield f"Against it: the owner wrote {counted(course.replies, 'message')} to them in that time."
    if any(one.standing is Standing.LEFT_IT for one in course.after):
        yield "Against it: the other side said, when the boundary was set, that they would leave it."
    practical = sum(Cue.OPEN_MATTER in event.cues for event in course.unasked)
    if practical:
        deal = "one of them deals" if practical == 1 else f"{practical:,} of them deal"
        yield f"Against it: {deal} with children, a home, work or another practical matter."


def _boundary_limits(course: Course) -> tuple[str, ...]:
    if course.boundary.source is Source.NOTED:
        return ()
    return (
        "The boundary was found in the owner's words by a program; whether it was meant so is for them to say.",
    )


def _offences(course: Course, scene: Scene) -> tuple[OffencePointer, ...]:
    known = points_known(course, scene)
    days = days_of(course.unasked, scene)
    grave = any(event.cues & set(GRAVE) for event in course.unasked)
    named = ["pha-1997-s2", "pha-1997-s2a"]
    if grave or len(sittings(course.later)) > _SEVERAL:
        named += ["pha-1997-s4a-to-2017", "pha-1997-s4a"]
    return tuple(one for offence in named for one in pointer(offence, days, known))


def days_of(events: tuple[Event, ...], scene: Scene) -> tuple[date, date]:
    """The first and last day of a course on the clock of the case."""
    return scene.clock.local(events[0].at).date(), scene.clock.local(events[-1].at).date()


def points_known(course: Course, scene: Scene) -> dict[str, PointToProve]:
    """The points that the records speak for."""
    records = tuple(event.record for event in course.unasked)
    known = {}
    approaches = len(sittings(course.later))
    if approaches >= _SEVERAL:
        reason = f"{counted(approaches, 'separate approach', 'separate approaches')} after the boundary."
        known["course-of-conduct"] = supported("course-of-conduct", reason, records)
    else:
        known["course-of-conduct"] = not_yet_known(
            "course-of-conduct", "One occasion is seen so far; two are needed."
        )
    acts = "Contacting by messages or calls is an act of this kind."
    known["stalking-acts"] = supported("stalking-acts", acts, records)
    if course.boundary.source is not Source.SOFT:
        reason = f"A boundary was set on {scene.clock.moment(course.boundary.at)}."
        told = (course.boundary.record,) if course.boundary.record else ()
        known["knew-or-ought"] = supported("knew-or-ought", reason, told)
    return known
