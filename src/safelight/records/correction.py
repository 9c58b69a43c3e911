"""What a person reads where a machine read a picture."""

from collections.abc import Mapping

import msgspec
import polars as pl

from safelight.records.record import Direction


class Correction(msgspec.Struct, frozen=True):
    """Words, sender and side of one record as a person reads them; ``sender`` is empty where none is shown."""

    text: str
    sender: str
    direction: Direction


def as_people_read(table: pl.DataFrame, corrections: Mapping[str, Correction]) -> pl.DataFrame:
    """The table with the readings of people, by record id, in place of the machine's. The table itself stays."""
    there = (
        {name: one for name, one in corrections.items() if name in set(table["record_id"])} if corrections else {}
    )
    if not there:
        return table
    given = pl.DataFrame(
        [(name, one.text, one.sender or None, one.direction.value) for name, one in there.items()],
        schema={"record_id": pl.String, "text_": pl.String, "sender_": pl.String, "direction_": pl.String},
        orient="row",
    )
    joined = table.join(given.with_columns(is_read=True), on="record_id", how="left", maintain_order="left")
    return table.with_columns(
        joined.select(
            pl.when("is_read").then(f"{name}_").otherwise(name).alias(name)
            for name in ("text", "sender", "direction")
        )
    )
