"""What somebody chooses for a bundle, and for whom they take it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.bundling.choice import (
    MOST_CONTEXT,
    Choice,
    ChoiceRefused,
    Conversation,
    Records,
    Removal,
    Removed,
    check,
    salted,
)
from safelight.bundling.locking import NotLocked, check_key, check_passphrase
from safelight.bundling.on_file import CaseOnFile
from safelight.bundling.remover import Remover
from safelight.desk.bundles.models import Manner
from safelight.desk.design.fields import DateField
from safelight.records.conversation import ConversationSummary
from safelight.records.visible import visible

MOST_CONVERSATIONS = 200
_BETWEEN = " = "


class ChoiceForm(forms.Form):
    """The choice. Conversations are named by their keys within the table that was shown."""

    findings = forms.MultipleChoiceField(
        label=_("Findings that go in"),
        help_text=_("Only findings that somebody accepted or corrected can go in."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    records = forms.ChoiceField(
        label=_("Records that go in"),
        choices=(
            (Records.OF_FINDINGS.value, _("Only those that the chosen findings rest on")),
            (
                Records.MATCHING.value,
                _("Those, and all that fit the exhibits, conversations, accounts and days below"),
            ),
        ),
        widget=forms.RadioSelect,
        initial=Records.OF_FINDINGS.value,
    )
    exhibits = forms.MultipleChoiceField(
        label=_("Exhibits that records and context may come from"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one exhibit.")},
    )
    conversations = forms.MultipleChoiceField(
        label=_("Only these conversations"),
        help_text=_("Leave all empty for every conversation."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    accounts = forms.CharField(
        label=_("Only records from or to these accounts"),
        help_text=_("One on a line, exactly as they are written in the exhibit. Leave empty for every account."),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    since = DateField(label=_("First day"), required=False)
    until = DateField(label=_("Last day"), required=False)
    before = forms.IntegerField(
        label=_("Records of context before each"), min_value=0, max_value=MOST_CONTEXT, initial=5
    )
    after = forms.IntegerField(
        label=_("Records of context after each"), min_value=0, max_value=MOST_CONTEXT, initial=5
    )
    words = forms.CharField(
        label=_("Words to remove"),
        help_text=_(
            "One on a line: the words, then “ = ”, then the reason that is shown in their place. "
            "For example: 12 Larch Court = address"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    names = forms.CharField(
        label=_("Names of accounts to remove"),
        help_text=_(
            "In the same way. The name is taken out wherever it stands; what the account wrote stays. Telephone "
            "numbers are found with and without their country."
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )
    originals = forms.MultipleChoiceField(
        label=_("Originals that go along"),
        help_text=_("If anything is removed, no original goes along: nothing can be taken out of an original."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        on_file: CaseOnFile,
        conversations: Mapping[str, ConversationSummary],
        withheld: Sequence[Removal] = (),
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._conversations = _most_spoken(conversations)
        self._withheld = tuple(withheld)
        exhibits = [(one.sha256, f"{one.reference}: {visible(one.name)}") for one in on_file.exhibits]
        self._offer("findings", [(each.finding.id, each.finding.claim) for each in on_file.accepted])
        self._offer("exhibits", exhibits)
        self._offer("originals", exhibits)
        self._offer("conversations", [(key, _described(one)) for key, one in self._conversations.items()])

    def _offer(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """The whole choice must be one that can be carried out."""
        given = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                choice = self.choice()
                check(choice)
                Remover(choice.removals)
            except ChoiceRefused as refused:
                self.add_error(None, str(refused))
        return given

    def choice(self) -> Choice:
        """What was chosen. Raises ``ChoiceRefused``."""
        given = self.cleaned_data
        chosen = (self._conversations[key] for key in given["conversations"])
        return salted(
            Choice(
                records=Records(given["records"]),
                exhibits=tuple(given["exhibits"]),
                originals=tuple(given["originals"]),
                conversations=tuple(Conversation(one.platform, one.thread) for one in chosen),
                accounts=tuple(line for line in map(str.strip, given["accounts"].splitlines()) if line),
                since=given["since"],
                until=given["until"],
                findings=tuple(given["findings"]),
                before=given["before"],
                after=given["after"],
                removals=(
                    *_removals(given["words"], Removed.WORDS),
                    *_removals(given["names"], Removed.ACCOUNT),
                    *self._withheld,
                ),
            )
        )


def first_answers(on_file: CaseOnFile) -> dict[str, Any]:
    """What a form begins with: every finding somebody accepted, every exhibit."""
    return {
        "findings": [one.finding.id for one in on_file.accepted],
        "exhibits": [one.sha256 for one in on_file.exhibits],
    }


def initial_of(choice: Choice, conversations: Mapping[str, ConversationSummary]) -> dict[str, Any]:
    """The answers that give this choice; conversations by their ids."""
    wanted = {(one.platform, one.thread) for one in choice.conversations}
    return {
        "findings": choice.findings,
        "records": choice.records.value,
        "exhibits": choice.exhibits,
        "originals": choice.originals,
        "conversations": [key for key, one in conversations.items() if (one.platform, one.thread) in wanted],
        "accounts": "\n".join(choice.accounts),
        "since": choice.since,
        "until": choice.until,
        "before": choice.before,
        "after": choice.after,
        "words": _lines(choice, Removed.WORDS),
        "names": _lines(choice, Removed.ACCOUNT),
    }


def _most_spoken(conversations: Mapping[str, ConversationSummary]) -> dict[str, ConversationSummary]:
    return dict(sorted(conversations.items(), key=lambda pair: -pair[1].rows)[:MOST_CONVERSATIONS])


def _described(conversation: ConversationSummary) -> str:
    name = visible(conversation.thread) or str(_("Without a name"))
    return f"{name} ({visible(conversation.platform)}, {conversation.rows:,})"


def _removals(text: str, sort: Removed) -> Iterator[Removal]:
    for line in filter(None, map(str.strip, text.splitlines())):
        value, between, reason = line.rpartition(_BETWEEN)
        if not between or not value.strip() or not reason.strip():
            raise ChoiceRefused(
                "Each line of things to remove needs the words, then “ = ”, then the reason. For example: "
                "12 Larch Court = address"
            )
        yield Removal(sort, value.strip(), reason.strip())


def _lines(choice: Choice, sort: Removed) -> str:
    return "\n".join(f"{one.value}{_BETWEEN}{one.reason}" for one in choice.removals if one.sort is sort)


class WithholdForm(forms.Form):
    """Records of the preview that are to be left out as a whole."""

    numbers = forms.TypedMultipleChoiceField(coerce=int, widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(
        label=_("Why are the ticked records withheld?"),
        help_text=_("The reason stands in the bundle, for example: legal privilege."),
        max_length=120,
        error_messages={"required": _("Say why the records are withheld.")},
    )

    def __init__(self, *args: Any, records: int, **options: Any) -> None:
        super().__init__(*args, **options)
        numbers = self.fields["numbers"]
        assert isinstance(numbers, forms.TypedMultipleChoiceField)
        numbers.choices = [(number, str(number)) for number in range(1, records + 1)]
        numbers.error_messages["required"] = str(_("Tick at least one record to withhold."))


class TakingForm(forms.Form):
    """For whom a bundle is taken, and how it is locked."""

    name = forms.CharField(
        label=_("Whom is it for?"),
        help_text=_("Name and office. It is kept sealed with the case and is not in the log in clear."),
        max_length=200,
        error_messages={"required": _("Say whom it is for.")},
    )
    manner = forms.ChoiceField(
        label=_("How is it locked?"),
        choices=(
            (Manner.KEY, _("For their key (age)")),
            (Manner.PASSPHRASE, _("Under a passphrase that you tell them another way, for example by telephone")),
            (Manner.OPEN, _("Not at all")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how it is locked.")},
    )
    key = forms.CharField(
        label=_("Their public key"), help_text=_("It begins with age1."), max_length=100, required=False
    )
    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_("At least 16 characters. It is not kept: nobody can look it up later."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.CharField(
        label=_("If it is not locked, why?"),
        help_text=_("An unlocked copy on a stick or in a mail can be read by whoever finds it."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """What the chosen lock needs must be there, and fit."""
        given = super().clean() or self.cleaned_data
        manner = given.get("manner")
        try:
            if manner == Manner.KEY:
                check_key(given.get("key", "").strip())
            elif manner == Manner.PASSPHRASE:
                check_passphrase(given.get("passphrase", ""))
        except NotLocked as refused:
            self.add_error(str(manner), str(refused))
        if manner == Manner.OPEN and not given.get("reason"):
            self.add_error("reason", _("Say why it leaves without a lock."))
        return given
