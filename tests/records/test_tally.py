"""Every byte ends as read, skipped or failed, and the account adds up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safelight.records.tally import MemberTally, Outcome, Stretch, Tally, TallyBook

entries = st.lists(
    st.tuples(st.sampled_from(["read", "skip", "fail"]), st.integers(0, 5), st.integers(0, 50)), max_size=30
)


@given(entries, st.integers(0, 20))
def test_whatever_a_reader_notes_the_account_covers_the_member_exactly(noted, left_over):
    book = TallyBook()
    for outcome, gap, length in noted:
        if outcome == "read":
            book.read(book.end + gap, length)
        else:
            getattr(book, outcome)(book.end + gap, length, f"because {gap}")
    size = book.end + left_over
    position = 0
    for stretch in book.close(size):
        assert stretch.offset == position
        assert stretch.length > 0
        position += stretch.length
    assert position == size


def test_bytes_nobody_mentioned_count_as_failed_never_as_read():
    book = TallyBook()
    book.read(4, 6)
    assert book.close(12) == (
        Stretch(0, 4, Outcome.FAILED, "The reader passed over these bytes."),
        Stretch(4, 6, Outcome.READ),
        Stretch(10, 2, Outcome.FAILED, "The reader did not account for these bytes."),
    )


def test_neighbours_with_one_outcome_become_one_stretch():
    book = TallyBook()
    for offset in range(0, 100, 10):
        book.read(offset, 10)
    assert book.close(100) == (Stretch(0, 100, Outcome.READ),)


def test_a_byte_cannot_be_accounted_for_twice():
    book = TallyBook()
    book.read(0, 10)
    with pytest.raises(ValueError, match="already accounted for"):
        book.skip(5, 10, "twice")


def test_an_account_longer_than_its_member_is_refused():
    book = TallyBook()
    book.read(0, 10)
    with pytest.raises(ValueError, match="member of 9 bytes"):
        book.close(9)


def test_an_exhibit_was_read_only_if_each_member_had_a_reader_and_no_byte_failed():
    read = MemberTally("a", 3, "00", "whatsapp-text", (), 1, (Stretch(0, 3, Outcome.READ),))
    unknown = MemberTally("b", 0, "00", "", ("empty",), 0, ())
    assert Tally((read,)).everything_was_read
    assert not Tally((read, unknown)).everything_was_read
