"""Versions of entries, and the exhibit each is sealed as. What was written is in the exhibits alone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit


class DiaryVersion(models.Model):
    """One version of one entry, never changed: a correction is a further version, sealed as an exhibit of its own."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="diary_versions")
    entry = models.PositiveIntegerField(editable=False)
    version = models.PositiveIntegerField(editable=False)
    exhibit = models.OneToOneField(Exhibit, models.PROTECT, related_name="diary_version")
    is_own = models.BooleanField(default=False, editable=False)
    """Whether the person wrote it themself on a shared screen; ``by`` is then who was signed in."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-entry", "-version")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "entry", "version"), name="a_version_of_an_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: entry {self.entry}, version {self.version}"
