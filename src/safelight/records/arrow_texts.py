"""Texts of a table's batch: those that came in runs of bytes, and what else records say as JSON."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from safelight.records.extras import Extras, Words
from safelight.records.runs import Shared, Texts

_SPACE = ord(" ")
_EMPTY, _NOTHING = pa.scalar("{}"), pa.scalar(None, pa.string())
_joined: Callable[..., "pa.Array[Any]"] = pc.binary_join_element_wise
"""Its last argument stands between the others; the stubs want all of them as arrays."""


def texts_of(texts: Texts) -> "pa.Array[Any]":
    """The same bytes, as a column."""
    gaps = pa.array(texts.gaps, pa.uint8()).cast(pa.bool_()).buffers()[1] if texts.has_gaps else None
    parts = [gaps, pa.py_buffer(texts.starts.data), pa.py_buffer(texts.run)]
    return pa.Array.from_buffers(pa.string(), len(texts), parts)


def numbers_of(shared: Shared[Any]) -> "pa.Array[Any]":
    """For each row the number of its value."""
    return pa.Array.from_buffers(pa.uint32(), len(shared), [None, pa.py_buffer(shared.numbers)])


def extras_of(extras: Sequence[dict[str, str]], rows: int) -> "pa.Array[Any]":
    """Objects of names and texts as JSON, one for each row or one for all of them; null for an empty one."""
    if not isinstance(extras, Extras):
        if len(extras) == rows:
            return pa.array(list(map(_written, extras)), pa.string())
        one = pa.scalar(_written(extras[0]), pa.string())
        return pa.repeat(one, rows)
    objects = _objects(extras.columns, rows)
    if extras.apart:
        is_apart = pa.array([row in extras.apart for row in range(rows)])
        apart = [_written(extras.apart[row]) for row in sorted(extras.apart)]
        objects = pc.replace_with_mask(objects, is_apart, pa.array(apart, pa.string()))
    return objects


def _objects(columns: Mapping[str, Words], rows: int) -> "pa.Array[Any]":
    """Objects with a member for each text that is there."""
    full = next((place for place, column in enumerate(columns.values()) if _is_as_it_is(column)), None)
    if full is None:
        return _objects_of_some(columns, rows)
    # From one that is always there the others know on which side of them a comma stands.
    parts, literal = [], "{"
    for place, (name, column) in enumerate(columns.items()):
        before, after = ("", ",") if place < full else ("," if place > full else "", "")
        if isinstance(column, Texts) and _is_as_it_is(column):
            parts += [f'{literal}{before}{_json(name)}:"', texts_of(column)]
            literal = f'"{after}'
        else:
            parts += [literal, _members(before, name, column, after).fill_null("")]
            literal = ""
    return _joined(*parts, literal + "}", "")


def _objects_of_some(columns: Mapping[str, Words], rows: int) -> "pa.Array[Any]":
    """The same where no member is always there: null where none is."""
    if not columns:
        return pa.nulls(rows, pa.string())
    members = [_members("", name, column, ",").fill_null("") for name, column in columns.items()]
    # Each ends with a comma, so what is cut off after the last is no part of a text.
    objects = _joined("{", pc.ascii_rtrim(_joined(*members, ""), characters=","), "}", "")
    return cast("pa.Array[Any]", pc.if_else(pc.equal(objects, _EMPTY), _NOTHING, objects))


def _is_as_it_is(column: Words) -> bool:
    """Whether each row has a text, and JSON holds them as they are."""
    return isinstance(column, Texts) and not column.has_gaps and not _is_escaped(column.run)


def _is_escaped(run: bytes) -> bool:
    """Whether JSON does not hold these as they are: quotes, backslashes and what stands before the space."""
    least = int(np.frombuffer(run, np.uint8).min(initial=_SPACE))
    return least < _SPACE or b'"' in run or b"\\" in run


def _members(before: str, name: str, column: Words, after: str) -> "pa.Array[Any]":
    """A name and texts as JSON writes them, between these; null where there is no text."""
    if isinstance(column, Texts) and not _is_escaped(column.run):
        begin = f'{before}{_json(name)}:"'
        return _joined(begin, texts_of(column), f'"{after}', "")
    texts = column if isinstance(column, Texts) else column.values
    members = [None if text is None else f"{before}{_json(name)}:{_json(text)}{after}" for text in texts]
    made = pa.array(members, pa.string())
    return made if isinstance(column, Texts) else made.take(numbers_of(column))


def _json(text: str) -> str:
    return msgspec.json.encode(text).decode()


def _written(extra: dict[str, str]) -> str | None:
    return msgspec.json.encode(extra).decode() if extra else None
