import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.readers.made_returns import GOOGLE_COLUMNS, google_page, google_row, google_subscriber, google_table
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is, without_place

from safelight.readers import google_subscriber_html
from safelight.readers.reader import UnknownLayout
from safelight.records.record import AtQuality, Doubt, Kind
from safelight.records.tally import Outcome

ABOUT = (
    "<ul><li>Google Account ID: 123456</li><li>Name: Fern &amp; Co</li><li>e-Mail: fern@example.com</li>"
    "<li>Created on: 2019-01-02 03:04:05 Z</li><li>Services: Gmail, Maps</li></ul>"
)


def test_the_account_is_a_contact_with_all_that_is_said_of_it() -> None:
    page = google_page(ABOUT, google_table(GOOGLE_COLUMNS, [google_row("x")]))
    account, used = read_all(google_subscriber_html, page)[0]
    assert (account.kind, account.recipients) == (Kind.CONTACT, ("fern@example.com", "123456"))
    assert (account.extra["Name"], account.extra["relation"]) == ("Fern & Co", "own account")
    assert account.extra["Created on"] == "2019-01-02 03:04:05 Z"
    assert (used.kind, used.at_quality, used.extra["IP Address"]) == (Kind.SIGN_IN, AtQuality.EXACT, "192.0.2.7")


@settings(max_examples=20)
@given(columns=st.permutations(GOOGLE_COLUMNS))
def test_the_order_of_columns_does_not_matter(columns: list[str]) -> None:
    one, other = (
        read_all(google_subscriber_html, google_page(google_table(tuple(order), [google_row("x")])))[0]
        for order in (columns, GOOGLE_COLUMNS)
    )
    assert without_place(one) == without_place(other)


def test_other_lists_and_tables_are_kept_as_notices_under_their_headings() -> None:
    page = google_page(
        "<h3>PHONES</h3><ul><li>Recovery SMS: +44 7700 900101</li><li>nothing named</li></ul>",
        "<h3>DEVICES</h3><table><tr><td>Model</td></tr><tr><td>Phone</td><td>more</td></tr></table>",
    )
    phones, device = read_all(google_subscriber_html, page)[0]
    assert (phones.kind, phones.extra["section"], phones.extra["Recovery SMS"]) == (
        Kind.NOTICE,
        "PHONES",
        "+44 7700 900101",
    )
    assert phones.extra["(no name)"] == "nothing named"
    assert (device.kind, device.extra["Model"], device.extra["column 2"]) == (Kind.NOTICE, "Phone", "more")


def test_every_byte_of_the_page_is_read() -> None:
    page = google_page(ABOUT)
    assert bytes_by(read_all(google_subscriber_html, page)[1], Outcome.READ) == len(page)


def test_words_outside_every_list_are_not_lost_in_silence() -> None:
    stretches = read_all(google_subscriber_html, google_page(ABOUT, "<p>loose words</p>"))[1]
    assert any("outside every list" in stretch.reason for stretch in stretches)


def test_a_page_cut_in_a_row_keeps_what_is_there_and_doubts_it() -> None:
    page = google_page(google_table(GOOGLE_COLUMNS, [google_row("first"), google_row("second")]))
    records = read_all(google_subscriber_html, page[: page.index(b"second") + 3])[0]
    assert [record.extra["Raw User Agents"] for record in records] == ["first", "sec"]
    assert Doubt.CUT_SHORT in records[-1].doubts


def test_a_page_without_lists_is_refused_in_a_sentence() -> None:
    with pytest.raises(UnknownLayout, match=r"\.$"):
        read_all(google_subscriber_html, google_page("<p>hello</p>"))


@pytest.mark.parametrize("tag", ["<ul>", "<li>", "<table><tr>", "<td>a", "<h3>"])
def test_deep_nesting_does_not_hang(tag: str) -> None:
    read_whatever_it_is(google_subscriber_html, google_page(tag * 100_000))
    read_whatever_it_is(google_subscriber_html, google_subscriber(["a"]).replace(b"<td>", tag.encode() * 1000))
