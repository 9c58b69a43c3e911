"""The one schema of every table of records, column by column, with units."""

from typing import Any

import pyarrow as pa

# Arrow's own allocator holds on to what was let go of: a quarter of the peak of a table with a million rows.
pa.set_memory_pool(pa.system_memory_pool())

_TEXT = pa.string()
_MOMENT = pa.timestamp("us", tz="UTC")

ALSO = pa.struct(
    [
        pa.field("record_id", _TEXT),
        pa.field("exhibit", _TEXT),
        pa.field("member", _TEXT),
        pa.field("offset", pa.int64()),  # bytes
        pa.field("length", pa.int64()),  # bytes
        pa.field("pointer", _TEXT),
        pa.field("seconds_apart", pa.int32()),  # by how much its clock is ahead of the one kept
    ]
)
"""Where else the same message stands."""

_FIELDS: "list[pa.Field[Any]]" = [
    pa.field("row", pa.uint32(), nullable=False),  # dense, in file order: a page is a slice
    pa.field("record_id", _TEXT, nullable=False),  # 32 hexadecimal digits
    pa.field("exhibit", _TEXT, nullable=False),  # SHA-256 of the original, hexadecimal
    pa.field("member", _TEXT, nullable=False),
    pa.field("offset", pa.int64(), nullable=False),  # bytes from the start of the member
    pa.field("length", pa.int64(), nullable=False),  # bytes
    pa.field("pointer", _TEXT),
    pa.field("kind", _TEXT, nullable=False),
    pa.field("at", _MOMENT),
    pa.field("at_quality", _TEXT, nullable=False),
    pa.field("at_other", _MOMENT),
    pa.field("at_text", _TEXT),
    pa.field("platform", _TEXT),
    pa.field("thread", _TEXT),
    pa.field("sender", _TEXT),
    pa.field("recipients", pa.list_(_TEXT)),
    pa.field("direction", _TEXT, nullable=False),
    pa.field("text", _TEXT),
    pa.field("state", _TEXT, nullable=False),
    pa.field("attachments", pa.list_(_TEXT)),
    pa.field("reply_to", _TEXT),
    pa.field("doubts", pa.list_(_TEXT)),
    pa.field("extra", _TEXT),  # a JSON object, by the source's own names
    pa.field("also", pa.list_(ALSO)),  # of a case's table: the same message elsewhere, counted once, here
]

SCHEMA = pa.schema(_FIELDS)

ROW_GROUP_ROWS = 32_768
"""Small row groups keep a page of 50 adjacent rows at a few milliseconds (reference/stack.md, section 3)."""
