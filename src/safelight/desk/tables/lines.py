"""What stands in a column and what it means, as people type it: one on each line, ``Voice = call``."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safelight.records.record import Direction, Kind

LABELS = {
    Kind.CALL: _("call"),
    Kind.MESSAGE: _("message"),
    Kind.TRANSACTION: _("transaction"),
    Kind.SIGN_IN: _("sign-in"),
    Kind.LOCATION: _("location"),
    Kind.CONTACT: _("contact"),
    Kind.POST: _("post"),
    Kind.SEARCH: _("search"),
    Kind.MEDIA: _("picture, video or sound"),
    Kind.NOTICE: _("notice by the platform"),
}
_BY_WORD = {"sms": Kind.MESSAGE, "text": Kind.MESSAGE, "data": Kind.NOTICE}


def kinds_from(text: str) -> dict[str, Kind]:
    """Raises ``ValidationError`` for a line that says nothing understood."""
    kinds: dict[str, Kind] = {}
    for line in filter(str.strip, text.splitlines()):
        value, equals, word = line.rpartition("=")
        kind = _kind(word.strip().casefold())
        if not equals or not value.strip() or kind is None:
            listed = ", ".join(str(label) for label in LABELS.values())
            message = _("Write each line like “Voice = call”. What it means is one of: %(listed)s.")
            raise ValidationError(message, params={"listed": listed})
        kinds[value.strip()] = kind
    return kinds


def kinds_typed(kinds: Mapping[str, Kind]) -> str:
    """The lines that give these kinds."""
    return "\n".join(f"{value} = {LABELS.get(kind, kind)}" for value, kind in kinds.items())


def directions_from(from_owner: str, towards_owner: str) -> dict[str, Direction]:
    """What stands in the column of directions, listed with commas for each way."""
    return dict.fromkeys(_listed(towards_owner), Direction.TOWARDS_OWNER) | dict.fromkeys(
        _listed(from_owner), Direction.FROM_OWNER
    )


def directions_typed(directions: Mapping[str, Direction], way: Direction) -> str:
    """The list for one way."""
    return ", ".join(value for value, said in directions.items() if said is way)


def _listed(text: str) -> list[str]:
    return [value.strip() for value in text.split(",") if value.strip()]


def _kind(word: str) -> Kind | None:
    by_label = {str(label).casefold(): kind for kind, label in LABELS.items()}
    return by_label.get(word) or _BY_WORD.get(word) or (Kind(word) if word in set(Kind) else None)
