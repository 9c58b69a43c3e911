"""What a bundle says about itself: ``bundle.json``."""

import json
import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

FORMAT = "safelight-bundle/1"
OWN_FOLDER = "ledger/"
OWN_FILES = frozenset({"bundle.json", "bundle.note", "index.html", "verify.py"})
_PATH = re.compile(r"(?=.{1,200}$)([A-Za-z0-9_][A-Za-z0-9._-]*/)*[A-Za-z0-9_][A-Za-z0-9._-]*")
_RESERVED = re.compile(r"(?:^|/)(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|/|$)|\.(?:/|$)", re.IGNORECASE)


class BundleRefused(ValueError):
    """A bundle cannot be made like this. The message is a sentence; nothing was left behind."""


class BundleExhibit(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An exhibit that the bundle is about, whether or not its bytes are in it."""

    reference: str
    """The exhibit reference, for example ``AB/1``."""
    sha256: str
    """Of the original bytes; lower-case hexadecimal."""
    blake3: str
    size: int
    """Bytes of the original."""
    path: str | None = None
    """Where in the bundle the original bytes lie, if they do."""


class BundleFile(msgspec.Struct, frozen=True):
    """One file of a bundle."""

    path: str
    sha256: str
    size: int


class BundleContents(msgspec.Struct, frozen=True, kw_only=True):
    """What the maker of a bundle says about it."""

    case: str
    """How people refer to the case."""
    description: dict[str, object]
    """What was asked for, above all the query; text, whole numbers, true, false, null, lists and objects."""
    exhibits: Sequence[BundleExhibit] = ()
    entries: Sequence[int] = ()
    """Indices of the ledger entries that belong to it: continuity, looks, decisions."""


def check_path(path: str) -> None:
    """Raises ``BundleRefused`` for a name that not every system and every zip reader takes the same way."""
    if not _PATH.fullmatch(path) or _RESERVED.search(path):
        raise BundleRefused(
            "A file of a bundle is named with letters, digits, full stops, hyphens and low lines only, in 200 "
            "characters at most. Nothing was written."
        )
    if path.lower() in OWN_FILES or path.lower().startswith(OWN_FOLDER):
        raise BundleRefused(f"The name {path} is taken by the bundle itself. Nothing was written.")


def written(contents: BundleContents, files: Sequence[BundleFile], *, made_at: datetime, ledger_key: str) -> bytes:
    """The canonical bytes of ``bundle.json``: UTF-8, keys sorted, no white space. Raises ``BundleRefused``."""
    value = {
        "format": FORMAT,
        "made_at": made_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "case": contents.case,
        "description": contents.description,
        "exhibits": [msgspec.to_builtins(each) for each in contents.exhibits],
        "files": [msgspec.to_builtins(each) for each in sorted(files, key=lambda each: each.path)],
        "ledger": {"entries": sorted(set(contents.entries)), "key": ledger_key},
    }
    _check_plain(value)
    try:
        text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return text.encode("utf-8")
    except (UnicodeError, RecursionError) as problem:
        raise BundleRefused(
            "The description of the bundle holds text that cannot be written as UTF-8. Nothing was written."
        ) from problem


_LARGEST = 10**14 - 1
"""Whole numbers up to here have one spelling that every program reads alike (RFC 8259, section 6)."""


def _check_plain(value: object) -> None:
    if isinstance(value, dict):
        for name, each in value.items():
            if not isinstance(name, str):
                raise BundleRefused("The description of a bundle names things by text only. Nothing was written.")
            _check_plain(each)
    elif isinstance(value, list | tuple):
        for each in value:
            _check_plain(each)
    elif not (value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) <= _LARGEST)):
        raise BundleRefused(
            "The description of a bundle holds text, whole numbers, true, false and null only. Nothing was "
            "written."
        )
