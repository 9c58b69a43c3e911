"""Taking down a report: safe contact first, then danger, then what happened."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.cases.models import Harm
from safelight.desk.reports.words import ReportWords
from safelight.triage.report_questions import Answer, report_questions

_OLDEST = 120


class ReportForm(forms.Form):
    """Safe contact, then the questions of the pack, then the words."""

    safe_contact = forms.CharField(
        label=_("How can the person be contacted safely?"),
        help_text=_("Ask this first. Which way, at what times, under what name, and who must not see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        error_messages={"required": _("Say how they can be contacted safely. Write “not known yet” if so.")},
    )
    kind = forms.ChoiceField(
        label=_("What does it look like?"),
        choices=Harm.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what fits best; “Something else” will do.")},
    )
    age = forms.IntegerField(
        label=_("How old is the person to be protected?"),
        help_text=_("In years, if known."),
        min_value=0,
        max_value=_OLDEST,
        required=False,
    )
    told_by = forms.CharField(
        label=_("Who tells it?"),
        help_text=_("The person themself, a parent, a school. It is sealed."),
        max_length=200,
        required=False,
    )
    words = forms.CharField(
        label=_("What happened, in their own words?"),
        help_text=_("It is sealed. The software reads nothing of it."),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=20_000,
        error_messages={"required": _("Write down what they told you, as they told it.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = (
            (Answer.YES, _("Yes")),
            (Answer.NO, _("No")),
            (Answer.NOT_SURE, _("Not sure")),
            (Answer.NOT_ASKED, _("Not asked")),
        )
        for each in report_questions().questions:
            self.fields[each.id] = forms.ChoiceField(
                label=each.asks, choices=answers, initial=Answer.NOT_ASKED, widget=forms.RadioSelect
            )
        first = ["safe_contact", *(each.id for each in report_questions().questions)]
        self.order_fields([*first, "kind", "age", "told_by", "words"])

    @property
    def answers(self) -> dict[str, str]:
        """Answers by the ids of the questions."""
        return {each.id: self.cleaned_data[each.id] for each in report_questions().questions}

    @property
    def sealed_words(self) -> ReportWords:
        """What is sealed."""
        given = self.cleaned_data
        return ReportWords(given["told_by"], given["words"], given["safe_contact"])


class MakeCaseForm(forms.Form):
    """The title of the case."""

    title = forms.CharField(
        label=_("Title of the case"),
        help_text=_("A few words for colleagues on the case. Leave names out."),
        max_length=120,
        error_messages={"required": _("Give the case a short title.")},
    )


class SettleForm(forms.Form):
    """Why what was reported is settled."""

    reason = forms.CharField(
        label=_("How does it stand?"),
        help_text=_("Who found out, and how. Only what was found and decided weighs from then on."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=2_000,
        error_messages={
            "required": _("Say why, in a sentence."),
            "min_length": _("Say why in a sentence of at least 10 characters."),
        },
    )


class CloseForm(forms.Form):
    """Why there is no case."""

    reason = forms.CharField(
        label=_("Why is no case opened?"),
        help_text=_("What was told to the person, and where they were sent. Leave names out."),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=10,
        max_length=2_000,
        error_messages={
            "required": _("Say why, in a sentence."),
            "min_length": _("Say why in a sentence of at least 10 characters."),
        },
    )
