"""What people do about tasks. Each act, its sealed words and its entry in the ledger are one step."""

import secrets
from datetime import date

import msgspec
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.keeping import the_vault
from safelight.desk.looks import event_of, record
from safelight.desk.people.models import Person
from safelight.desk.tasks.models import Task, TaskKind, TaskState
from safelight.desk.tasks.permissions import check_may_change_task, check_may_raise_task
from safelight.desk.tasks.policies import (
    check_can_own_task,
    check_day_is_to_come,
    check_is_open,
    check_nobody_raised_it,
)
from safelight.desk.tasks.words import Outcome, TaskWords
from safelight.evidence.audit import Act, AuditEvent


@transaction.atomic
def raise_task(
    case: Case,
    by: Person,
    words: TaskWords,
    *,
    owner: Person,
    due: date | None = None,
    kind: str = TaskKind.OTHER,
    about: str = "",
) -> Task:
    """Write down what is to be done on a case, and who does it. Raises ``NotAllowed`` with a sentence."""
    check_may_raise_task(by, case)
    check_can_own_task(owner, case)
    check_day_is_to_come(due)
    Case.objects.select_for_update().get(pk=case.pk)
    check_nobody_raised_it(case, about)
    event = event_of(by, Act.TASK_RAISED, case=case.key, kind=str(kind), owner=owner.opaque)
    number = (case.tasks.aggregate(last=Max("number"))["last"] or 0) + 1
    task = Task.objects.create(
        case=case,
        number=number,
        kind=kind,
        about=about,
        words_sha256=_sealed(case, msgspec.structs.replace(words, salt=secrets.token_hex(16)), event),
        owner=owner,
        due=due,
        raised_by=by,
    )
    record(_about(event, task))
    return task


@transaction.atomic
def change_task(task: Task, by: Person, *, owner: Person, due: date | None) -> None:
    """Give a task to somebody else, or another day. Raises ``NotAllowed``."""
    check_may_change_task(by, task)
    held = _held(task)
    check_can_own_task(owner, held.case)
    if due != held.due:
        check_day_is_to_come(due)
    Task.objects.filter(pk=held.pk).update(owner=owner, due=due)
    record(_about(event_of(by, Act.TASK_CHANGED, case=held.case.key, owner=owner.opaque), held))


@transaction.atomic
def close_task(task: Task, by: Person, *, state: str, outcome: str) -> None:
    """Say what came of it, done or not needed any more. Raises ``NotAllowed``."""
    check_may_change_task(by, task)
    held = _held(task)
    event = event_of(by, Act.TASK_CLOSED, case=held.case.key, state=str(TaskState(state)))
    sealed = _sealed(held.case, Outcome(outcome, secrets.token_hex(16)), event)
    Task.objects.filter(pk=held.pk).update(
        state=state, outcome_sha256=sealed, closed_by=by, closed_at=timezone.now()
    )
    record(_about(event, held))


def _held(task: Task) -> Task:
    held = Task.objects.select_for_update(of=("self",)).select_related("case").get(pk=task.pk)
    check_is_open(held)
    return held


def _sealed(case: Case, words: TaskWords | Outcome, event: AuditEvent) -> str:
    return the_vault().seal_words(case.key, msgspec.json.encode(words), audit=event)


def _about(event: AuditEvent, task: Task) -> AuditEvent:
    return msgspec.structs.replace(event, subject=f"task:{task.pk}")
