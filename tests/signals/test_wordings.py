"""Texts are made ready for patterns once: what is shared by all signals tells the same as looking anew."""

import gc

import polars as pl
from tests.signals.frames import frame

from safelight.signals.latest import Latest
from safelight.signals.said import said_in
from safelight.signals.wordings import Wordings


def test_each_wording_is_looked_at_once_and_stands_where_it_was_said():
    wordings = Wordings(pl.Series(["ok", "see you", "ok", None, "OK"]))
    assert [wordings.text(number) for number in range(len(wordings))] == ["ok", "see you", "", "OK"]
    assert [list(wordings.rows(number)) for number in range(len(wordings))] == [[0, 2], [1], [3], [4]]
    assert list(wordings.low()) == [b"ok", b"see you", b"", b"ok"]


def test_what_may_be_disguised_has_a_shadow():
    wordings = Wordings(pl.Series(["ill k1ll you", "bring milk"]))
    assert dict(wordings.dark()) == {0: b"ill kill you"}


def test_a_table_is_put_in_order_once():
    table = frame([(1.0, "me", "later"), (0.0, "x", "first"), (2.0, "x", None)])
    said = said_in(table)
    assert said_in(table) is said
    assert list(said.texts) == ["first", "later"]
    assert list(said.records[1:]) == ["chat-00000"]
    assert (list(said.starts), list(said.ends), list(said.people)) == ([0, 0], [2, 2], [2, 2])


def test_nothing_is_remembered_of_a_table_that_is_gone():
    made = []

    def made_of(table: pl.DataFrame, step: int) -> list[int]:
        made.append(table.height + step)
        return list(made)

    latest = Latest(made_of)
    table = pl.DataFrame({"a": [1, 2]})
    first = latest.of(table, 1)
    assert latest.of(table, 1) is first
    assert latest.of(table, 2) is not first
    assert made == [3, 4]
    del table
    gc.collect()
    assert latest._known is None
