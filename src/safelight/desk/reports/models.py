"""A report: its answers, and where its words are sealed."""

from datetime import timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case, Harm
from safelight.desk.reports.words import KEPT_UNDER
from safelight.triage.report_questions import Answer, Told


class ReportState(models.TextChoices):
    """What became of a report."""

    WAITING = "waiting", _("Waiting")
    OPENED = "opened", _("Became a case")
    CLOSED = "closed", _("Closed without a case")


class Report(models.Model):
    """What somebody told us. It sits in the queue until a person makes it a case or closes it."""

    kind = models.CharField(max_length=20, choices=Harm.choices)
    answers = models.JSONField(default=dict)
    """Answers by the ids of the questions (``triage.report_questions``)."""
    age = models.PositiveSmallIntegerField(null=True)
    came_at = models.DateTimeField(default=timezone.now, editable=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    words_sha256 = models.CharField(max_length=64, editable=False)
    state = models.CharField(max_length=8, choices=ReportState.choices, default=ReportState.WAITING)
    case = models.OneToOneField(Case, models.PROTECT, related_name="report", null=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    closed_at = models.DateTimeField(null=True)
    closed_reason = models.TextField(blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.TextField(blank=True)
    """Why its answers no longer weigh: a supervisor on the case found out how it stands."""

    sealed_under: ClassVar[str] = KEPT_UNDER
    """Where its words are before it has a case (``desk.checking.rows``)."""

    class Meta:
        ordering = ("came_at", "pk")

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """How people name it: ``R-12``."""
        return f"R-{self.pk}"

    @property
    def told(self) -> Told:
        """What it says beyond its words."""
        return Told(
            kind=self.kind, answers={name: Answer(one) for name, one in self.answers.items()}, age=self.age
        )

    @property
    def waiting(self) -> timedelta:
        """How long ago it came."""
        return timezone.now() - self.came_at
