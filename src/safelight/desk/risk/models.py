"""What people asked, judged and decided about risk. Everything is added and nothing changed; the newest stands.

What somebody said, and every reason, is content and lies sealed: here stand who, when, and what kind.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class GradeName(models.TextChoices):
    """What a named person judges the risk to be; the ids of the pack of reviews."""

    STANDARD = "standard", _("Standard")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")


class Assessment(models.Model):
    """All answers as they stood after somebody saved some; ``sheet_sha256`` names a sealed ``sheet.Sheet``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="assessments")
    number = models.PositiveIntegerField(editable=False)
    sheet_sha256 = models.CharField(max_length=64, editable=False)
    answered = models.PositiveSmallIntegerField(default=0, editable=False)
    """Questions with an answer, "not known" among them."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="an_assessment_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: assessment {self.number}"


class Grading(models.Model):
    """A named person's judgement, and the answers it was given on, if any were written down."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_gradings")
    grade = models.CharField(_("grade"), max_length=10, choices=GradeName.choices)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="gradings", null=True)
    reason_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.grade}"


class RiskEvent(models.Model):
    """Something happened, or will, that changes the risk. ``kind`` is an id of the pack of reviews."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_events")
    kind = models.CharField(max_length=40, editable=False)
    on = models.DateField()
    words_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"


class Score(models.Model):
    """The outcome of a licensed instrument, done outside Safelight. ``details_sha256`` names who assessed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="risk_scores")
    instrument = models.CharField(max_length=40, editable=False)
    score = models.PositiveSmallIntegerField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    on = models.DateField()
    details_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.instrument}"


class Conference(models.TextChoices):
    """What was decided about a conference of agencies."""

    REFERRED = "referred", _("Refer to the conference (MARAC)")
    NOT_REFERRED = "not_referred", _("Do not refer for now")


class ConferenceGround(models.TextChoices):
    """On what ground."""

    JUDGEMENT = "judgement", _("Professional judgement")
    SCORE = "score", _("The score of an instrument")
    ESCALATION = "escalation", _("Escalation: it happens more often")
    REPEAT = "repeat", _("It happened again within a year of a conference")


class ConferenceDecision(models.Model):
    """A named person's decision, why, and when the conference meets if that is known."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="conference_decisions")
    decision = models.CharField(max_length=14, choices=Conference.choices)
    ground = models.CharField(max_length=12, choices=ConferenceGround.choices)
    meets_on = models.DateField(null=True)
    reason_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.decision}"
