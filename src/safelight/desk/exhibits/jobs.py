"""What the worker does: read an exhibit, then examine its case. Doing either twice changes nothing."""

from traceback import format_tb
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django_tasks import task

from safelight.desk.board.weighing import cause_of_examination, keep_weighing
from safelight.desk.cases.models import Case
from safelight.desk.exhibits import engine
from safelight.desk.exhibits.belonging import awaiting, beside
from safelight.desk.exhibits.models import Examination, ExaminationState, Exhibit, Stage
from safelight.desk.exhibits.trouble import TROUBLE, not_counted
from safelight.desk.findings.standing import priority_of
from safelight.desk.looks import record
from safelight.evidence.audit import Act, AuditEvent
from safelight.examining.case import ExaminedCase, hints_of
from safelight.examining.exhibit import ReadExhibit
from safelight.readers.pictures.known import WrongList

READING_BROKE = (
    "The software failed while it was reading this exhibit. The original is sealed and unharmed, and nothing "
    "of it was lost. Tell the system's administrator."
)
EXAMINING_BROKE = (
    "The software failed while it was examining this case. Everything handed in is sealed, read and can be seen. "
    "Tell the system's administrator."
)


class WorkBroke(Exception):
    """A fault of the software, without its message: that may quote evidence, and a task keeps what it raised."""

    @classmethod
    def like(cls, problem: Exception) -> "WorkBroke":
        """The kind of fault and the place in the code, nothing else."""
        return cls(f"{type(problem).__name__}\n{''.join(format_tb(problem.__traceback__))}")


@task()
def read_exhibit(exhibit_pk: int) -> None:
    """Read one exhibit, unless that is done or given up already."""
    exhibit = Exhibit.objects.select_related("case").filter(pk=exhibit_pk).first()
    if exhibit is None:  # its case was disposed of meanwhile
        return
    if exhibit.stage in {Stage.READY, Stage.EXAMINING, Stage.NOT_READ}:
        return
    exhibit.attempts += 1
    exhibit.stage, exhibit.records_so_far = Stage.READING, 0
    exhibit.save(update_fields=("attempts", "stage", "records_so_far"))

    def progress(_stage: str, records: int) -> None:
        Exhibit.objects.filter(pk=exhibit.pk).update(records_so_far=records)

    audit = worker_event(Act.WORKED_ON, exhibit.case, exhibit.sha256)
    try:
        if exhibit.read_at is None:
            _read_those_again_that_await(exhibit, audit)
        together = beside(exhibit, audit=audit)
        result = engine.read(exhibit, progress, beside=together, audit=audit)
        more_came = beside(exhibit, audit=audit) != together
    except WrongList as problem:
        give_up_reading(exhibit, str(problem), why=type(problem).__name__)
        return
    except TROUBLE as problem:
        not_counted(exhibit)
        raise WorkBroke.like(problem) from None
    except Exception as problem:
        give_up_reading(exhibit, READING_BROKE, why=type(problem).__name__)
        raise WorkBroke.like(problem) from None
    _keep_reading(exhibit, result, more_came=more_came)


@transaction.atomic
def _read_those_again_that_await(exhibit: Exhibit, audit: AuditEvent) -> None:
    """What was read before this exhibit came, and belongs together with it, is read again in its light."""
    for other in awaiting(exhibit, audit=audit):
        if other.stage in {Stage.READY, Stage.EXAMINING}:
            record(worker_event(Act.WORKED_ON, other.case, other.sha256, read_again_with=exhibit.sha256))
            Exhibit.objects.filter(pk=other.pk).update(stage=Stage.SEALED, attempts=0)
            ask_for_reading(other)


@task()
def examine_case(case_pk: int) -> None:
    """Examine everything read of a case, in the light of what officers know now."""
    case = Case.objects.get(pk=case_pk)
    tables = _tables(case)
    examination = Examination.objects.filter(case=case).first()
    if examination is None:  # the case was disposed of meanwhile
        return
    examination.attempts += 1
    examination.state = ExaminationState.EXAMINING
    examination.save(update_fields=("attempts", "state"))
    try:
        examined = engine.examine(case, tables, audit=worker_event(Act.WORKED_ON, case))
    except TROUBLE as problem:
        not_counted(examination)
        raise WorkBroke.like(problem) from None
    except Exception as problem:
        give_up_examining(case, EXAMINING_BROKE, why=type(problem).__name__)
        raise WorkBroke.like(problem) from None
    _keep_examination(case, tables, examined)


def ask_for_reading(exhibit: Exhibit) -> None:
    """Put an exhibit on the worker's queue."""
    read_exhibit.enqueue(exhibit.pk)


@transaction.atomic
def ask_for_examination(case: Case) -> None:
    """Put a case on the worker's queue, unless exhibits of it are still to be read or none was."""
    being_read = case.exhibits.filter(stage__in=(Stage.SEALED, Stage.READING, Stage.WAITING)).exists()
    if being_read or not _tables(case):
        return
    Examination.objects.update_or_create(
        case=case, defaults={"state": ExaminationState.WAITING, "attempts": 0, "problem": ""}
    )
    examine_case.enqueue(case.pk)


@transaction.atomic
def give_up_reading(exhibit: Exhibit, sentence: str, *, why: str) -> None:
    """Say that an exhibit was not read, in a sentence; the rest of the case goes on."""
    Exhibit.objects.filter(pk=exhibit.pk).update(stage=Stage.NOT_READ, problem=sentence)
    record(worker_event(Act.READING_FAILED, exhibit.case, exhibit.sha256, attempt=exhibit.attempts, why=why))
    ask_for_examination(exhibit.case)


@transaction.atomic
def give_up_examining(case: Case, sentence: str, *, why: str) -> None:
    """Say that a case could not be examined; what was read of it can be seen all the same."""
    Examination.objects.filter(case=case).update(state=ExaminationState.FAILED, problem=sentence)
    case.exhibits.filter(stage=Stage.EXAMINING).update(stage=Stage.READY)
    record(worker_event(Act.EXAMINATION_FAILED, case, why=why))


@transaction.atomic
def _keep_reading(exhibit: Exhibit, result: ReadExhibit, *, more_came: bool = False) -> None:
    """``more_came`` says that something which belongs to it was handed in while it was read."""
    records = sum(result.records_by_kind.values())
    outdated = more_came or _light_changed(exhibit)
    Exhibit.objects.filter(pk=exhibit.pk).update(
        stage=Stage.SEALED if outdated else Stage.EXAMINING,
        attempts=0 if outdated else exhibit.attempts,
        problem="",
        read_at=timezone.now(),
        table_sha256=result.table.sha256,
        tally_sha256=result.reading.sha256,
        records=records,
        dates_read_two_ways=result.dates_read_two_ways,
        records_so_far=records,
        bytes_of_members=result.bytes.total,
        bytes_read=result.bytes.read,
        bytes_skipped=result.bytes.skipped,
        bytes_failed=result.bytes.failed,
    )
    counts = {"records": records, "bytes_read": result.bytes.read, "bytes_failed": result.bytes.failed}
    record(worker_event(Act.EXHIBIT_READ, exhibit.case, exhibit.sha256, **counts))
    if result.held_back:
        record(worker_event(Act.FILE_HELD_BACK, exhibit.case, exhibit.sha256, files=result.held_back))
    if outdated:
        ask_for_reading(exhibit)
    else:
        ask_for_examination(exhibit.case)


def _light_changed(exhibit: Exhibit) -> bool:
    """Whether officers wrote down meanwhile whose the device is, its zone, or how the exhibit is to be read."""
    now = Exhibit.objects.select_related("case").get(pk=exhibit.pk)
    return (
        hints_of(exhibit.case.context) != hints_of(now.case.context)
        or exhibit.choices_sha256 != now.choices_sha256
    )


@transaction.atomic
def _keep_examination(case: Case, tables: list[str], examined: ExaminedCase) -> None:
    if set(_tables(case)) != set(tables):
        return  # More was read meanwhile, and that asked for an examination of its own.
    found = examined.examination
    priority = priority_of(case, found.findings)
    keep_weighing(case, priority, cause_of_examination(case))
    Examination.objects.filter(case=case).update(
        state=ExaminationState.READY,
        problem="",
        examined_at=timezone.now(),
        sealed_sha256=examined.sealed.sha256,
        records_sha256=examined.records.sha256,
        records=sum(found.records_by_kind.values()),
        findings=len(found.findings),
        level=priority.level,
        score=priority.score,
        version=F("version") + 1,
    )
    case.exhibits.filter(stage=Stage.EXAMINING).update(stage=Stage.READY)
    record(worker_event(Act.CASE_EXAMINED, case, examined.sealed.sha256, findings=len(found.findings)))


def _tables(case: Case) -> list[str]:
    return list(case.exhibits.exclude(table_sha256="").values_list("table_sha256", flat=True))


def worker_event(act: Act, case: Case, subject: str = "", **details: Any) -> AuditEvent:
    """The entry for what a worker did."""
    return AuditEvent(act=act, actor="worker", case=case.key, subject=subject, details=details)
