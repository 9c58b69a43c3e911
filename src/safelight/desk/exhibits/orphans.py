"""Work whose worker died is taken up again. When workers keep dying with it, people are told."""

from django.db import transaction
from django.utils import timezone
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from safelight.desk.exhibits.aliveness import is_alive
from safelight.desk.exhibits.jobs import (
    ask_for_reading,
    examine_case,
    give_up_examining,
    give_up_reading,
    read_exhibit,
    worker_event,
)
from safelight.desk.exhibits.models import Examination, ExaminationState, Exhibit, Stage
from safelight.desk.looks import record
from safelight.evidence.audit import Act

ATTEMPTS = 8
"""A machine that is short of memory, or switched off and on, stops workers more than once with one exhibit."""
UNREAD = (Stage.SEALED, Stage.READING, Stage.WAITING)
UNEXAMINED = (ExaminationState.WAITING, ExaminationState.EXAMINING)
STOPPED = "worker_stopped"
READING_KEEPS_STOPPING = (
    "The worker stopped again and again while it was reading this exhibit, so it is tried no more. The original "
    "is sealed and unharmed. Tell the system's administrator."
)
EXAMINING_KEEPS_STOPPING = (
    "The worker stopped again and again while it was examining this case, so it is tried no more. Everything "
    "handed in is sealed, and what was read can be seen. Tell the system's administrator."
)


def take_up_orphans() -> None:
    """Find work that nobody is doing although somebody began it or should have."""
    _close_tasks_of_the_dead()
    for pk in Exhibit.objects.filter(stage__in=UNREAD).values_list("pk", flat=True):
        _take_up_reading(pk)
    for pk in Examination.objects.filter(state__in=UNEXAMINED).values_list("pk", flat=True):
        _take_up_examining(pk)


def _close_tasks_of_the_dead() -> None:
    for task in DBTaskResult.objects.running():
        if not is_alive(task.worker_ids[-1]):
            DBTaskResult.objects.filter(pk=task.pk, status=TaskResultStatus.RUNNING).update(
                status=TaskResultStatus.FAILED, finished_at=timezone.now(), exception_class_path=STOPPED
            )


@transaction.atomic
def _take_up_reading(pk: int) -> None:
    # The row is held: a living worker cannot end its task before it has moved the exhibit on.
    exhibit = Exhibit.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
    if exhibit.stage not in UNREAD or pk in in_hand(read_exhibit):
        return
    if exhibit.attempts >= ATTEMPTS:
        give_up_reading(exhibit, READING_KEEPS_STOPPING, why=STOPPED)
        return
    Exhibit.objects.filter(pk=pk).update(stage=Stage.WAITING)
    record(worker_event(Act.READING_FAILED, exhibit.case, exhibit.sha256, attempt=exhibit.attempts, why=STOPPED))
    ask_for_reading(exhibit)


@transaction.atomic
def _take_up_examining(pk: int) -> None:
    examination = Examination.objects.select_for_update(of=("self",)).select_related("case").get(pk=pk)
    if examination.state not in UNEXAMINED or examination.case_id in in_hand(examine_case):
        return
    if examination.attempts >= ATTEMPTS:
        give_up_examining(examination.case, EXAMINING_KEEPS_STOPPING, why=STOPPED)
        return
    record(worker_event(Act.EXAMINATION_FAILED, examination.case, attempt=examination.attempts, why=STOPPED))
    examine_case.enqueue(examination.case_id)


def in_hand(task: "Task[[int], None]") -> set[int]:
    """The things whose task waits for a worker or is in the hands of a living one."""
    waiting_or_running = DBTaskResult.objects.filter(
        task_path=task.module_path, status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING)
    ).values_list("args_kwargs", flat=True)
    return {one["args"][0] for one in waiting_or_running}
