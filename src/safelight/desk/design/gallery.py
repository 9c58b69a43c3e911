"""Made-up examples for the component gallery. No person and no case stands behind any of it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from safelight.desk.design.charts.bytes_accounted import bytes_accounted
from safelight.desk.design.charts.points import OffencePoints, Point
from safelight.desk.design.charts.rhythm import rhythm
from safelight.desk.design.charts.volume import Landmark, volume
from safelight.desk.design.fields import DateField, FilesField
from safelight.records.tally import MemberTally, Outcome, Stretch
from safelight.signals.finding import Known

PLATFORMS = [("whatsapp", "WhatsApp"), ("instagram", "Instagram"), ("other", "Something else")]


class ExampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="What should we call you?", help_text="It need not be your name.")
    account = forms.CharField(label="What happened", widget=forms.Textarea, required=False)
    began = DateField(label="When it began", help_text="For example, 27 3 2026")
    platform = forms.ChoiceField(label="Where", choices=[("", "Choose a platform"), *PLATFORMS])
    contact = forms.ChoiceField(label="Is it safe to ring you?", choices=PLATFORMS, widget=forms.RadioSelect)
    places = forms.MultipleChoiceField(label="Where else", choices=PLATFORMS, widget=forms.CheckboxSelectMultiple)
    brought = FilesField(label="What you brought", help_text="Whole exports are best. Nothing is changed.")
    agreed = forms.BooleanField(label="They agreed to this being looked at")


def gallery() -> dict[str, Any]:
    """Give the gallery page everything it shows."""
    faulty = ExampleForm({"name": "Sam", "began-day": "31", "began-month": "2", "began-year": "2026"})
    return {
        "form": ExampleForm(),
        "faulty": faulty,
        "rhythm": rhythm(_night_heavy(), title="When messages came"),
        "volume": _volume(),
        "tally": bytes_accounted(_members(), title="Every byte accounted for"),
        "offences": _offences(),
        "timeline": _timeline(),
        "messages_shown": _messages(),
        "crumbs": [{"text": "Cases", "href": "#"}, {"text": "SL-2026-0147", "href": "#"}, {"text": "Gallery"}],
        "rows": [[{"text": name}, {"text": count, "format": "numeric"}] for name, count in _figures()],
        "head": [{"text": "Harm"}, {"text": "Findings", "format": "numeric"}],
        "facts": _facts(),
        "tasks": _tasks(),
        "tabs": [{"label": "Words", "id": "words", "panel": "What was written."},
                 {"label": "Pictures", "id": "pictures", "panel": "Blurred until asked for."}],
        "pages": [{"number": n, "href": "#", "current": n == 2} for n in (1, 2, 3)],
        "places": [{"text": "What we found", "href": "#", "active": True}, {"text": "Conversations", "href": "#"}],
    }  # fmt: skip


def _night_heavy() -> list[list[int]]:
    return [
        [max(0, (14 - 4 * min(hour, 24 - hour)) + (day * hour) % 5 - 2) for hour in range(24)] for day in range(7)
    ]


def _volume() -> Any:
    first = date(2025, 11, 3)
    days = [first + timedelta(days=n) for n in range(0, 150, 2)]
    messages = {day: n * n // 60 for n, day in enumerate(days) if not 20 < n < 27}
    findings = {day: 1 + n % 3 for n, day in enumerate(days) if n > 30 and n % 6 == 0}
    landmarks = [Landmark(date(2026, 1, 12), "Asked him to stop")]
    return volume(messages, findings, title="How much, week by week", landmarks=landmarks)


def _members() -> list[MemberTally]:
    read, skipped, failed = Outcome.READ, Outcome.SKIPPED, Outcome.FAILED
    chat = (Stretch(0, 900_000, read), Stretch(900_000, 40, failed, "Cut short."), Stretch(900_040, 300_000, read))
    media = (Stretch(0, 4_200_000, skipped, "A picture: its hash is recorded."),)
    return [
        MemberTally("WhatsApp Chat with 7700.txt", 1_200_040, "", "whatsapp_text", (), 8_412, chat),
        MemberTally("IMG-20260309-WA0004.jpg", 4_200_000, "", "", (), 0, media),
    ]


def _offences() -> list[OffencePoints]:
    supported, unknown, contradicted = Known.SUPPORTED, Known.NOT_YET_KNOWN, Known.CONTRADICTED
    return [
        OffencePoints(
            "Threatening to share intimate photograph or film",
            [
                Point("A threat to share was made", supported, "message of 14 March, 23:41"),
                Point("The photograph shows an intimate state", unknown),
                Point("Intended to cause alarm, or reckless about it", supported),
                Point("The person shown had consented", contradicted, "she refused twice"),
            ],
        )
    ]


def _timeline() -> list[dict[str, Any]]:
    return [
        {"title": "Appears to threaten to share intimate images", "byline": "Snapchat export, row 4,182",
         "at": datetime(2026, 3, 14, 23, 41, tzinfo=UTC), "text": "The sender set a deadline.",
         "tag": "Very high harm", "tag_classes": "govuk-tag--red"},
        {"title": "38 calls in one night", "byline": "Phone extract, call log",
         "at": datetime(2026, 3, 2, 1, 15, tzinfo=UTC), "text": "None was answered.",
         "tag": "Pattern", "tag_classes": "govuk-tag--yellow"},
    ]  # fmt: skip


def _messages() -> list[dict[str, Any]]:
    return [
        {"id": "1", "text": "I know where you live now", "sender": "Unknown 7700",
         "at": datetime(2026, 3, 9, 7, 2, tzinfo=UTC)},
        {"id": "2", "text": "Please stop messaging me", "sender": "Device's owner", "is_sent": True,
         "at": datetime(2026, 3, 9, 7, 5, tzinfo=UTC)},
    ]  # fmt: skip


def _figures() -> list[tuple[str, int]]:
    return [("Threats", 12), ("Pursuit", 4)]


def _facts() -> list[dict[str, Any]]:
    change = [{"text": "Change", "href": "#", "visually_hidden_text": "the exhibit reference"}]
    return [
        {"key": "Exhibit", "value": "AB/1", "actions": change},
        {"key": "SHA-256", "value": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"},
    ]


def _tasks() -> list[dict[str, Any]]:
    return [
        {"title": "Seal what they brought", "href": "#", "status": "Done"},
        {"title": "Ask the platform to preserve", "href": "#", "hint": "Nothing alerts the other side",
         "status_tag": "To do", "status_tag_classes": "govuk-tag--blue"},
    ]  # fmt: skip
