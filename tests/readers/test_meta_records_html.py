import io
import zipfile

import pytest
from tests.readers.made_returns import meta_field, meta_message, meta_page, meta_records, meta_section
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import bytes_by, read_all, read_whatever_it_is

from safelight.readers import meta_records_html
from safelight.readers.account_list import SIGN_INS, THREADS, Relation
from safelight.readers.place import PLACES
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.readers.reading import Reading, recognise
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record, State
from safelight.records.tally import Outcome

MAYA = ReadingHints(owner_accounts=frozenset({"maya-1"}))
SPACE = '<div class="p"></div>'
BREAK = '<div class="pageBreak"></div>'
PEOPLE = "2024-02-01 00:00:00 UTC<br/>maya-1 (Instagram: 100)<br/>fern-1 (Instagram: 200)"
ASKED = meta_section(
    "request_parameters",
    meta_field("Request Parameters Definition", "What was asked for."),
    meta_field("Service", "Instagram"),
    meta_field("Target", "100"),
    meta_field("Account Identifier", "maya-1"),
    meta_field("Generated", "2024-03-01 10:00:00 UTC"),
)


def read(page: bytes, hints: ReadingHints = ReadingHints()) -> list[Record]:
    return read_all(meta_records_html, page, hints, path="records.html")[0]


def in_thread(*records: str) -> bytes:
    heads = meta_field("Current Participants", PEOPLE) + SPACE
    thread = meta_field("Thread", f" (9001){heads}{''.join(records)}")
    return meta_page(ASKED, meta_section("unified_messages", meta_field("Unified Messages", thread)))


def in_section(name: str, *records: str) -> bytes:
    listed = "".join(f"{record}{SPACE}" for record in records)
    return meta_page(ASKED, meta_section(name, meta_field(name.title(), listed)))


def test_the_account_it_is_about_is_a_record_of_its_own() -> None:
    asked, *_ = read(in_thread())
    assert (asked.kind, asked.platform) == (Kind.CONTACT, "Instagram")
    assert asked.recipients == ("100", "maya-1")
    assert asked.extra["Generated"] == "2024-03-01 10:00:00 UTC"
    assert asked.at_quality is AtQuality.MISSING


def test_metas_own_explanations_and_empty_sections_are_set_aside_on_purpose() -> None:
    page = meta_page(ASKED, meta_section("searches", meta_field("Searches", "No responsive records")))
    records, stretches = read_all(meta_records_html, page, path="records.html")
    reasons = {stretch.reason for stretch in stretches if stretch.outcome is Outcome.SKIPPED}
    assert len(records) == 1
    assert any("explanation" in reason for reason in reasons)
    assert any("holds no records" in reason for reason in reasons)


def test_a_message_knows_its_conversation_and_who_else_was_in_it() -> None:
    *_, people, message = read(in_thread(meta_message("I found you")), MAYA)
    assert (people.kind, people.thread, people.recipients) == (Kind.MEMBERSHIP, "9001", ("maya-1", "fern-1"))
    assert (message.sender, message.recipients, message.thread) == ("fern-1", ("maya-1",), "9001")
    assert message.direction is Direction.TOWARDS_OWNER
    assert (message.text, message.at_quality) == ("I found you", AtQuality.EXACT)
    assert message.extra["Author"] == "fern-1 (Instagram: 200)"


def test_without_an_owner_the_direction_stays_unknown() -> None:
    assert read(in_thread(meta_message("a")))[-1].direction is Direction.UNKNOWN


def test_the_owner_may_be_told_by_number() -> None:
    hints = ReadingHints(owner_accounts=frozenset({"200"}))
    assert read(in_thread(meta_message("a")), hints)[-1].direction is Direction.FROM_OWNER


def test_words_under_a_message_stay_with_it() -> None:
    attached = meta_field(
        "Attachments",
        "photo.jpg (77)"
        + meta_field("Type", "image/jpeg")
        + meta_field("Linked Media File:", "linked_media/unified_message_77.jpg")
        + SPACE,
    )
    shared = meta_field("Share", meta_field("Url", "https://example.com/a?b=1&amp;c=2") + SPACE)
    message = meta_message("look").removesuffix(SPACE) + attached + shared + SPACE
    record = read(in_thread(message, meta_message("after")))[-2]
    assert record.attachments == ("linked_media/unified_message_77.jpg",)
    assert record.extra["Attachments / Type"] == "image/jpeg"
    assert record.extra["Share / Url"] == "https://example.com/a?b=1&c=2"
    assert record.text == "look"


def test_calls_and_joining_are_told_apart_from_messages() -> None:
    call = meta_message("called").removesuffix(SPACE) + meta_field(
        "Call Record", meta_field("Missed", "true") + meta_field("Duration", "0") + SPACE
    )
    joined = meta_field("Author", "fern-1 (Instagram: 200)") + meta_field(
        "Subscription Event", meta_field("Type", "leave") + SPACE
    )
    one, other = read(in_thread(call + SPACE, joined + SPACE))[-2:]
    assert (one.kind, one.state, one.extra["Call Record / Duration"]) == (Kind.CALL, State.MISSED, "0")
    assert (other.kind, other.state) == (Kind.MEMBERSHIP, State.BY_PLATFORM)


def test_a_message_without_an_author_is_kept_and_doubted() -> None:
    record = read(in_thread(meta_field("Body", "Somebody left the group.") + SPACE))[-1]
    assert (record.sender, record.text) == (None, "Somebody left the group.")
    assert Doubt.SENDER_MISSING in record.doubts


def torn(whole: bytes, before: bytes, levels: int) -> bytes:
    """The page as a printed page break just before some bytes leaves it: closed ``levels`` deep, opened again."""
    closing, opening = b"</div>" * 4, b'<div class="t o"><div class="t i"><div class="m"><div>'
    return whole.replace(before, closing * levels + BREAK.encode() + opening * levels + before, 1)


def test_a_record_torn_by_the_end_of_a_printed_page_is_one_record() -> None:
    whole = in_thread(meta_message("first"), meta_message("second"))
    for field in (b"Sent", b"Body"):
        before = f'<div class="t o"><div class="t i">{field.decode()}'.encode()
        again = read(torn(whole, before, levels=2))
        assert [record.text for record in again] == [record.text for record in read(whole)]
        assert [record.sender for record in again] == [record.sender for record in read(whole)]


def test_words_torn_by_the_end_of_a_printed_page_are_joined_and_say_so() -> None:
    record = read(torn(in_thread(meta_message("first half")), b"half", levels=3))[-1]
    assert record.text == "first \nhalf"
    assert "page" in record.extra["page break"]


def test_the_head_of_a_printed_page_belongs_to_nobody() -> None:
    for head in (
        BREAK.replace("></", ">WhatsApp Business Record Page 5</"),
        "<div>Meta Business Record Page 5</div>",
    ):
        page = meta_page(ASKED, meta_section("name", head, meta_field("First", "Fern")))
        records, stretches = read_all(meta_records_html, page, path="records.html")
        assert [record.extra.get("First") for record in records] == [None, "Fern"]
        assert bytes_by(stretches, Outcome.FAILED) == 0


def test_addresses_are_sign_ins_with_what_was_done() -> None:
    fields = meta_field("IP Address", "[2001:db8::7]:443"), meta_field("Time", "2024-01-15 13:30:00 UTC")
    record = read(in_section("ip_addresses", "".join((*fields, meta_field("Action", "v1_logout")))))[-1]
    assert (record.kind, record.at_quality) == (Kind.SIGN_IN, AtQuality.EXACT)
    assert (record.extra["IP Address"], record.extra["Action"]) == ("[2001:db8::7]:443", "v1_logout")


def test_lists_of_the_account_carry_the_names_that_every_download_gives_them() -> None:
    asked, address = read(in_section("ip_addresses", meta_field("IP Address", "192.0.2.7")))
    assert (asked.thread, asked.extra["relation"]) == (THREADS[Relation.OWN], "own account")
    assert (address.thread, address.extra.get("relation")) == (SIGN_INS, None)
    follower = read(in_section("followers", meta_field("Follower", "fern-1 (Instagram: 200)")))[-1]
    assert (follower.thread, follower.extra["relation"]) == (THREADS[Relation.FOLLOWER], "follower")
    blocked = read(in_section("privacy_blocks", meta_field("Blocked", "fern-1 (Instagram: 200)")))[-1]
    assert (blocked.thread, blocked.recipients, blocked.extra.get("relation")) == ("", ("fern-1",), None)


@pytest.mark.parametrize(
    ("section", "fields", "named"),
    [
        ("name", {"First": "Fern", "Middle": "", "Last": "Doe"}, ("Fern Doe",)),
        ("emails", {"Registered Email Addresses": "a@b.example<br/>c@d.example"}, ("a@b.example", "c@d.example")),
        ("registration_ip", {"Registration Ip": "192.0.2.7"}, ()),
    ],
)  # fmt: skip
def test_the_accounts_own_name_and_addresses_name_it(
    section: str, fields: dict[str, str], named: tuple[str, ...]
) -> None:
    record = read(in_section(section, "".join(meta_field(*field) for field in fields.items())))[-1]
    assert (record.kind, record.recipients, record.extra["relation"]) == (Kind.CONTACT, named, "own account")


def test_the_last_location_is_a_place() -> None:
    fields = (("Time", "2024-01-15 13:30:00 UTC"), ("Latitude", "51.4816"), ("Longitude", "-3.1791"))
    record = read(in_section("last_location", "".join(meta_field(*field) for field in fields)))[-1]
    assert (record.kind, record.thread, record.extra["latitude"]) == (Kind.LOCATION, PLACES, "51.4816")


def test_the_order_of_fields_does_not_matter() -> None:
    fields = [meta_field("Time", "2024-01-15 13:30:00 UTC"), meta_field("IP Address", "192.0.2.7")]
    one, other = (read(in_section("logins", "".join(order)))[-1] for order in (fields, fields[::-1]))
    assert (one.at, one.extra, one.kind) == (other.at, other.extra, other.kind)


def test_followers_are_contacts_and_unknown_sections_are_kept_as_notices() -> None:
    follower = meta_field("Follower", "fern-1 (Instagram: 200) [Fern]") + meta_field("New Label", "x")
    contact = read(in_section("followers", follower))[-1]
    assert (contact.kind, contact.recipients, contact.extra["New Label"]) == (Kind.CONTACT, ("fern-1",), "x")
    notice = read(in_section("something_new", meta_field("Whatever", "y")))[-1]
    assert (notice.kind, notice.extra) == (Kind.NOTICE, {"Whatever": "y", "section": "something_new"})


def test_the_older_class_names_are_read_the_same() -> None:
    page = newest = in_thread(meta_message("hello"))
    for new, old in ((b"t o", b"div_table outer"), (b"t i", b"div_table inner"), (b'"m"', b'"most_inner"')):
        page = page.replace(new, old)
    assert [record.text for record in read(page)] == [record.text for record in read(newest)]


MESSAGE_LOG = meta_field(
    "Message",
    meta_field("Timestamp", "2026-01-01 10:00:00 UTC")
    + meta_field("Message Id", "m-1")
    + meta_field("Sender", "447700900101")
    + meta_field("Recipients", "447700900102, 447700900103")
    + meta_field("Sender Ip", "203.0.113.7")
    + meta_field("Type", "image"),
)


@pytest.mark.parametrize("between", [SPACE, ""])
def test_whatsapps_log_of_messages_says_who_wrote_to_whom_and_holds_no_words(between: str) -> None:
    log = meta_field("Message Log", f"{MESSAGE_LOG}{between}{MESSAGE_LOG}{between}")
    hints = ReadingHints(owner_accounts=frozenset({"447700900102"}))
    one, other = read(meta_page(ASKED.replace("Instagram", "WhatsApp"), meta_section("message_log", log)), hints)[
        1:
    ]
    assert (one.kind, one.platform, one.text) == (Kind.MESSAGE, "WhatsApp", None)
    assert (one.sender, one.recipients) == ("447700900101", ("447700900102", "447700900103"))
    assert (one.direction, one.at_quality) == (Direction.TOWARDS_OWNER, AtQuality.EXACT)
    assert (one.extra["Sender Ip"], one.extra["Type"]) == ("203.0.113.7", "image")
    assert other.offset >= one.offset + one.length


def test_whatsapps_log_of_calls_keeps_its_events_together() -> None:
    events = "".join(
        meta_field(
            "Events",
            meta_field("Type", kind)
            + meta_field("Timestamp", f"2026-01-01 10:00:0{second} UTC")
            + meta_field("From", "447700900101")
            + meta_field("To", "447700900102")
            + meta_field("From Ip", "203.0.113.7"),
        )
        for second, kind in enumerate(("offer", "terminate"))
    )
    call = meta_field("Call", meta_field("Call Id", "c-1") + meta_field("Call Creator", "447700900101") + events)
    record = read(in_section("call_logs", call))[-1]
    assert (record.kind, record.sender, record.recipients) == (Kind.CALL, "447700900101", ("447700900102",))
    assert (record.at_text, record.extra["Events / Type"]) == ("2026-01-01 10:00:00 UTC", "offer\nterminate")
    assert "2026-01-01 10:00:01 UTC" in record.extra["Events / Timestamp"]


def test_the_oldest_pages_are_read_by_their_styles() -> None:
    newest = in_thread(meta_message("hello"), meta_message("again"))
    page = newest.replace(b'class="t o"', b'class="div_table"').replace(b'<div class="p"></div>', b"")
    page = page.replace(b'class="t i"', b'class="div_table" style="font-weight: bold; display:table;"')
    page = page.replace(b'class="m"', b"style='font-weight: normal; display:table-cell; padding: 2px'")
    assert [record.text for record in read(page)] == [record.text for record in read(newest)]


def test_records_with_nothing_between_them_begin_where_the_first_label_comes_again() -> None:
    pair = meta_field("Time", "2024-01-15 13:30:00 UTC") + meta_field("IP Address", "192.0.2.7")
    page = meta_page(ASKED, meta_section("ip_addresses", meta_field("Ip Addresses", pair + pair + pair)))
    assert [record.kind for record in read(page)[1:]] == [Kind.SIGN_IN] * 3


def test_reported_media_are_named_and_never_opened() -> None:
    tip = (
        meta_field("CyberTip ID", "5")
        + meta_field("Time", "2024-01-15 13:30:00 UTC")
        + meta_field("Linked Media File:", "linked_media/ncmec_reports_5.bin")
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("records.html", in_section("ncmec_reports", tip))
        archive.writestr("linked_media/ncmec_reports_5.bin", b"made for this test")
    reading = Reading(file, "return.zip", ReadingHints())
    record = list(reading.records())[-1]
    assert (record.kind, record.extra["CyberTip ID"]) == (Kind.NOTICE, "5")
    assert "never opened" in record.extra["media"]
    media = next(member for member in reading.tally.members if member.member.endswith(".bin"))
    assert media.bytes_by(Outcome.SKIPPED) == media.size
    reader, recognition = recognise(MemoryMember("linked_media/ncmec_reports_5.jpg", b"\xff\xd8\xff"))
    assert reader is not None
    assert (reader.MANIFEST.name, recognition.score) == ("reported-media", 100)


def test_words_outside_every_field_are_not_lost_in_silence() -> None:
    page = meta_page(ASKED, '<div id="property-name" class="content-pane">loose words</div>')
    _, stretches = read_all(meta_records_html, page, path="records.html")
    assert bytes_by(stretches, Outcome.FAILED) == len("loose words")


def test_a_page_cut_short_keeps_what_came_before_and_says_so() -> None:
    page = in_thread(meta_message("one"), meta_message("two"))
    records, stretches = read_all(meta_records_html, page[: page.index(b"two") + 2], path="records.html")
    assert [record.text for record in records][-2:] == ["one", "tw"]
    assert Doubt.CUT_SHORT in records[-1].doubts
    assert bytes_by(stretches, Outcome.FAILED) > 0


def test_sections_of_an_unknown_layout_are_named() -> None:
    page = b'<html><div id="property-name"><span>Fern</span></div></html>'
    with pytest.raises(UnknownLayout, match="name"):
        read(page)


@pytest.mark.parametrize(
    "tag", [b'<div class="t o"><div class="t i">a<div class="m">', b"<div>", b'<div class="m">']
)
def test_deep_nesting_does_not_hang(tag: bytes) -> None:
    read_whatever_it_is(meta_records_html, b'<div id="property-name">' + tag * 100_000)


def test_bytes_that_are_not_utf8_are_written_out() -> None:
    record = read(meta_records(["abc"]).replace(b"abc", b"a\xffc"))[-1]
    assert (record.text, record.doubts) == ("a\\xffc", (Doubt.NOT_UTF8,))


@pytest.mark.parametrize("name", ["linked_media/1.png", "linked_media/1"])
def test_no_picture_of_a_return_is_opened_whatever_its_name_and_wherever_it_stands(name: str) -> None:
    screen = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (1080).to_bytes(4, "big") + (2400).to_bytes(4, "big") + bytes(40)
    assert recognise(MemoryMember("1.png", screen))[0] is not None
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr(name, screen)
        packed.writestr("records.html", in_thread())
    reading = Reading(archive, "return.zip", ReadingHints())
    assert {record.member for record in reading.records()} == {"return.zip/records.html"}
    picture = next(member for member in reading.tally.members if member.member.endswith(name))
    assert not picture.reader
    assert [stretch.outcome for stretch in picture.stretches] == [Outcome.SKIPPED]
    assert "left unopened" in picture.reasons[0]
