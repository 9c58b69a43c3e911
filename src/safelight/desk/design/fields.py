"""Form fields of our own: a date in three boxes, and several files at once."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.dates import LABELS

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class DateBoxes(forms.MultiWidget):
    """Day, month and year, each in its own box, named ``<field>-day`` and so on."""

    def __init__(self) -> None:
        super().__init__({f"-{name}": forms.TextInput() for name in LABELS})
        # Django puts an underscore before each name; GOV.UK puts a hyphen.
        self.widgets_names = [f"-{name}" for name in LABELS]

    def decompress(self, value: date | None) -> list[int | None]:
        """Split a date into its boxes."""
        return [value.day, value.month, value.year] if value else [None, None, None]


class DateField(forms.MultiValueField):
    """A date typed as day, month and year. Gives a ``date``, or ``None`` where it may be left out."""

    widget = DateBoxes
    default_error_messages = {  # noqa: RUF012 - Django's own form fields declare them so
        "required": _("Enter a date, for example 27 3 2026."),
        "invalid": _("Enter a real date, for example 27 3 2026."),
        "incomplete": _("Enter a day, a month and a year."),
    }

    def __init__(self, **options: Any) -> None:
        boxes = [forms.IntegerField(min_value=1, max_value=most) for most in (31, 12, 9999)]
        super().__init__(boxes, require_all_fields=True, **options)

    def clean(self, value: Any) -> date | None:
        """Read the boxes; one bad box makes one message about the whole date."""
        given = [str(box or "").strip() for box in value or []]
        if any(given) and not all(given):
            raise ValidationError(self.error_messages["incomplete"], code="incomplete")
        if any(given) and not all(box.isdecimal() for box in given):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        cleaned: date | None = super().clean(given)
        return cleaned

    def compress(self, data_list: Sequence[int] | None) -> date | None:
        """Join the boxes into a date."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return date(year, month, day)
        except ValueError as not_a_day:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from not_a_day


class FilesInput(forms.ClearableFileInput):
    """A file chooser that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files. Gives a list of them, in the order they were chosen."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Check each file as Django checks one."""
        several = data if isinstance(data, list | tuple) else [data]
        files = [super(FilesField, self).clean(one, initial) for one in several or [None]]
        return [one for one in files if one]
