import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.readers.csv_rows import Table, rows_of
from safelight.readers.reader import UnknownLayout
from safelight.records.record import Doubt
from safelight.records.tally import Outcome, TallyBook

fields = st.text(st.sampled_from('ab,"\r\n é'), max_size=6)
tables = st.lists(st.lists(fields, min_size=2, max_size=4), max_size=5)


@given(tables, st.sampled_from(["\r\n", "\n", "\r"]))
def test_rows_come_back_as_any_writer_wrote_them(rows: list[list[str]], ending: str) -> None:
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(rows)
    data = written.getvalue().encode()
    found = list(rows_of(data))
    assert [list(row.fields) for row in found] == rows
    assert "".join(data[row.start : row.end].decode() for row in found).encode() == data


@given(st.text(st.sampled_from('ab,"\r\n'), max_size=20))
def test_any_text_is_cut_without_gaps(text: str) -> None:
    end = 0
    for row in rows_of(text.encode()):
        assert row.start == end
        assert row.end > end
        end = row.end


def test_a_name_met_twice_hides_no_field() -> None:
    (entry,) = Table(b"a,b,a\n1,2,3\n").entries(TallyBook())
    assert entry.value == {"a": "1", "b": "2", "a (column 3)": "3"}


def test_a_header_of_nothing_but_commas_ends_in_good_time() -> None:
    assert len(Table(b"," * 200_000).names) == 200_001


def test_a_field_never_closed_is_failed_and_what_came_before_is_kept() -> None:
    data = b'a,b\n1,2\n3,"cut\n4,5\n'
    book = TallyBook()
    assert [entry.value for entry in Table(data).entries(book)] == [{"a": "1", "b": "2"}]
    *_, last = book.close(len(data))
    assert (last.offset, last.outcome) == (8, Outcome.FAILED)


def test_bytes_that_are_no_utf8_are_doubted_not_lost() -> None:
    (entry,) = Table(b"a\n\xff\n").entries(TallyBook())
    assert entry.value == {"a": "\\xff"}
    assert entry.doubts == (Doubt.NOT_UTF8,)


def test_utf16_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownLayout, match="UTF-16"):
        list(rows_of(b"\xff\xfea\x00"))
