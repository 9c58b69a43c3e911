"""Versions of the rules, by whom and when. What the victim said is sealed; versions are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case


class Way(models.TextChoices):
    """A way to reach somebody."""

    NOT_AT_ALL = "not_at_all", _("Not at all: wait until they contact us")
    CALL = "call", _("Phone call")
    TEXT = "text", _("Text message")
    APP = "app", _("Message in an app")
    MAIL = "mail", _("E-mail")
    POST = "post", _("Letter")
    SOMEBODY = "somebody", _("Through somebody they trust")
    IN_PERSON = "in_person", _("In person, at a place they choose")


class ContactVersion(models.Model):
    """The rules as somebody wrote them down; the newest stands. ``rules_sha256`` names sealed ``ContactRules``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="contact_versions")
    number = models.PositiveIntegerField(editable=False)
    rules_sha256 = models.CharField(max_length=64, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="a_version_of_safe_contact_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: safe contact {self.number}"
