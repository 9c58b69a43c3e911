"""Packs: versioned, dated, sourced files of knowledge, and the loader that refuses a bad one in a sentence."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

PACKS = Path(__file__).parent / "packs"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Content = TypeVar("Content", bound="Pack")
WHERE = re.compile(r"^(?P<what>.*) - at `\$(?P<path>.*)`$", re.DOTALL)
ROW = re.compile(r"\.(?P<list>\w+)\[(?P<number>\d+)\]")


class PackRefused(Exception):
    """A pack cannot be used. The message says which file, which row, and what is wrong with it."""


class Source(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where knowledge comes from, and on which day somebody read it there."""

    id: str
    title: str
    address: str
    read_on: date


class Pack(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What every pack says of itself. ``valid_to`` is the last day it may be relied on without another look."""

    id: str
    title: str
    as_at: date
    valid_from: date
    valid_to: date | None = None
    sources: tuple[Source, ...]
    checked_by: str
    """Who checked it, or ``not yet checked by a lawyer``."""

    def is_expired(self, *, on: date) -> bool:
        """Whether the pack should have been looked at again before this day."""
        return self.valid_to is not None and self.valid_to < on

    def faults(self) -> list[str]:
        """What is wrong with the content beyond its shape, in sentences; empty where all is well."""
        return []


def load(path: Path, content: type[Content]) -> Content:
    """The pack in a file. Raises ``PackRefused`` with a sentence where it is missing, malformed or at odds."""
    pack = _loaded(path, content)
    assert isinstance(pack, content)
    return pack


@cache
def _loaded(path: Path, content: type[Pack]) -> Pack:
    pack = _shaped(_written(path), path, content)
    faults = _head_faults(pack) + pack.faults()
    if faults:
        message = f"The pack {path.name} cannot be used. " + " ".join(faults)
        raise PackRefused(message)
    return pack


def repeated(ids: list[str]) -> list[str]:
    """The ids that stand more than once, in order."""
    return sorted({one for one in ids if ids.count(one) > 1})


def _written(path: Path) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=LOADER)  # noqa: S506 - LOADER is a safe loader
    except OSError as fault:
        message = f"The pack {path.name} cannot be opened ({fault.strerror}). Put the file back or remove its use."
        raise PackRefused(message) from fault
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        mark = getattr(fault, "problem_mark", None)
        line = f" at line {mark.line + 1}" if mark is not None else ""
        message = f"The pack {path.name} is not readable YAML{line}. Correct that line and load it again."
        raise PackRefused(message) from fault


def _shaped(written: Any, path: Path, content: type[Content]) -> Content:
    try:
        return msgspec.convert(written, content)
    except msgspec.ValidationError as fault:
        message = f"The pack {path.name} cannot be used: {_sentence(str(fault), written)}"
        raise PackRefused(message) from fault


def _sentence(fault: str, written: Any) -> str:
    placed = WHERE.match(fault)
    if placed is None:
        return f"{fault}."
    rows = ROW.search(placed["path"])
    if rows is None:
        return f"{placed['what']} at {placed['path'].lstrip('.') or 'the top'}."
    number = int(rows["number"])
    name = written[rows["list"]][number]
    label = f" ({name['id']})" if isinstance(name, dict) and "id" in name else ""
    rest = placed["path"][rows.end() :].lstrip(".")
    return f"{rows['list']}, row {number + 1}{label}: {placed['what']}{' at ' + rest if rest else ''}."


def _head_faults(pack: Pack) -> list[str]:
    faults = []
    if pack.valid_to is not None and pack.valid_to < pack.valid_from:
        faults.append(f"It ends ({pack.valid_to}) before it starts ({pack.valid_from}).")
    if not pack.sources:
        faults.append("It names no source.")
    if not pack.checked_by.strip():
        faults.append('It does not say who checked it; write "not yet checked by a lawyer" if nobody has.')
    faults += [f"The source {one} stands twice." for one in repeated([source.id for source in pack.sources])]
    return faults
