"""The elements of a JSON list, whatever they are, each with its own bytes."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from safelight.readers.json_bytes import JsonBytes
from safelight.readers.json_value import UNDECODABLE, decode

_BETWEEN = re.compile(r"[ \t\r\n,]*")


class JsonRow(NamedTuple):
    """One element: the bytes ``start`` to ``end`` of the member, and what they say; ``None`` where undecodable."""

    start: int
    end: int
    value: Any


def rows_in(data: JsonBytes, start: int, end: int) -> Iterator[JsonRow]:
    """Every element of the list that is ``data[start:end]``, a whole JSON list."""
    text = data[start:end].decode("latin-1")
    step_over = json.JSONDecoder(strict=False).raw_decode
    at = _past(text, 1)
    while at < len(text) - 1:
        try:
            stop = step_over(text, at)[1]
        except UNDECODABLE:
            yield JsonRow(start + at, end - 1, None)
            return
        said = decode(data[start + at : start + stop])
        yield JsonRow(start + at, start + stop, said.value if said else None)
        at = _past(text, stop)


def _past(text: str, at: int) -> int:
    match = _BETWEEN.match(text, at)
    return match.end() if match else at
