"""What somebody decided about a finding. Decisions are only ever added; the newest stands."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class Verdict(models.TextChoices):
    """What a person makes of a finding."""

    ACCEPTED = "accepted", _("Accepted")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Rejected")


class CorrectedSeverity(models.TextChoices):
    """How grave it would be, as a person sees it."""

    LOW = "low", _("Low")
    MEDIUM = "medium", _("Medium")
    HIGH = "high", _("High")
    VERY_HIGH = "very_high", _("Very high")


class Decision(models.Model):
    """One decision about one finding, by whom, when and why. ``finding`` is the finding's id."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    finding = models.CharField(max_length=64, editable=False)
    signal = models.CharField(max_length=60, editable=False)
    version = models.CharField(max_length=20, editable=False)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    severity = models.CharField(_("severity"), max_length=10, choices=CorrectedSeverity.choices, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("case", "finding"), name="decisions_of_a_finding"),)

    def __str__(self) -> str:
        return f"{self.finding}: {self.verdict}"


class SecondReading(models.Model):
    """What a second reader made of a finding before they were shown the first decision. There is one at most."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="second_readings")
    finding = models.CharField(max_length=64, editable=False)
    signal = models.CharField(max_length=60, editable=False)
    version = models.CharField(max_length=20, editable=False)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict.choices)
    severity = models.CharField(_("severity"), max_length=10, choices=CorrectedSeverity.choices, blank=True)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "finding"), name="one_second_reader"),)

    def __str__(self) -> str:
        return f"{self.finding}: {self.verdict}"


class FirstDecisionSeen(models.Model):
    """Somebody asked to see the first decision about a finding, and so cannot be its second reader."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="first_decisions_seen")
    finding = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("at", "pk")
        constraints = (models.UniqueConstraint(fields=("case", "finding", "by"), name="seen_once"),)

    def __str__(self) -> str:
        return f"{self.finding}: {self.by_id}"
