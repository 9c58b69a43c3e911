"""A made-up file and the reader it is for."""

from collections.abc import Callable
from types import ModuleType
from typing import NamedTuple

from safelight.records.record import Record


def text_in(record: Record) -> str | None:
    """Where the words of a message end up."""
    return record.text


class Made(NamedTuple):
    """A reader, the name of its file, and a file that holds one entry for each text."""

    reader: ModuleType
    path: str
    export: Callable[[list[str]], bytes]
    words: Callable[[Record], str | None] = text_in
    is_named: bool = False
    """Whether only the file's name tells what it is."""


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
