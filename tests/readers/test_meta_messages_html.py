from zoneinfo import ZoneInfo

import pytest
from tests.readers.made_accounts import meta_page
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all

from safelight.readers import meta_messages_html
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.record import AtQuality, Direction, Record
from safelight.records.tally import Outcome

PATH = "your_facebook_activity/messages/inbox/fern_1/message_1.html"
LONDON = ReadingHints(zone=ZoneInfo("Europe/London"), owner_accounts=frozenset({"Maya"}))


def page(*messages: str) -> bytes:
    body = "".join(f'<div class="pam uiBoxWhite noborder">{message}</div>' for message in messages)
    return f"<html><head><title>Fern</title></head><body><div role=main>{body}</div></body></html>".encode()


def said(who: str, *boxes: str, at: str = "Sep 22, 2017 6:33 am") -> str:
    inner = "".join(f"<div>{box}</div>" for box in boxes)
    return f"<h2>{who}</h2><div><div>{inner}</div></div><div>{at}</div>"


def read(data: bytes) -> list[Record]:
    return read_all(meta_messages_html, data, LONDON, PATH)[0]


def test_a_message_has_its_sender_words_and_local_time() -> None:
    first, second = read(page(said("Fern", "", " a &lt;b&gt;\u00a0<br />c ", "", ""), said("Maya", "", "no", "")))
    assert (first.platform, first.thread, first.sender) == ("Facebook Messenger", "Fern", "Fern")
    assert first.text == " a <b>\u00a0\nc "
    assert (first.at, first.at_quality) == (1506058380000000, AtQuality.ZONE_ASSUMED)
    assert (first.direction, second.direction) == (Direction.TOWARDS_OWNER, Direction.FROM_OWNER)


@pytest.mark.parametrize(
    "at",
    ["Mar 13, 2024 2:05:06 pm", "Mar 13, 2024, 2:05:06 PM", "13 Mar 2024, 14:05:06", "13 March 2024 at 14:05:06"],
)
def test_times_of_every_year_and_both_sides_of_the_sea(at: str) -> None:
    (record,) = read(page(said("Fern", "", "x", "", at=at)))
    assert (record.at, record.at_text) == (1710338706000000, at)


def test_a_time_in_another_language_is_kept_as_it_is_written() -> None:
    (record,) = read(page(said("Fern", "", "x", "", at="13 mars 2024 à 14:05")))
    assert (record.at, record.at_quality, record.at_text) == (None, AtQuality.MISSING, "13 mars 2024 à 14:05")


def test_files_links_shares_and_reactions_stand_beside_the_words() -> None:
    picture = '<a href="photos/1.jpg"><img src="photos/1.jpg"></a>'
    share = '<div>Shared: page</div><a href="https://example.com/x?a=1&amp;b=2">link</a>'
    likes = '<ul class="_a6-q"><li>👍Maya</li></ul>'
    (record,) = read(page(said("Fern", "", "look", share, picture, likes)))
    assert (record.text, record.attachments) == ("look", ("photos/1.jpg",))
    assert record.extra["links"] == "https://example.com/x?a=1&b=2"
    assert record.extra["reactions"] == "👍Maya"
    assert "Shared: page" in record.extra["beside the words"]


def test_a_message_without_words_has_none_and_a_nameless_one_no_sender() -> None:
    (picture,) = read(page(said("Fern", "", "", '<img src="photos/1.jpg">', "")))
    assert (picture.text, picture.attachments) == (None, ("photos/1.jpg",))
    (nameless,) = read(page("<div><div><div></div><div>x</div></div></div><div>Sep 22, 2017 6:33 am</div>"))
    assert (nameless.sender, nameless.text) == (None, "x")


def test_words_like_a_time_or_a_name_never_make_a_message() -> None:
    forged = "Rhys&lt;/div&gt;&lt;div&gt;Sep 22, 2017 6:33 am"
    share = "<div>Rhys</div><div>x</div><div>Sep 22, 2017 6:33 am</div>"
    records = read(page(said("Fern", "", forged, share, ""), said("Fern", "", "Sep 22, 2017 6:33 am", "")))
    assert [record.sender for record in records] == ["Fern", "Fern"]


def test_a_damaged_message_between_two_is_failed_not_passed_over() -> None:
    whole = [said("Fern", "", text, "") for text in ("one", "two", "three")]
    whole[1] = whole[1].replace("<h2>Fern</h2>", "<h2>Fern</h2><p><div>x</div><div>y</div>")
    records, stretches = read_all(meta_messages_html, page(*whole), LONDON, PATH)
    assert [record.text for record in records] == ["one", "three"]
    assert bytes_by(stretches, Outcome.FAILED) > 0


def test_other_pages_of_the_download_are_left_alone() -> None:
    data = meta_page(["x"])
    assert meta_messages_html.recognise(MemoryMember("posts/your_posts_1.html", data)).score < 50
    assert meta_messages_html.recognise(MemoryMember("message_1.html", b"<html><div>x</div></html>")).score == 0
    with pytest.raises(UnknownLayout, match="no message"):
        read_all(meta_messages_html, b"<html><div>x</div></html>", path=PATH)


def test_a_page_made_to_be_slow_is_read_all_the_same() -> None:
    for hostile in (b"<div>" * 200_000, b"<ul><li>" * 100_000, b"<div><h2>" * 100_000 + b"</div>" * 100_000):
        data = page(said("Fern", "", "x", "")).replace(b"</html>", hostile + b"</html>")
        assert len(read(data)) == 1


def test_pages_of_sections_with_the_time_in_a_footer() -> None:
    sections = "".join(
        f'<section class="_3-95 _a6-g" aria-labelledby="u"><h2 id="u" class="_a6-h">{who}</h2>'
        f'<div class="_a6-p"><div><div></div><div>{text}</div><div></div></div></div>'
        f'<footer class="_3-94 _a6-o"><div class="_a72d">{at}</div></footer></section>'
        for who, text, at in (
            ("Fern", "one", "Mar 13, 2024 2:05:06 pm"),
            ("Maya", "two", "Mar 13, 2024 2:05:06pm"),
            ("Fern", "tr\u00eas", "Fev 05, 2025 8:25:54 da tarde"),
        )
    )
    data = f"<html><head><title>Fern</title></head><body><main>{sections}</main></body></html>".encode()
    assert meta_messages_html.recognise(MemoryMember(PATH, data)).score > 80
    first, second, third = read(data)
    assert [record.text for record in (first, second, third)] == ["one", "two", "tr\u00eas"]
    assert [record.sender for record in (first, second, third)] == ["Fern", "Maya", "Fern"]
    assert first.at == second.at == 1710338706000000
    assert (third.at, third.at_text) == (None, "Fev 05, 2025 8:25:54 da tarde")
