"""Moving a case by hand, and ending that."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.board.models import LevelChoice


def _reason(label: object, hint: object) -> forms.CharField:
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


class MoveForm(forms.Form):
    """Which level, why, and for how long."""

    level = forms.ChoiceField(
        label=_("Which level should it have?"),
        choices=LevelChoice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a level.")},
    )
    reason = _reason(
        _("Why?"),
        _("What you know that the software does not. It is shown on the case and on the board. Leave names out."),
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("After that the case is ordered by its weight again, unless you move it anew."),
        coerce=int,
        choices=((1, _("1 day")), (3, _("3 days")), (7, _("7 days")), (14, _("14 days"))),
        initial=3,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose for how long.")},
    )


class EndMoveForm(forms.Form):
    """Why a move is over."""

    reason = _reason(_("Why is it over?"), "")
