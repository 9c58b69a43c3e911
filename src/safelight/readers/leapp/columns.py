"""The names of columns from ``columns.yaml``, ready to be asked."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files

import yaml

from safelight.records.record import Direction

_PACK = yaml.safe_load(files(__package__).joinpath("columns.yaml").read_text("utf-8"))
_PUNCTUATION = re.compile(r"[^\w\s/-]+")
_BLANKS = re.compile(r"[\s_]+")
_COLUMNS: Mapping[str, list[str]] = _PACK["columns"]
_ABOUT_MESSAGES = frozenset(_PACK["about_messages"])
_FROM_OWNER = frozenset(_PACK["directions"]["from_owner"])
_TOWARDS_OWNER = frozenset(_PACK["directions"]["towards_owner"])
_MISSED = frozenset(_PACK["directions"]["missed"])


def key_of(name: str) -> str:
    """A name as the pack writes it: LAVA's own names are lower case with underscores, tables keep the tool's."""
    return _BLANKS.sub(" ", _PUNCTUATION.sub("", name)).strip().lower()


def roles_of(names: Iterable[str]) -> dict[str, str]:
    """What each column is for, by role; the first name in the pack's order wins."""
    by_key = {key_of(name): name for name in reversed(list(names))}
    found = {role: next((by_key[key] for key in keys if key in by_key), "") for role, keys in _COLUMNS.items()}
    return {role: name for role, name in found.items() if name}


def are_about_messages(names: Iterable[str]) -> bool:
    """Whether the rows tell something about messages (a reaction, a count), and are none themselves."""
    return not _ABOUT_MESSAGES.isdisjoint(map(key_of, names))


def is_named(artifact: str, sort: str) -> bool:
    """Whether the tool's own name of an artifact holds one of the pack's words for a sort."""
    words = f" {re.sub(r'[^a-z0-9-]+', ' ', artifact.lower())} "
    return any(f" {word} " in words for word in _PACK["names"][sort])


def direction_of(said: str) -> Direction:
    """From what a column of directions says; unknown where it says anything else."""
    key = key_of(said)
    if key in _FROM_OWNER:
        return Direction.FROM_OWNER
    return Direction.TOWARDS_OWNER if key in _TOWARDS_OWNER else Direction.UNKNOWN


def is_missed(said: str) -> bool:
    """Whether a call's direction says that it was missed."""
    return key_of(said) in _MISSED
