"""Forms about risk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.fields import DateField
from safelight.desk.risk.models import Conference, ConferenceGround
from safelight.desk.risk.sheet import Sheet
from safelight.desk.risk.shown import ShownQuestion, ShownSection
from safelight.knowledge.instruments import instruments
from safelight.knowledge.risk_reviews import risk_reviews
from safelight.risk.answer import Answer, Said
from safelight.risk.suggestion import Suggestion

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SAID = (
    (Said.YES.value, _("Yes")),
    (Said.NO.value, _("No")),
    (Said.NOT_KNOWN.value, _("Not known")),
    (Said.NOT_ASKED.value, _("Not asked yet")),
)


@dataclass(frozen=True)
class Row:
    """A question with its two fields."""

    shown: ShownQuestion
    said: BoundField
    words: BoundField


class SectionForm(forms.Form):
    """The questions of one section; every one may be left. ``seen`` is the assessment the person had before."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, shown: ShownSection, seen: int) -> None:
        super().__init__(data, initial={"seen": seen})
        self._shown = shown.questions
        for each in self._shown:
            name = each.question.id
            self.fields[f"said-{name}"] = forms.ChoiceField(
                label=each.question.ask,
                choices=SAID,
                initial=each.answer.said.value,
                widget=forms.RadioSelect(attrs={"class": "govuk-radios--small govuk-radios--inline"}),
            )
            self.fields[f"words-{name}"] = forms.CharField(
                label=_("What they said"),
                required=False,
                initial=each.answer.words,
                max_length=4_000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def rows(self) -> Iterator[Row]:
        """Each question with its fields."""
        for each in self._shown:
            yield Row(each, self[f"said-{each.question.id}"], self[f"words-{each.question.id}"])

    def given(self, before: Sheet, suggested: Mapping[str, Suggestion]) -> dict[str, Answer]:
        """Answers that differ from those before; each keeps the findings that stood beside it."""
        answers = {}
        for each in self._shown:
            name = each.question.id
            said, words = Said(self.cleaned_data[f"said-{name}"]), self.cleaned_data[f"words-{name}"]
            old = before.answer(name)
            if (said, words) != (old.said, old.words):
                beside = suggested.get(name)
                answers[name] = Answer(
                    said=said,
                    words=words,
                    findings=beside.findings if beside else (),
                    records=beside.records if beside else (),
                )
        return answers


def _words(label: "StrOrPromise", hint: "StrOrPromise" = "", *, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=10 if required else None,
        max_length=4_000,
        error_messages={
            "required": _("Say why, in a sentence."),
            "min_length": _("Say why in a sentence of at least 10 characters."),
        },
    )


class GradeForm(forms.Form):
    """A named person's judgement."""

    grade = forms.ChoiceField(
        label=_("How high is the risk, as you judge it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a grade.")},
    )
    reason = _words(_("Why?"), _("What the person said, what was found, what else you know. It is kept sealed."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grades = reversed(risk_reviews().grades)
        self.fields["grade"].choices = [(one.id, f"{one.name}. {one.means}") for one in grades]  # type: ignore[attr-defined]


class EventForm(forms.Form):
    """Something that changes the risk."""

    kind = forms.ChoiceField(
        label=_("What happened, or will?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what happened.")},
    )
    on = DateField(label=_("On which day?"))
    words = _words(_("What is known of it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(one.id, one.name) for one in risk_reviews().events_people_note]  # type: ignore[attr-defined]


class ScoreForm(forms.Form):
    """The outcome of a licensed instrument."""

    instrument = forms.ChoiceField(
        label=_("Which instrument?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the instrument.")},
    )
    score = forms.IntegerField(label=_("Score"), help_text=_("If it has one."), required=False, min_value=0)
    outcome = forms.ChoiceField(label=_("Outcome"), required=False, widget=forms.Select)
    on = DateField(label=_("On which day was it done?"))
    assessor = forms.CharField(
        label=_("Who assessed?"),
        help_text=_("Name, role and agency."),
        max_length=200,
        error_messages={"required": _("Write down who assessed.")},
    )
    note = _words(_("What else is known of it"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = instruments().instruments
        outcomes = dict.fromkeys(outcome for one in known for outcome in one.outcomes)
        self.fields["instrument"].choices = [(one.id, one.name) for one in known]  # type: ignore[attr-defined]
        self.fields["outcome"].choices = [("", _("None")), *((one, one.capitalize()) for one in outcomes)]  # type: ignore[attr-defined]

    def clean_on(self) -> Any:
        """No day to come."""
        return _past(self.cleaned_data["on"])


class ConferenceForm(forms.Form):
    """Whether the case goes to a conference of agencies."""

    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=Conference.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether to refer.")},
    )
    ground = forms.ChoiceField(
        label=_("What the decision rests on"),
        choices=ConferenceGround.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what the decision rests on.")},
    )
    meets_on = DateField(label=_("When the conference meets"), required=False)
    reason = _words(_("Why?"), _("Also where you do not refer: what was weighed, and what is done in its place."))


def _past(day: Any) -> Any:
    if day > timezone.localdate():
        raise forms.ValidationError(_("This day has not come yet."))
    return day
