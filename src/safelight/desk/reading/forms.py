"""How an exhibit or a member of it is to be read."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from safelight.desk.reading.zones import zone_names
from safelight.readers.choices import DateOrder, MemberChoice
from safelight.readers.registry import READERS

_KEY = re.compile(r"[0-9a-fA-F]{64}")


class ReadingForm(forms.Form):
    """What an officer says, and why. Empty answers leave it to recognition and to the file itself.

    ``seen`` names what was in force when the page was opened; ``now`` is that, and its key is never shown.
    """

    reader = forms.ChoiceField(label=_("Kind of file"), required=False)
    zone = forms.ChoiceField(
        label=_("Time zone of its local times"),
        help_text=_("Of the phone or computer that wrote the file. Times that state their zone stay as they are."),
        required=False,
    )
    date_order = forms.ChoiceField(
        label=_("Dates like 03/04/2024"),
        help_text=_("A date that can only be read one way is never turned round."),
        widget=forms.RadioSelect,
        choices=(
            ("as-is", _("As the file itself decides; where it does not, keep both readings")),
            (DateOrder.DAY_FIRST, _("The day comes first: 3 April")),
            (DateOrder.MONTH_FIRST, _("The month comes first: 4 March")),
        ),
        required=False,
    )
    key = forms.CharField(
        label=_("Key of a locked backup"),
        help_text=_("64 digits, 0 to 9 and a to f. It is sealed and not shown again."),
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        required=False,
        max_length=200,
    )
    drop_key = forms.BooleanField(label=_("Take back the key that is held"), required=False)
    drop_mapping = forms.BooleanField(label=_("Take back the description of the table"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("What leads you to this. It is kept, sealed, with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": _("Say why, in a few words.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, data: object, *, now: MemberChoice, seen: str, whole: bool) -> None:
        initial = {"reader": now.reader, "zone": now.zone, "date_order": now.date_order or "as-is", "seen": seen}
        super().__init__(data, initial=initial)  # type: ignore[arg-type]
        self._now = now
        nothing = _("As recognised") if whole else _("As recognised, or as said of the whole exhibit")
        titles = sorted((reader.MANIFEST.title, reader.MANIFEST.name) for reader in READERS)
        self._offer("reader", ("", nothing), *((name, title) for title, name in titles))
        unsaid = _("As the case says") if whole else _("As said of the whole exhibit, or as the case says")
        self._offer("zone", ("", unsaid), *((name, name) for name in zone_names()))
        if not now.key:
            del self.fields["drop_key"]
        if not now.mapping:
            del self.fields["drop_mapping"]

    def clean_key(self) -> str:
        """64 hexadecimal digits, blanks between them left out; never said back."""
        key = "".join(self.cleaned_data["key"].split())
        if key and not _KEY.fullmatch(key):
            message = _("A key is 64 digits, each 0 to 9 or a to f. Check that none is missing.")
            raise forms.ValidationError(message)
        return key.lower()

    @property
    def choice(self) -> MemberChoice:
        """What was said; a key that is held stays unless it is replaced or taken back."""
        given = self.cleaned_data
        kept = "" if given.get("drop_key") else self._now.key
        order = given["date_order"]
        return MemberChoice(
            reader=given["reader"],
            zone=given["zone"],
            date_order=DateOrder(order) if order in set(DateOrder) else None,
            key=given["key"] or kept,
            mapping=None if given.get("drop_mapping") else self._now.mapping,
        )

    def _offer(self, name: str, *offered: tuple[object, object]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = offered
