"""Forms of the footprint, made from the pack: a page of questions, and a thing."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.footprint.kept import Whose
from safelight.desk.footprint.words import ANSWERS, LINK_WORDS, WHO, WHOSE
from safelight.knowledge.answer import Answer
from safelight.knowledge.platform_facts import platform_facts
from safelight.knowledge.questions import Domain, FootprintQuestions, Kind, Question
from safelight.planning.footprint import Footprint, Thing, Who

ACCESS = ("could_get_in", "seems_in")
"""Asked of every thing."""
OTHER = "other"


class AnswerField(forms.ChoiceField):
    """One of the four answers; what is left alone was not asked."""

    def clean(self, value: Any) -> str:
        """Nobody has to answer."""
        return str(super().clean(value or Answer.NOT_ASKED))


def answer_field(question: Question, thing: str = "") -> AnswerField:
    """One question; why it is asked stands folded away, for whoever asks."""
    return AnswerField(
        label=question.asks.replace("{thing}", thing or str(_("it"))),
        choices=ANSWERS,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline"}),
        initial=Answer.NOT_ASKED,
    )


class _SaidForm(forms.Form):
    """Whose word it is, and the number of the version that was before whoever answers."""

    def add_said(self) -> None:
        """The two fields at the end of every form of the footprint."""
        self.fields["whose"] = forms.ChoiceField(
            label=_("Whose word is this?"), choices=WHOSE, widget=forms.RadioSelect, initial=Whose.VICTIM
        )
        self.fields["seen"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class DomainForm(_SaidForm):
    """The questions of one part of life that are about the household."""

    def __init__(self, *args: Any, questions: Iterable[Question], footprint: Footprint, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asked = tuple(questions)
        for question in self.asked:
            self.fields[question.id] = answer_field(question)
            self.initial.setdefault(question.id, footprint.answer(question.id))
        self.add_said()

    @property
    def answers(self) -> dict[str, Answer]:
        """What was answered; a question left alone was not asked."""
        return {one.id: Answer(self.cleaned_data[one.id]) for one in self.asked}


class ThingForm(_SaidForm):
    """One thing: what it is called, who set it up, who could get in, and what it leads to."""

    def __init__(
        self,
        *args: Any,
        pack: FootprintQuestions,
        kind: Kind,
        thing: Thing,
        others: Iterable[Thing],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.thing, self.kind = thing, kind
        self.further = [one for one in pack.asked_of(kind.id) if one.id not in ACCESS]
        self._add_what_it_is()
        self._add_questions(pack)
        self._add_links(tuple(others))
        self.add_said()

    def _add_what_it_is(self) -> None:
        self.fields["name"] = forms.CharField(
            label=_("What do they call it?"),
            help_text=_("A few words that tell it from others, for example: the blue phone. No passwords."),
            max_length=80,
            error_messages={"required": _("Give it a name, so that people know which one is meant.")},
        )
        self.initial["name"] = self.thing.name
        if self.kind.platforms:
            names = platform_facts()
            choices = [(one, names.name_of(one)) for one in self.kind.platforms]
            self.fields["platform"] = forms.ChoiceField(
                label=_("Whose service is it?"),
                choices=[("", _("Not known")), *choices, (OTHER, _("Another one"))],
                required=False,
            )
            self.initial["platform"] = self.thing.platform
        self.fields["set_up_by"] = forms.ChoiceField(
            label=_("Who set it up?"), choices=WHO, widget=forms.RadioSelect, initial=Who.NOT_KNOWN
        )
        self.initial["set_up_by"] = self.thing.set_up_by

    def _add_questions(self, pack: FootprintQuestions) -> None:
        for id_ in ACCESS:
            self.fields[id_] = answer_field(pack.question(id_) or OF_EVERY_THING[id_], self.thing.name)
            self.initial[id_] = getattr(self.thing, id_)
        for question in self.further:
            self.fields[question.id] = answer_field(question, self.thing.name)
            self.initial[question.id] = self.thing.answer(question.id)

    def _add_links(self, others: tuple[Thing, ...]) -> None:
        self.links = [name for name in self.kind.links if name in LINK_WORDS] if others else []
        for name in self.links:
            self.fields[name] = forms.MultipleChoiceField(
                label=LINK_WORDS[name],
                choices=[(one.id, one.called) for one in others],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
            self.initial[name] = list(getattr(self.thing, name))
        self.fields["links_read"] = forms.BooleanField(
            label=_(
                "Somebody looked at its recovery, alert and code settings, so what is not ticked is not there"
            ),
            required=False,
        )
        self.initial["links_read"] = self.thing.links_read

    def given(self) -> Thing:
        """The thing as it was written down."""
        given = self.cleaned_data
        return Thing(
            id=self.thing.id,
            kind=self.kind.id,
            name=given["name"],
            platform=given.get("platform", ""),
            set_up_by=Who(given["set_up_by"]),
            could_get_in=_answer(given["could_get_in"]),
            seems_in=_answer(given["seems_in"]),
            links_read=given["links_read"],
            answers={one.id: _answer(given[one.id]) for one in self.further},
            **{name: tuple(given[name]) for name in self.links},
        )


def _answer(given: str) -> Answer:
    return Answer(given)


def _plain(id_: str, asks: str, why: str) -> Question:
    return Question(id=id_, domain="", about="thing", kinds=(), asks=asks, why=why)  # type: ignore[arg-type]


OF_EVERY_THING = {
    "could_get_in": _plain(
        "could_get_in",
        "Could the other person get into {thing}: know its password or lock, or pick it up open?",
        "",
    ),
    "seems_in": _plain("seems_in", "Is there a sign that somebody else is in {thing}?", ""),
    "links_read": _plain(
        "links_read", "Has somebody looked at where {thing} sends its alerts, its codes and its ways back in?", ""
    ),
    "set_up_by": _plain("set_up_by", "Who set up {thing}?", ""),
}
"""Asked of every thing, in these words where the pack has none of its own."""


def domain_questions(pack: FootprintQuestions, domain: Domain) -> list[Question]:
    """The questions of a domain that are about the household."""
    return [one for one in pack.questions if one.domain == domain.id and not one.kinds]
