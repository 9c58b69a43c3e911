"""The form of what was said of each app that a check asks about."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.apps_check.app import InstalledApp
from safelight.apps_check.check import Hit
from safelight.desk.apps.kept import AppAnswer, KeptAnswers, key_of
from safelight.desk.footprint.forms import AnswerField
from safelight.desk.footprint.words import ANSWERS, WHO
from safelight.knowledge.answer import Answer
from safelight.planning.footprint import Thing, Who
from safelight.records.visible import visible

DEVICE_KINDS = frozenset({"phone", "tablet"})
MOST_ASKED = 60
"""Apps that are asked about on one page; the strongest hits stand first."""


@dataclass(frozen=True)
class AskedHit:
    """A hit with its fields, and what was said of it before."""

    hit: Hit
    fields: tuple[forms.BoundField, ...] = ()
    said: AppAnswer | None = None


class AnswersForm(forms.Form):
    """Three questions of each app, and whose phone it is."""

    def __init__(
        self, *args: Any, hits: Iterable[Hit], kept: KeptAnswers, devices: Iterable[Thing], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.hits, self.kept = tuple(hits), kept
        self.asked = {mark_of(app): app for one in self.hits if (app := one.app) is not None}
        self.asked = dict(list(self.asked.items())[:MOST_ASKED])
        for mark, app in self.asked.items():
            self._ask(mark, app)
        self._ask_device(devices)
        self.fields["seen"] = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def _ask(self, mark: str, app: InstalledApp) -> None:
        name, said = visible(app.shown_as), self.kept.answers.get(key_of(app))
        self.fields[f"known-{mark}"] = _answer(_("Did they know that %(app)s is there?") % {"app": name})
        self.fields[f"who-{mark}"] = forms.ChoiceField(
            label=_("Who put %(app)s there?") % {"app": name},
            choices=WHO,
            initial=Who.NOT_KNOWN,
            required=False,
        )
        self.fields[f"made-{mark}"] = _answer(_("Were they made to have %(app)s?") % {"app": name})
        if said is not None:
            self.initial[f"known-{mark}"] = said.known
            self.initial[f"who-{mark}"] = said.put_there_by
            self.initial[f"made-{mark}"] = said.made_to

    def _ask_device(self, devices: Iterable[Thing]) -> None:
        choices = [(one.id, visible(one.called)) for one in devices if one.kind in DEVICE_KINDS]
        self.fields["device"] = forms.ChoiceField(
            label=_("Which of their devices is this a list of?"),
            help_text=_("What is said here then counts in the plan for that device."),
            choices=[("", _("Not said")), *choices],
            required=False,
        )
        self.initial.setdefault("device", self.kept.device)

    @property
    def pairs(self) -> Iterator[AskedHit]:
        """Each hit with its fields."""
        for one in self.hits:
            mark = mark_of(one.app) if one.app else ""
            if one.app is None or mark not in self.asked:
                yield AskedHit(one)
                continue
            fields = tuple(self[f"{name}-{mark}"] for name in ("known", "who", "made"))
            yield AskedHit(one, fields, self.kept.answers.get(key_of(one.app)))

    def given(self, *, by: str, at: datetime) -> KeptAnswers:
        """What is kept from now on: what did not change keeps who said it and when."""
        answers = dict(self.kept.answers)
        for mark, app in self.asked.items():
            said = AppAnswer(
                known=Answer(self.cleaned_data[f"known-{mark}"]),
                put_there_by=Who(self.cleaned_data[f"who-{mark}"] or Who.NOT_KNOWN),
                made_to=Answer(self.cleaned_data[f"made-{mark}"]),
                by=by,
                at=at,
            )
            before = answers.get(key_of(app))
            if not said.same_as(before) and (said.is_asked or before is not None):
                answers[key_of(app)] = said
        return KeptAnswers(device=self.cleaned_data["device"], answers=answers)


def mark_of(app: InstalledApp) -> str:
    """What an app is called in the names of fields: a name of a package is no name of a field."""
    return hashlib.sha256(key_of(app).encode()).hexdigest()[:12]


def _answer(label: str) -> AnswerField:
    return AnswerField(
        label=label,
        choices=ANSWERS,
        widget=forms.RadioSelect(attrs={"class": "govuk-radios--inline govuk-radios--small"}),
        initial=Answer.NOT_ASKED,
        required=False,
    )
