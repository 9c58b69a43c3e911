"""What people read on pictures takes the machine's place for signals, row by row."""

import polars as pl

from safelight.records.correction import Correction, as_people_read
from safelight.records.record import Direction


def table() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "row": [0, 1, 2],
            "record_id": ["a", "b", "c"],
            "text": ["one", "tw0", None],
            "sender": ["Rhys", "Rhys", None],
            "direction": ["unknown", "unknown", "unknown"],
        }
    )


def test_only_the_corrected_rows_change_and_the_order_stays() -> None:
    read = as_people_read(table(), {"b": Correction("two", "", Direction.TOWARDS_OWNER)})
    assert read.rows() == [
        (0, "a", "one", "Rhys", "unknown"),
        (1, "b", "two", None, "towards_owner"),
        (2, "c", None, None, "unknown"),
    ]


def test_corrections_of_records_that_are_not_there_change_nothing() -> None:
    assert as_people_read(table(), {"z": Correction("x", "y", Direction.UNKNOWN)}).equals(table())
