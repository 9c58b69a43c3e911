"""A case and the people on it. What officers typed stands here; what exhibits hold does not."""

import uuid
from typing import ClassVar

import msgspec
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.signals.context import CaseContext


class Harm(models.TextChoices):
    """The kind of harm, as it looks when the case is opened."""

    STALKING = "stalking", _("Stalking")
    HARASSMENT = "harassment", _("Harassment")
    CONTROL = "control", _("Controlling or coercive behaviour")
    THREATS = "threats", _("Threats")
    INTIMATE_IMAGES = "intimate_images", _("Intimate images shared or threatened")
    EXTORTION = "extortion", _("Extortion")
    GROOMING = "grooming", _("Grooming of a child")
    INTRUSION = "intrusion", _("Accounts or devices broken into")
    HATE = "hate", _("Hate")
    OTHER = "other", _("Something else")


def new_key() -> str:
    """How the vault and the ledger know a case: says nothing, and is never used again."""
    return uuid.uuid4().hex


class Case(models.Model):
    """The work that follows a report."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    harm = models.CharField(_("kind of harm"), max_length=20, choices=Harm.choices)
    safe_contact = models.TextField(_("how the victim can be contacted safely"))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="cases_owned")
    opened_at = models.DateTimeField(default=timezone.now, editable=False)
    context_json = models.TextField(default="{}", editable=False)
    context_changed_at = models.DateTimeField(null=True, editable=False)
    members: "models.ManyToManyField[models.Model, Membership]" = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="cases", through_fields=("case", "person")
    )

    class Meta:
        ordering = ("-opened_at",)

    def __str__(self) -> str:
        return self.reference

    @property
    def context(self) -> CaseContext:
        """What officers know about the case, as readers and signals need it."""
        return msgspec.json.decode(self.context_json, type=CaseContext)


class Membership(models.Model):
    """Somebody is on a case, since when, and when they last looked at it."""

    outlives_case: ClassVar[bool] = True
    """Who was on a case that was disposed of may see that it was (``desk.case_rows``)."""

    case = models.ForeignKey(Case, models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    last_looked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("added_at",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "person"), name="on_a_case_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.person_id}"
