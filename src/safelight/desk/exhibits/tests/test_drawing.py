"""The picture of the tally: nothing that failed is too small to see."""

from hypothesis import given
from hypothesis import strategies as st

from safelight.desk.exhibits.drawing import WIDTH, bars_of, causes_of
from safelight.records.tally import MemberTally, Outcome, Stretch


def member_of(stretches: list[tuple[Outcome, int]]) -> MemberTally:
    offset, placed = 0, []
    for outcome, length in stretches:
        placed.append(
            Stretch(offset, length, outcome, "" if outcome is Outcome.READ else f"Because {length % 3}.")
        )
        offset += length
    return MemberTally("chat.txt", offset, "", "a-reader", (), 0, tuple(placed))


members = st.lists(st.tuples(st.sampled_from(Outcome), st.integers(1, 10**9)), max_size=30).map(member_of)


@given(members)
def test_bars_fill_the_width_in_order_and_show_every_outcome(member):
    bars = bars_of(member)
    assert [bar.start for bar in bars] == [sum(bar.width for bar in bars[:i]) for i in range(len(bars))]
    assert sum(bar.width for bar in bars) == (WIDTH if member.size else 0)
    if any(stretch.outcome is Outcome.FAILED for stretch in member.stretches):
        assert any(bar.outcome is Outcome.FAILED for bar in bars)


@given(members)
def test_causes_account_for_every_byte_not_read(member):
    causes = causes_of(member)
    assert sum(cause.bytes for cause in causes) == member.size - member.bytes_by(Outcome.READ)
    assert len({(cause.outcome, cause.reason) for cause in causes}) == len(causes)


def test_one_lost_byte_in_a_gigabyte_is_seen():
    member = member_of([(Outcome.READ, 10**9), (Outcome.FAILED, 1), (Outcome.READ, 10**9)])
    assert [bar.outcome for bar in bars_of(member)] == [Outcome.READ, Outcome.FAILED, Outcome.READ]
