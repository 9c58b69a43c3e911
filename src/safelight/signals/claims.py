"""What findings say: sentences from a file beside each signal, never made up on the way."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Gap, Severity, Strength


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of claim. ``offences`` maps offence ids to what is said of each point that the words bear on."""

    one: str
    """The claim for one message; ``{sender}`` stands for who said it, ``{towards}`` for whom it is aimed at."""
    several: str
    """The claim for ``{count}`` messages."""
    severity: Severity
    flags: tuple[str, ...] = ()
    flags_from: Strength = Strength.MODERATE
    """The strength from which a finding carries the flags: a floor needs more than an ambiguous phrase."""
    offences: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    missing: tuple[Gap, ...] = ()


class Claims(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All claims of a signal, the gravest theme first."""

    towards: dict[str, str]
    unknown_direction: str
    """The limit to state where nobody knows which account is the owner's."""
    themes: dict[str, Theme]
    limits: tuple[str, ...]
    kinds: dict[str, str] = msgspec.field(default_factory=dict)
    """What kinds of words are called in a claim that counts them up (``{kinds}``), in the order to name them."""

    def limits_of(self, present: Iterable[str]) -> tuple[str, ...]:
        """What makes a claim with these signs weaker."""
        return (self.unknown_direction, *self.limits) if "direction_unknown" in present else self.limits

    def claim(self, theme: str, *, count: int, sender: str | None, towards: str, **more: str) -> str:
        """The sentence for so many messages by this account (as written), aimed so; ``more`` is further words."""
        template = self.themes[theme].one if count == 1 else self.themes[theme].several
        said_by = f" from {sender}" if sender else ""
        return template.format(count=count, sender=said_by, towards=self.towards[towards], **more)


@cache
def load_claims(path: Path) -> Claims:
    """The claims in a YAML file. Raises ``msgspec.ValidationError`` where the file is malformed."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Claims)
