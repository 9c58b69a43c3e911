"""Forms about tasks."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Case
from safelight.desk.design.fields import DateField
from safelight.desk.people.models import Person
from safelight.desk.tasks.models import TaskState


class ForWhomForm(forms.Form):
    """Who does it, and by when. Only people on the case can be chosen: nobody else sees it."""

    owner = forms.ModelChoiceField(
        label=_("Who does it?"),
        queryset=Person.objects.none(),
        error_messages={
            "required": _("Choose somebody on the case."),
            "invalid_choice": _("Choose somebody on the case."),
        },
    )
    due = DateField(label=_("By when?"), help_text=_("Leave empty if there is no day."), required=False)

    def __init__(self, case: Case, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = case.members.filter(is_active=True)  # type: ignore[attr-defined]


class RaiseForm(ForWhomForm):
    """What is to be done, by whom and when."""

    what = forms.CharField(
        label=_("What is to be done?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say what is to be done.")},
    )
    how = forms.CharField(
        label=_("How?"),
        help_text=_("Where it could be had, and what to take care of. Leave empty if it goes without saying."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        required=False,
    )
    field_order = ("what", "how", "owner", "due")


class CloseForm(forms.Form):
    """What came of a task."""

    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[
            (TaskState.DONE.value, _("It is done, and what came of it was checked")),
            (TaskState.DROPPED.value, TaskState.DROPPED.label),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is done or not needed any more.")},
    )
    outcome = forms.CharField(
        label=_("What came of it?"),
        help_text=_("What was found or done, and where it is kept. If it is not needed any more, say why."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        error_messages={"required": _("Say what came of it, in a few words.")},
    )
