"""Forms about a plan."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safelight.desk.design.fields import DateField
from safelight.desk.exhibits.models import Exhibit
from safelight.desk.people.models import Person, Role
from safelight.desk.plans.models import Deed
from safelight.desk.plans.notes import Note, OnCall, Window
from safelight.desk.plans.roles import plan_role

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _words(
    label: "StrOrPromise", *, hint: "StrOrPromise" = "", required: "StrOrPromise | None" = None
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4_000,
        error_messages={"required": required or _("Say it in a sentence.")},
    )


def _members(people: Iterable[Person]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.name}, {one.get_role_display()}") for one in people]


class _OfPeople(forms.Form):
    """A form that offers the people on the case."""

    def __init__(self, *args: Any, people: Iterable[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self.people = {str(one.pk): one for one in people}

    def offer(self, name: str, *roles: str) -> None:
        """Offer those of some roles, or everybody."""
        fitting = [one for one in self.people.values() if not roles or one.role in roles]
        self.fields[name].choices = [("", _("Choose")), *_members(fitting)]  # type: ignore[attr-defined]

    def chosen(self, name: str) -> Person | None:
        """Who was chosen."""
        return self.people.get(self.cleaned_data.get(name, ""))


class LeadForm(_OfPeople):
    """Who leads, and who drafts and checks."""

    lead = forms.ChoiceField(
        label=_("Who leads?"),
        help_text=_("An advisor on the case: they speak with the person, and the plan is theirs to answer for."),
        error_messages={"required": _("Choose who leads.")},
    )
    drafter = forms.ChoiceField(
        label=_("Who drafts and checks?"), help_text=_("A digital media investigator on the case."), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("lead", Role.IDVA)
        self.offer("drafter", Role.DMI)


class GiveForm(_OfPeople):
    """Who does a measure, and until when."""

    person = forms.ChoiceField(label=_("Who does it?"), error_messages={"required": _("Choose who does it.")})
    due = DateField(label=_("Until when?"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("person")


class OutcomeForm(_OfPeople):
    """What became of a measure. Done means that the check was made, and that somebody saw it."""

    outcome = forms.ChoiceField(
        label=_("What became of it?"),
        choices=(
            (Deed.DONE, _("It is done, and the check was made")),
            (Deed.NOTHING_FOUND, _("It was looked at, and nothing was found")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what became of it.")},
    )
    words = _words(
        _("What was checked, and what was seen?"),
        hint=_(
            "In plain words that can be read to the person. If nothing was found, say what was looked at and what "
            "that cannot show."
        ),
        required=_("Say what was checked and what was seen."),
    )
    seen_by = forms.ChoiceField(
        label=_("Who saw the check?"), error_messages={"required": _("Choose who saw the check.")}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer("seen_by")


class DecisionForm(forms.Form):
    """What the person decided, in their words."""

    decision = forms.ChoiceField(
        label=_("What did they decide?"),
        choices=(
            (Deed.AGREED, _("They want this")),
            (Deed.LATER, _("They want to wait")),
            (Deed.DECLINED, _("They do not want this")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what they decided.")},
    )
    words = _words(
        _("In their words"),
        hint=_("Write what they said, as they said it. They need no reason."),
        required=_("Write down what they said."),
    )
    is_private = forms.BooleanField(
        label=_("They want these words kept with the advisor: other versions of the plan do not hold them"),
        required=False,
    )

    def note(self) -> Note:
        """Their words."""
        return Note(words=self.cleaned_data["words"], whose="victim", is_private=self.cleaned_data["is_private"])


class KeepingForm(forms.Form):
    """Where something that must be kept first is sealed, or that the person does not want it kept."""

    how = forms.ChoiceField(
        label=_("Is it kept?"),
        choices=(
            ("sealed", _("It is in an exhibit of this case")),
            ("declined", _("They do not want it kept")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether it is kept.")},
    )
    exhibit = forms.ChoiceField(label=_("In which exhibit?"), required=False)
    words = forms.CharField(
        label=_("If they do not want it kept: in their words"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=4_000,
        required=False,
    )

    def __init__(self, *args: Any, exhibits: Iterable[tuple[Exhibit, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = list(exhibits)
        self.exhibits = {str(one.pk): one for one, _name in offered}
        choices = [("", _("Choose")), *((str(one.pk), f"{one.reference}: {name}") for one, name in offered)]
        self.fields["exhibit"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Either an exhibit, or words."""
        given = super().clean() or self.cleaned_data
        if given.get("how") == "sealed" and not given.get("exhibit"):
            self.add_error(
                "exhibit", _("Choose the exhibit it is in. If it is in none yet, add an exhibit first.")
            )
        if given.get("how") == "declined" and not given.get("words"):
            self.add_error("words", _("Write down what they said."))
        return given


class ReasonForm(forms.Form):
    """A reason, with the name of whoever gives it."""

    words = _words(_("Why?"), required=_("Say why, in a sentence."))

    def __init__(self, *args: Any, label: "StrOrPromise" = "", hint: "StrOrPromise" = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if label:
            self.fields["words"].label = label
        if hint:
            self.fields["words"].help_text = hint


class PurposeForm(forms.Form):
    """What the person wants."""

    words = _words(
        _("What do they want to reach, and what must not change?"),
        hint=_("In their words. For example: what they want to go on using, whom they want to talk to."),
        required=_("Write down what they said."),
    )
    is_private = forms.BooleanField(
        label=_("They want these words kept with the advisor: other versions of the plan do not hold them"),
        required=False,
    )


class WindowForm(_OfPeople):
    """When access is cut, where the person is safe, and who is on call."""

    day = DateField(label=_("Which day?"))
    begins = forms.TimeField(
        label=_("From what time?"), help_text=_("For example 10:00."), widget=forms.TextInput()
    )
    ends = forms.TimeField(label=_("Until what time?"), widget=forms.TextInput())
    safe_place = forms.CharField(
        label=_("Where are they safe that night?"),
        help_text=_("It is sealed, and stands in the advisor's version only. Leave empty while it is not agreed."),
        max_length=200,
        required=False,
    )
    on_call = forms.MultipleChoiceField(
        label=_("Who is on call?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Somebody must be on call while access is cut.")},
    )
    how = forms.CharField(
        label=_("How are they reached in that time?"), max_length=200, help_text=_("A number that is answered.")
    )
    agreed_by_victim = forms.BooleanField(label=_("The person agreed to this day and time"), required=False)
    agreed_with_police = forms.BooleanField(
        label=_("It is agreed with the officer in the case: no arrest or search is spoiled by it"), required=False
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on_call"].choices = _members(self.people.values())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and ends <= begins:
            self.add_error("ends", _("It must end after it begins."))
        return given

    def window(self) -> Window:
        """The window as it was agreed."""
        given = self.cleaned_data
        return Window(
            begins=self._at(given["begins"]),
            ends=self._at(given["ends"]),
            safe_place=given["safe_place"],
            on_call=tuple(
                OnCall(name=one.name, role=plan_role(one.role), how=given["how"])
                for key in given["on_call"]
                if (one := self.people.get(key))
            ),
            agreed_by_victim=given["agreed_by_victim"],
            agreed_with_police=given["agreed_with_police"],
        )

    def _at(self, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.cleaned_data["day"], clock))
