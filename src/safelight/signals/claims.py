"""What findings say: sentences from a file beside each signal, never made up on the way."""

from functools import cache
from pathlib import Path

import msgspec
import yaml

from safelight.signals.finding import Gap, Severity


class Theme(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of claim. ``offences`` maps offence ids to what is said of each point that the words bear on."""

    one: str
    """The claim for one message; ``{towards}`` stands for whom it is aimed at."""
    several: str
    """The claim for ``{count}`` messages."""
    severity: Severity
    flags: tuple[str, ...] = ()
    offences: dict[str, dict[str, str]] = msgspec.field(default_factory=dict)
    missing: tuple[Gap, ...] = ()


class Claims(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All claims of a signal, the gravest theme first."""

    towards: dict[str, str]
    themes: dict[str, Theme]
    limits: tuple[str, ...]

    def claim(self, theme: str, *, count: int, towards: str) -> str:
        """The sentence for so many messages aimed so."""
        template = self.themes[theme].one if count == 1 else self.themes[theme].several
        return template.format(count=count, towards=self.towards[towards])


@cache
def load_claims(path: Path) -> Claims:
    """The claims in a YAML file. Raises ``msgspec.ValidationError`` where the file is malformed."""
    return msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Claims)
