"""A task as a page shows it: with its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from safelight.desk import content
from safelight.desk.cases.models import Case
from safelight.desk.tasks.models import Task
from safelight.desk.tasks.words import Outcome, TaskWords
from safelight.evidence.audit import AuditEvent


@dataclass(frozen=True)
class ShownTask:
    """``late`` says whether it was due before today and is still to do."""

    task: Task
    words: TaskWords
    late: bool
    outcome: str = ""


def shown_tasks(case: Case, tasks: Iterable[Task], *, today: date, audit: AuditEvent) -> list[ShownTask]:
    """The tasks in the order given, with their words, as one look."""
    listed = list(tasks)
    words = content.open_all_written(case, [task.words_sha256 for task in listed], TaskWords, audit=audit)
    closed = [task.outcome_sha256 for task in listed if task.outcome_sha256]
    outcomes = content.open_all_written(case, closed, Outcome, audit=audit) if closed else {}
    return [
        ShownTask(
            task,
            words[task.words_sha256],
            task.is_late(on=today),
            outcomes[task.outcome_sha256].words if task.outcome_sha256 else "",
        )
        for task in listed
    ]
