"""Versions of the plan, and what people did about it. What was said and why is sealed; nothing is ever changed."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit


class PlanVersion(models.Model):
    """What the engine made of the answers at one moment, sealed (``drafted.Drafted``). The newest stands."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="plans")
    number = models.PositiveIntegerField(editable=False)
    footprint = models.PositiveIntegerField(default=0, editable=False)
    """The number of the footprint it rests on."""
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now, editable=False)
    plan_sha256 = models.CharField(max_length=64, editable=False)
    placed = models.PositiveIntegerField(default=0, editable=False)
    held = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="a_plan_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: plan {self.number}"


class Signer(models.TextChoices):
    """Whose word stands under a plan."""

    LEAD = "lead", _("The advisor who leads")
    VICTIM = "victim", _("The victim")


class Signature(models.Model):
    """The lead signs off a version, or the victim agrees to it; in the victim's case their words are sealed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    plan = models.ForeignKey(PlanVersion, models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=10, choices=Signer.choices, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    words_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("at", "pk")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("plan", "signer"), name="a_plan_is_signed_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.signer}"


class Deed(models.TextChoices):
    """What somebody did about the plan."""

    LED = "led", _("took the lead")
    ALLOCATED = "allocated", _("was asked to draft and check")
    GIVEN = "given", _("given to somebody")
    DONE = "done", _("done")
    NOTHING_FOUND = "nothing_found", _("checked, nothing found")
    AGREED = "agreed", _("agreed by the victim")
    LATER = "later", _("put off by the victim")
    DECLINED = "declined", _("declined by the victim")
    OPENED_AGAIN = "opened_again", _("opened again")
    SAFE = "safe", _("evidence sealed")
    SAFE_DECLINED = "safe_declined", _("keeping evidence declined by the victim")
    DANGER = "danger", _("imminent danger put on record")
    DANGER_OVER = "danger_over", _("imminent danger is over")
    WINDOW = "window", _("agreed when access is cut")
    PURPOSE = "purpose", _("wrote down what the victim wants")


class PlanEntry(models.Model):
    """One thing somebody did, about a measure for a thing or about the whole plan. The newest of its sort stands.

    ``measure``, ``thing`` and ``material`` are ids that say nothing of people; what was said is sealed.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="plan_entries")
    deed = models.CharField(max_length=16, choices=Deed.choices, editable=False)
    measure = models.CharField(max_length=40, blank=True, editable=False)
    thing = models.CharField(max_length=40, blank=True, editable=False)
    material = models.CharField(max_length=40, blank=True, editable=False)
    """What is kept, by its id in the pack of measures; only where something was sealed, or is not to be."""
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    """Who leads, owns the task, or saw the check."""
    due = models.DateField(null=True, editable=False)
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="+", null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    note_sha256 = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=("case", "measure", "thing"), name="entries_of_a_measure"),)

    def __str__(self) -> str:
        return f"{self.case_id}: {self.deed} {self.measure}"
