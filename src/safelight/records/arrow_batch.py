"""From columns of records to the batch of a table."""

from array import array
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pyarrow as pa

from safelight.records.arrow_texts import extras_of, numbers_of, texts_of
from safelight.records.columns import PARTS, Columns
from safelight.records.identity import ID_DIGITS, record_ids
from safelight.records.runs import Shared, Texts
from safelight.records.schema import SCHEMA

_NUMBER_BYTES = 4


def arrow_of(columns: Columns, exhibit: str, elsewhere: Mapping[str, str] = MappingProxyType({})) -> pa.Table:
    """The records as rows of ``records.schema``; ``row`` counts from zero within these columns.

    ``exhibit`` is the SHA-256 of the original; ``elsewhere`` are members that stand in others, and which. Raises
    ``ValueError`` or ``OverflowError`` where a value does not fit the schema.
    """
    rows = columns.rows
    made: dict[str, pa.Array[Any]] = {
        name: _array(getattr(columns, name), SCHEMA.field(name).type, rows) for name in PARTS if name != "extra"
    }
    counted = pa.py_buffer(np.arange(rows, dtype=np.uint32).data)
    made["row"] = pa.Array.from_buffers(SCHEMA.field("row").type, rows, [None, counted])
    exhibits = [elsewhere.get(member, exhibit) for member in columns.member] if elsewhere else [exhibit]
    made["exhibit"] = _array(exhibits, SCHEMA.field("exhibit").type, rows)
    made["record_id"] = _ids(columns, exhibit)
    made["extra"] = extras_of(columns.extra, rows)
    made["also"] = pa.nulls(rows, SCHEMA.field("also").type)
    return pa.Table.from_arrays([made[field.name] for field in SCHEMA], schema=SCHEMA)


def _array(values: Sequence[Any], kind: "pa.DataType", rows: int) -> "pa.Array[Any]":
    if isinstance(values, Texts):
        return texts_of(values)
    if len(values) < rows and pa.types.is_list(kind):
        return pa.array(values, kind).take(numbers_of(Shared(values, array("I", bytes(_NUMBER_BYTES * rows)))))
    if len(values) < rows:
        one = cast("pa.StringScalar", pa.scalar(values[0], kind))  # any scalar will do; the stubs want one kind
        return pa.repeat(one, rows)
    if isinstance(values, Shared):
        return pa.array(values.values, kind).take(numbers_of(values))
    if isinstance(values, array):
        return pa.Array.from_buffers(kind, rows, [None, pa.py_buffer(values)])
    return pa.array(values, kind)


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
