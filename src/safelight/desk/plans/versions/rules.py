"""The table of versions, read from ``rules.yaml``."""

from functools import cache
from pathlib import Path

import msgspec
import yaml

RULES = Path(__file__).parent / "rules.yaml"


class Kind(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A kind of words that may have to stay out, and what stands in their place."""

    id: str
    instead_en: str
    instead_cy: str

    def instead(self, language: str) -> str:
        """What stands there in this language."""
        return self.instead_cy if language == "cy" else self.instead_en


class VersionRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one reader's version holds and never holds."""

    reader: str
    parts: tuple[str, ...]
    never: tuple[str, ...]
    languages: tuple[str, ...]
    forms: tuple[str, ...]
    leaves_out_lines_with: str = ""
    is_neutral: bool = False
    most_actions: int = 0


class Rules(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table."""

    kinds: tuple[Kind, ...]
    versions: tuple[VersionRule, ...]
    give_away: str
    """Words divided by spaces; a star stands for any ending."""

    def version(self, reader: str) -> VersionRule | None:
        """The rule for a reader; nothing where there is no such reader."""
        return next((one for one in self.versions if one.reader == reader), None)

    def kind(self, id: str) -> Kind:  # noqa: A002 - the table's own word
        """The kind with this id."""
        return next(one for one in self.kinds if one.id == id)


@cache
def rules() -> Rules:
    """The table as it ships with this version."""
    return msgspec.convert(yaml.safe_load(RULES.read_text(encoding="utf-8")), Rules)
