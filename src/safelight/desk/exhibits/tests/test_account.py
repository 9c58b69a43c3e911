"""Why bytes were not read: every one of them, each reason once."""

from hypothesis import given
from hypothesis import strategies as st

from safelight.desk.exhibits.account import accounted, causes_of
from safelight.records.tally import MemberTally, Outcome, Stretch, Tally


def member_of(stretches: list[tuple[Outcome, int]], reader: str = "a-reader") -> MemberTally:
    offset, placed = 0, []
    for outcome, length in stretches:
        reason = "" if outcome is Outcome.READ else f"Because {length % 3}."
        placed.append(Stretch(offset, length, outcome, reason))
        offset += length
    return MemberTally("chat.txt", offset, "", reader, (), 0, tuple(placed))


members = st.lists(st.tuples(st.sampled_from(Outcome), st.integers(1, 10**9)), max_size=30).map(member_of)


@given(members)
def test_causes_account_for_every_byte_not_read(member):
    causes = causes_of(member)
    assert sum(cause.bytes for cause in causes) == member.size - member.bytes_by(Outcome.READ)
    assert len({(cause.outcome, cause.reason) for cause in causes}) == len(causes)


def test_a_reader_is_called_by_its_title_and_no_reader_by_nothing():
    read, unread = accounted(Tally((member_of([], "whatsapp-text"), member_of([], ""))))
    assert "WhatsApp" in read.reader
    assert unread.reader == ""


def test_a_reason_said_with_its_bytes_is_said_once():
    stretch = Stretch(0, 9, Outcome.FAILED, "Nobody knows it.")
    member = MemberTally("a", 9, "", "", ("Nobody knows it.", "Its name is odd."), 0, (stretch,))
    (shown,) = accounted(Tally((member,)))
    assert shown.reasons == ["Its name is odd."]
    assert [cause.reason for cause in shown.causes] == ["Nobody knows it."]
