"""Values of a column found by their place tell the same as the column laid out anew."""

import polars as pl

from safelight.signals import cells
from safelight.signals.cells import Cells


def test_values_stand_in_their_order(monkeypatch):
    monkeypatch.setattr(cells, "_AT_ONCE", 2)
    found: Cells[str | None] = Cells(pl.Series(["c", "a", None, "b"]), pl.Series([1, 3, 0, 2], dtype=pl.UInt32))
    assert len(found) == 4
    assert list(found) == ["a", "b", "c", None]
    assert [found[0], found[-2], found[3]] == ["a", "c", None]
    assert list(found[1:3]) == found[1:3].column().to_list() == ["b", "c"]
