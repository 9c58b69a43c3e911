"""What was said of the apps of a list: each time, everything as it stands, sealed; the newest stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from safelight.desk.cases.models import Case
from safelight.desk.exhibits.models import Exhibit


class AppAnswersVersion(models.Model):
    """The answers about one list as somebody left them (``kept.KeptAnswers``)."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="app_answers")
    exhibit = models.ForeignKey(Exhibit, models.PROTECT, related_name="+")
    member = models.PositiveIntegerField(editable=False)
    """The number of the file in the exhibit that is the list."""
    number = models.PositiveIntegerField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    answers_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("exhibit", "member", "number"), name="answers_about_apps_once")
        ]

    def __str__(self) -> str:
        return f"{self.exhibit_id}, {self.member}: answers {self.number}"
