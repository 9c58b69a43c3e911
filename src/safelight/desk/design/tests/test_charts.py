"""Pictures say what the figures say, also to those who cannot see them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from safelight.desk.design.charts.bytes_accounted import bytes_accounted, slivers
from safelight.desk.design.charts.chart import Chart
from safelight.desk.design.charts.points import LOOKS
from safelight.desk.design.charts.rhythm import rhythm, step
from safelight.desk.design.charts.volume import Landmark, volume
from safelight.desk.design.tests.rendering import rendered_template
from safelight.records.tally import MemberTally, Outcome, Stretch, TallyBook
from safelight.signals.finding import Known

SVG = {"svg": "http://www.w3.org/2000/svg"}
weeks_of_counts = st.lists(st.lists(st.integers(0, 5000), min_size=24, max_size=24), min_size=7, max_size=7)


def figures(chart: Chart) -> list[list[int]]:
    return [[cell["text"] for cell in cells[1:]] for cells in chart.rows]


def shapes(chart: Chart, class_: str) -> list[etree._Element]:
    tree = etree.fromstring(str(chart.svg))
    return tree.xpath("//*[contains(concat(' ', @class, ' '), $wanted)]", wanted=f" {class_} ")


@settings(max_examples=15)
@given(weeks_of_counts)
def test_the_rhythm_keeps_every_count(counts: list[list[int]]) -> None:
    chart = rhythm(counts, title="When")

    assert [row[:-1] for row in figures(chart)] == counts
    assert [row[-1] for row in figures(chart)] == [sum(day) for day in counts]
    assert len(shapes(chart, "safelight-heat")) == 7 * 24 + 6


@given(st.integers(1, 10_000), st.data())
def test_more_is_never_paler(most: int, data: st.DataObject) -> None:
    fewer, more = sorted((data.draw(st.integers(0, most)), data.draw(st.integers(0, most))))

    assert step(fewer, most) <= step(more, most) <= 5
    assert (step(more, most) == 0) == (more == 0)
    assert step(most, most) == 5 or most < 5


def test_the_busiest_hour_is_said() -> None:
    counts = [[0] * 24 for _ in range(7)]
    counts[4][23], counts[2][9] = 15, 5

    assert rhythm(counts, title="When").description == (
        "20 messages. The busiest hour is Friday from 23:00, with 15. Between 22:00 and 06:00: 15 (75%)."
    )
    assert rhythm([[0] * 24] * 7, title="When").description == "No messages with a known time."


def test_a_rhythm_of_another_shape_is_refused() -> None:
    with pytest.raises(ValueError, match="7 days of 24 hours"):
        rhythm([[0] * 24] * 6, title="When")


@settings(max_examples=30)
@given(st.dictionaries(st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.integers(0, 900), max_size=40))
def test_weeks_run_without_a_gap_and_keep_every_message(messages: dict[date, int]) -> None:
    chart = volume(messages, {}, title="How much")

    assert sum(row[0] for row in figures(chart)) == sum(messages.values())
    assert len(shapes(chart, "safelight-chart__bar")) == len(chart.rows)
    if messages:
        assert len(chart.rows) >= (max(messages) - min(messages)).days // 7


def test_twenty_years_are_drawn_in_bars_of_several_weeks_and_lose_no_message() -> None:
    messages = {date(2006, 1, 2) + timedelta(weeks=week): week % 5 for week in range(1_040)}
    chart = volume(messages, {date(2025, 6, 1): 3}, title="How much")

    assert len(chart.rows) <= 160
    assert sum(row[0] for row in figures(chart)) == sum(messages.values())
    assert sum(row[1] for row in figures(chart)) == 3
    assert "The busiest 7 weeks begin" in chart.description


def test_findings_and_landmarks_are_marked() -> None:
    start = date(2026, 1, 5)
    messages = {start + timedelta(days=n): 3 for n in range(40)}
    landmarks = [Landmark(date(2026, 1, 20), "Asked them to stop & go")]
    chart = volume(messages, {start: 2, start + timedelta(days=8): 1}, title="How much", landmarks=landmarks)

    assert len(shapes(chart, "safelight-chart__mark")) == 2
    assert len(shapes(chart, "safelight-chart__landmark")) == 1
    assert "Asked them to stop &amp; go" in chart.svg


def test_one_failed_byte_among_millions_is_seen() -> None:
    book = TallyBook()
    book.read(0, 5_000_000)
    book.fail(5_000_000, 1, "Not a character.")
    book.read(5_000_001, 5_000_000)
    drawn = slivers(book.close(10_000_001), 10_000_001)

    assert drawn.count(Outcome.FAILED) == 1
    assert drawn.count(Outcome.READ) == len(drawn) - 1


@given(st.lists(st.tuples(st.sampled_from(Outcome), st.integers(1, 400)), min_size=1, max_size=30))
def test_slivers_show_every_outcome_that_nothing_worse_hides(parts: list[tuple[Outcome, int]]) -> None:
    stretches, at = [], 0
    for outcome, length in parts:
        stretches.append(Stretch(at, length, outcome))
        at += length
    drawn = slivers(stretches, at)

    assert len(drawn) == 160
    worst = max(parts, key=lambda part: list(Outcome).index(part[0]))[0]
    assert worst in drawn


def test_the_tally_names_members_as_text_and_never_as_markup() -> None:
    member = MemberTally("<b>chat</b> & co.txt", 0, "", "", (), 0, ())
    chart = bytes_accounted([member], title="Bytes")

    assert "&lt;b&gt;chat&lt;/b&gt; &amp; co.txt" in chart.svg
    assert figures(chart) == [[0, 0, 0, 0]]


def test_a_picture_has_a_name_a_description_and_its_table() -> None:
    chart = rhythm([[1] * 24] * 7, title="When messages came")
    page = etree.HTML(rendered_template('<c-safelight.chart :chart="chart" />', chart=chart))
    tree = etree.fromstring(str(chart.svg))

    named = tree.get("aria-labelledby").split()
    assert [tree.xpath("//*[@id=$id]/text()", id=each) for each in named] == [[chart.title], [chart.description]]
    assert len(page.xpath("//details//table/tbody/tr")) == 7
    assert not page.xpath("//@style")


def test_the_three_values_differ_by_sign_and_word_not_by_colour_alone() -> None:
    assert set(LOOKS) == set(Known)
    assert len({look.sign for look in LOOKS.values()}) == 3
    assert len({str(look.word) for look in LOOKS.values()}) == 3


def test_large_numbers_are_told_in_groups_and_one_member_is_not_members() -> None:
    read = Stretch(0, 19_770, Outcome.READ, "")
    one = bytes_accounted([MemberTally("a.txt", 19_770, "", "", (), 0, (read,))], title="Bytes")
    assert one.description.startswith("19,770 bytes in one member: 19,770 read")
    assert rhythm([[500] * 24] * 7, title="When").description.startswith("84,000 messages.")
