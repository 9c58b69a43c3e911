"""The measures of a course of contact on which its likelihood rests: shares and damped counts, never raw ones."""

import math
from collections.abc import Sequence

from safelight.signals.pursuit.boundaries import Source
from safelight.signals.pursuit.course import Course, Event, Standing, sittings
from safelight.signals.pursuit.cues import GRAVE, Cue

_ENOUGH_REPEATS = 2
_ENOUGH_CUES = 2
_ENOUGH_ALIKE = 3
_MOSTLY_MACHINE = 0.2


def course_features(course: Course) -> dict[str, float]:
    """The features of contact after a boundary, by the names in ``weights.yaml``."""
    unasked, later = course.unasked, course.later
    total = len(course.after)
    reopened = sum(one.standing is Standing.REOPENED for one in course.after)
    return {
        "approaches": math.log1p(len(sittings(later))),
        "pressed_on": math.log1p(len(unasked) - len(later)),
        "told_again": min(len(course.repeats), _ENOUGH_REPEATS) / _ENOUGH_REPEATS,
        "told_clearly": float(course.boundary.source is not Source.SOFT),
        "grave_words": _some(unasked, *GRAVE),
        "alike": math.log1p(min(sum(event.alike for event in unasked), _ENOUGH_ALIKE)),
        "pressing_words": _some(unasked, Cue.PRESSING, Cue.SELF_NAMED),
        "open_matters": share(unasked, Cue.OPEN_MATTER),
        "lets_be": float(bool(unasked) and any(Cue.LETS_BE in event.cues for event in unasked[:3])),
        "reopened": reopened / total if total else 0.0,
        "answered": min(1.0, course.replies / total) if total else 0.0,
        "unasked_share": len(unasked) / total if total else 0.0,
        "group": float(any(event.group for event in unasked)),
    }


def reads_like_a_machine(events: Sequence[Event]) -> bool:
    """Whether a sender is likely an advertiser or a delivery firm: its wording is automatic again and again."""
    return share(tuple(event for event in events if event.incoming), Cue.MACHINE) >= _MOSTLY_MACHINE


def share(events: tuple[Event, ...], *cues: Cue) -> float:
    """The share of events with wording of any of these families; 0 where there are none."""
    return sum(bool(event.cues & set(cues)) for event in events) / len(events) if events else 0.0


def _some(events: tuple[Event, ...], *cues: Cue) -> float:
    return min(sum(bool(event.cues & set(cues)) for event in events), _ENOUGH_CUES) / _ENOUGH_CUES
