"""A task on a case. Its words and its outcome are sealed in the vault; here stand who, when and what kind."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class TaskKind(models.TextChoices):
    """Where a task comes from."""

    GAP = "gap", _("Something still missing")
    POINT = "point", _("A point to prove")
    OTHER = "other", _("Something else")


class TaskState(models.TextChoices):
    """How a task stands."""

    OPEN = "open", _("To do")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Not needed any more")


class Task(models.Model):
    """``about`` names what it is about by opaque ids, for example ``point:osa-2023-s181:sends``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="tasks")
    number = models.PositiveIntegerField(editable=False)
    kind = models.CharField(max_length=8, choices=TaskKind.choices, editable=False)
    about = models.CharField(max_length=160, blank=True, editable=False)
    words_sha256 = models.CharField(max_length=64, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="tasks")
    due = models.DateField(null=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now, editable=False)

    state = models.CharField(max_length=8, choices=TaskState.choices, default=TaskState.OPEN, editable=False)
    outcome_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = (models.F("due").asc(nulls_last=True), "number")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="a_task_number_once"),
            models.UniqueConstraint(
                fields=("case", "about"),
                condition=models.Q(state=TaskState.OPEN) & ~models.Q(about=""),
                name="one_open_task_about_a_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: task {self.number}"

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.state == TaskState.OPEN

    def is_late(self, *, on: date) -> bool:
        """Whether it was due before this day and is still to do."""
        return self.is_open and self.due is not None and self.due < on
