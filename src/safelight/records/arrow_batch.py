"""From columns of records to the batch of a table."""

from array import array
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

import msgspec
import pyarrow as pa

from safelight.records.columns import PARTS, Columns
from safelight.records.identity import ID_DIGITS, record_ids
from safelight.records.runs import Shared, Texts
from safelight.records.schema import SCHEMA


def arrow_of(columns: Columns, exhibit: str, elsewhere: Mapping[str, str] = MappingProxyType({})) -> pa.Table:
    """The records as rows of ``records.schema``; ``row`` counts from zero within these columns.

    ``exhibit`` is the SHA-256 of the original; ``elsewhere`` are members that stand in others, and which. Raises
    ``ValueError`` or ``OverflowError`` where a value does not fit the schema.
    """
    rows = columns.rows
    made: dict[str, pa.Array[Any]] = {
        name: _array(getattr(columns, name), SCHEMA.field(name).type, rows) for name in PARTS if name != "extra"
    }
    made["row"] = pa.array(range(rows), SCHEMA.field("row").type)
    exhibits = [elsewhere.get(member, exhibit) for member in columns.member] if elsewhere else [exhibit]
    made["exhibit"] = _array(exhibits, SCHEMA.field("exhibit").type, rows)
    made["record_id"] = _ids(columns, exhibit)
    made["extra"] = _array(list(map(_extra, columns.extra)), SCHEMA.field("extra").type, rows)
    made["also"] = pa.nulls(rows, SCHEMA.field("also").type)
    return pa.Table.from_arrays([made[field.name] for field in SCHEMA], schema=SCHEMA)


def _array(values: Sequence[Any], kind: "pa.DataType", rows: int) -> "pa.Array[Any]":
    if isinstance(values, Texts):
        return _texts(values)
    if len(values) < rows:
        one = cast("pa.StringScalar", pa.scalar(values[0], kind))  # any scalar will do; the stubs want one kind
        return pa.repeat(one, rows)
    if isinstance(values, Shared):
        numbers = pa.Array.from_buffers(pa.uint32(), rows, [None, pa.py_buffer(values.numbers)])
        return pa.array(values.values, kind).take(numbers)
    if isinstance(values, array):
        return pa.Array.from_buffers(kind, rows, [None, pa.py_buffer(values)])
    return pa.array(values, kind)


def _texts(texts: Texts) -> "pa.Array[Any]":
    gaps = pa.array(texts.gaps, pa.uint8()).cast(pa.bool_()).buffers()[1] if texts.has_gaps else None
    parts = [gaps, pa.py_buffer(texts.starts), pa.py_buffer(texts.run)]
    return pa.Array.from_buffers(pa.string(), len(texts), parts)


def _ids(columns: Columns, exhibit: str) -> "pa.Array[Any]":
    ids = record_ids(
        exhibit,
        columns.member,
        columns.each(columns.offset),
        columns.each(columns.length),
        columns.pointer,
        columns.kind,
    )
    starts = array("i", range(0, len(ids) + 1, ID_DIGITS))
    parts = [None, pa.py_buffer(starts), pa.py_buffer(ids.encode())]
    return pa.Array.from_buffers(pa.string(), columns.rows, parts)


def _extra(extra: dict[str, str]) -> str | None:
    return msgspec.json.encode(extra).decode() if extra else None
