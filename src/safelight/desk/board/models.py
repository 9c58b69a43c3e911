"""What puts a case in its place: each time it was weighed otherwise, moves by hand, and who took it up.

Points go by names of terms and sentences come from packs: nothing here is content of an exhibit.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class Cause(models.TextChoices):
    """Why a case was weighed anew."""

    EXAMINED = "examined", _("What was handed in was read and examined.")
    DECIDED = "decided", _("Somebody decided about a finding.")
    CONTEXT = "context", _("What officers know was changed.")
    REPORTED = "reported", _("A report became a case, or what was reported was settled.")
    GRADED = "graded", _("The grade of risk was changed.")
    TIME = "time", _("Time passed.")


class LevelChoice(models.TextChoices):
    """The levels a case can be moved to."""

    IMMEDIATE = "immediate", _("Look now")
    HIGH = "high", _("High")
    MEDIUM = "medium", _("Medium")
    LOW = "low", _("Low")


class Weighing(models.Model):
    """The case was weighed and came out otherwise than before. Only ever added."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="weighings")
    at = models.DateTimeField(default=timezone.now, editable=False)
    cause = models.CharField(max_length=10, choices=Cause.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    level = models.CharField(max_length=12)
    points = models.FloatField()
    terms = models.JSONField(default=dict)
    """Points by the names of the terms."""
    floors = models.JSONField(default=dict)
    """Levels by the flags of the floors."""
    due_at = models.DateTimeField()
    """When somebody must have taken the case up, as it was weighed."""

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.level}"


class Move(models.Model):
    """A supervisor put the case on another level, with a reason, until a moment. The newest that runs counts."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="moves")
    level = models.CharField(max_length=12, choices=LevelChoice.choices)
    weighed = models.CharField(max_length=12)
    """The level it had by weighing then: if it is weighed higher later, that counts."""
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    ended_reason = models.TextField(blank=True)

    class Meta:
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.level}"

    @property
    def runs(self) -> bool:
        """Whether it counts now."""
        return self.ended_at is None and self.until > timezone.now()


class TakenUp(models.Model):
    """Somebody says that they are on it; counts until the case rises above the level it had then."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="taken_up")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    level = models.CharField(max_length=12)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("case", "by"), condition=models.Q(dropped_at=None), name="taken_up_once_by_a_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.by_id}"
