"""What people do to the place of a case. Each act and its entry in the ledger are one step."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from safelight.desk.board.models import Move, TakenUp
from safelight.desk.board.permissions import check_may_move, check_may_take_up
from safelight.desk.board.place import Place
from safelight.desk.board.policies import (
    check_is_a_move,
    check_is_on_it,
    check_no_floor_is_undercut,
    check_nobody_is_on_it,
    check_runs,
)
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act


@transaction.atomic
def move(place: Place, by: Person, *, level: str, reason: str, days: int) -> Move:
    """Put a case on another level for some days. A floor cannot be undercut. Raises ``NotAllowed``."""
    check_may_move(by, place.case)
    check_is_a_move(place, level)
    check_no_floor_is_undercut(place, level)
    now = timezone.now()
    made = Move.objects.create(
        case=place.case,
        level=level,
        weighed=place.weighed,
        reason=reason,
        by=by,
        at=now,
        until=now + timedelta(days=days),
    )
    record(event_of(by, Act.CASE_MOVED, case=place.case.key, level=level, was=place.level.value, days=days))
    return made


@transaction.atomic
def end_move(place: Place, by: Person, *, reason: str) -> None:
    """Order the case by its weight again."""
    check_may_move(by, place.case)
    check_runs(place.move)
    running = place.case.moves.filter(ended_at=None, until__gt=timezone.now())
    running.update(ended_at=timezone.now(), ended_by=by, ended_reason=reason)
    record(event_of(by, Act.MOVE_ENDED, case=place.case.key, level=place.weighed.value))


@transaction.atomic
def take_up(place: Place, by: Person) -> None:
    """Say that one is on it: the target is met."""
    check_may_take_up(by, place.case)
    check_nobody_is_on_it(place)
    put_back = place.case.taken_up.filter(by=by, dropped_at=None)
    put_back.update(dropped_at=timezone.now())
    TakenUp.objects.create(case=place.case, by=by, level=place.level)
    late = "late" if place.is_late else "in time"
    record(event_of(by, Act.TAKEN_UP, case=place.case.key, level=place.level.value, target=late))


@transaction.atomic
def put_back(place: Place, by: Person) -> None:
    """Say that one is no longer on it: it waits again, from when it came."""
    check_may_take_up(by, place.case)
    check_is_on_it(place.taken, by)
    place.case.taken_up.filter(by=by, dropped_at=None).update(dropped_at=timezone.now())
    record(event_of(by, Act.PUT_BACK, case=place.case.key, level=place.level.value))
