"""Forms about keeping a case and disposing of it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.fields import DateField
from safelight.desk.disposal.models import Ground
from safelight.knowledge.retention import retention

NO_NAMES = _("Write no names and no content: these words outlive the case.")


def _reason(label: object, *, hint: object = NO_NAMES) -> forms.CharField:
    return forms.CharField(
        label=label,  # type: ignore[arg-type]
        help_text=hint,  # type: ignore[arg-type]
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=2_000,
        error_messages={
            "required": _("Say why, in a sentence."),
            "min_length": _("Say why in a sentence of at least 10 characters."),
        },
    )


class ReviewForm(forms.Form):
    """How long the case is kept."""

    category = forms.ChoiceField(
        label=_("Which kind of case is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of case.")},
    )
    last_event = DateField(
        label=_("When did the last event happen that this case is about?"),
        help_text=_("The time begins to run on this day."),
    )
    reason = _reason(_("Why?"), hint=_("Who is at risk, what is still needed, what the law asks."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.id, f"{one.name}. {one.rule}") for one in retention().categories]
        self.fields["category"].choices = choices  # type: ignore[attr-defined]

    def clean_last_event(self) -> Any:
        """No day to come."""
        day = self.cleaned_data["last_event"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day


class HoldForm(forms.Form):
    """Why the case must be kept."""

    kind = forms.ChoiceField(
        label=_("Why must it be kept?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it must be kept.")},
    )
    reason = _reason(
        _("In a sentence"), hint=_("Which proceedings, which request, until when as far as is known.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.id, one.name) for one in retention().holds]  # type: ignore[attr-defined]


class LiftForm(forms.Form):
    """Why a hold is over."""

    reason = _reason(_("Why is this over?"), hint="")


class ProposeForm(forms.Form):
    """Why the case should go."""

    ground = forms.ChoiceField(
        label=_("On what ground?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a ground.")},
    )
    reason = _reason(_("Why is it no longer needed?"))


class DecideForm(forms.Form):
    """A second person's decision. To approve, the reference is typed."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=(
            ("approve", _("Dispose of the case. This cannot be undone")),
            ("refuse", _("Keep the case")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is to happen.")},
    )
    reason = _reason(_("Why?"))
    reference = forms.CharField(
        label=_("The reference of the case"), help_text=_("Only to dispose of it."), max_length=20, required=False
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._expected = expected

    def clean(self) -> dict[str, Any]:
        """The reference must be that of the case before anything is destroyed."""
        given = super().clean() or self.cleaned_data
        if given.get("decision") == "approve" and given.get("reference", "").strip() != self._expected:
            self.add_error("reference", _("Type the reference of the case as it stands above."))
        return given
