"""What is still missing on a case, from findings that stand and points not known yet; and who sees to it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from safelight.desk.cases.models import Case
from safelight.desk.tasks.models import Task, TaskState
from safelight.signals.finding import Finding, Gap


@dataclass(frozen=True)
class OpenGap:
    """A gap, the findings that name it, and the open task about it, if any. ``key`` is how addresses name it."""

    key: str
    gap: Gap
    findings: tuple[Finding, ...]
    task: Task | None


def key_of(gap: Gap) -> str:
    """32 hexadecimal digits for what is missing: the same gap of two findings is one."""
    return hashlib.sha256(f"{gap.what}\0{gap.how}".encode()).hexdigest()[:32]


def about_gap(key: str) -> str:
    """How a task says that it is about a gap."""
    return f"gap:{key}"


def about_point(offence: str, point: str) -> str:
    """How a task says that it is about a point to prove."""
    return f"point:{offence}:{point}"


def open_tasks(case: Case) -> dict[str, Task]:
    """The open tasks of the case by what they are about."""
    return {task.about: task for task in case.tasks.filter(state=TaskState.OPEN).exclude(about="")}


def gaps_of(findings: Iterable[Finding], tasks: Mapping[str, Task]) -> list[OpenGap]:
    """What findings say is missing, in their order, each once."""
    named: dict[str, tuple[Gap, list[Finding]]] = {}
    for finding in findings:
        for gap in finding.missing:
            named.setdefault(key_of(gap), (gap, []))[1].append(finding)
    return [
        OpenGap(key, gap, tuple(dict.fromkeys(by)), tasks.get(about_gap(key))) for key, (gap, by) in named.items()
    ]
