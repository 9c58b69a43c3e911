"""Each time answers were kept: the whole footprint, sealed; the newest stands."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from safelight.desk.cases.models import Case


class FootprintVersion(models.Model):
    """The footprint as somebody left it. ``domain`` is the page they filled in, by its id in the pack."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="footprints")
    number = models.PositiveIntegerField(editable=False)
    domain = models.CharField(max_length=40, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now, editable=False)
    footprint_sha256 = models.CharField(max_length=64, editable=False)

    class Meta:
        ordering = ("-number",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("case", "number"), name="a_footprint_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: footprint {self.number}"
