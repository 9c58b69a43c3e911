"""Screenshots of conversations: words, sides, names and times as they stand on the picture, and nothing more."""

import struct
import zlib
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
from PIL import ImageFile
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import screenshot
from safelight.readers.choices import DateOrder
from safelight.readers.pictures.box import box_in
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Direction, Doubt, Kind, Record

SCREENS = Path(__file__).parent / "screens"


@cache
def read(name: str) -> tuple[Record, ...]:
    records, stretches = read_all(screenshot, (SCREENS / name).read_bytes(), path=f"phone.zip/{name}")
    assert [stretch.outcome for stretch in stretches] == ["read"]
    return tuple(records)


def messages(name: str) -> list[Record]:
    return [record for record in read(name) if record.kind is Kind.MESSAGE]


def test_every_bubble_gives_its_words_in_order():
    assert [record.text for record in messages("one-to-one.png")] == [
        "Why are you not answering me",
        "I am at work. I told you this morning",
        "You were seen in town at half six\nwith somebody. Who was it?",
        "Please stop checking on me",
        "I know which bus you take. Number\n42 from Mill Road, 07:55 every day",
        "Do not contact me again.",
        "You will be sorry",
    ]


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        ("one-to-one.png", "<><><><"),
        ("group-dark.png", "<><<><"),
        ("group-names-inside.png", "<><<><"),
        ("names-above.png", "<><<><<>"),
        ("gradient.png", "<><><<>"),
    ],
)
def test_the_side_of_a_bubble_is_its_direction(name, sides):
    way = {"<": Direction.TOWARDS_OWNER, ">": Direction.FROM_OWNER}
    assert [record.direction for record in messages(name)] == [way[side] for side in sides]


def test_the_name_in_the_header_sends_what_stands_on_the_left_and_the_owner_is_not_named():
    said = messages("one-to-one.png")
    assert {record.thread for record in said} == {"Dean R"}
    assert {record.sender for record in said if record.direction is Direction.TOWARDS_OWNER} == {"Dean R"}
    assert {record.sender for record in said if record.direction is Direction.FROM_OWNER} == {None}


@pytest.mark.parametrize("name", ["group-dark.png", "group-names-inside.png"])
def test_in_a_group_the_name_above_the_words_sends_them(name):
    senders = [record.sender for record in messages(name)]
    assert senders == ["Priya Shah", None, "Beth", "Priya Shah", None, "Beth"]
    assert all("Shah" not in (record.text or "") for record in messages(name))


def test_a_clock_under_a_full_date_is_a_time_whose_zone_is_assumed():
    first, *_ = messages("one-to-one.png")
    assert first.at == to_micros(datetime(2024, 3, 12, 21, 4, tzinfo=UTC))
    assert first.at_quality is AtQuality.ZONE_ASSUMED
    assert first.at_text == "12 March 2024 21:04"


def test_the_clock_of_a_day_line_belongs_to_the_message_right_below_it_only():
    first, second, *_ = messages("group-dark.png")
    assert first.at == to_micros(datetime(2024, 6, 4, 10, 2, tzinfo=UTC))
    assert (second.at, second.at_quality, second.at_text) == (None, AtQuality.MISSING, "4 June 2024 10:02")


def test_a_relative_day_gives_no_time_but_is_kept_as_written():
    said = messages("names-above.png")
    assert {record.at for record in said} == {None}
    assert {record.at_text for record in said} == {"TODAY"}


def test_a_time_that_somebody_wrote_stays_in_their_words():
    assert messages("group-dark.png")[-1].text == "Done. It was posted at 23:47"
    assert messages("group-names-inside.png")[-1].text == "Done. It was posted at 23:47"


def test_each_message_says_where_it_stands_and_how_surely_it_was_read():
    said = messages("gradient.png")
    boxes = [box_in(record.pointer) for record in said]
    assert all(boxes)
    assert [box.top for box in boxes if box] == sorted(box.top for box in boxes if box)
    assert all(record.extra["lowest confidence"].endswith("%") for record in said)
    assert {record.extra["status bar clock"] for record in said} == {"21:47"}
    whole = (SCREENS / "gradient.png").stat().st_size
    assert {(record.offset, record.length) for record in said} == {(0, whole)}


def test_nothing_on_the_screen_vanishes():
    screen = read("one-to-one.png")[0]
    assert screen.kind is Kind.MEDIA
    assert screen.extra["header"] == "Dean R\nonline"
    assert screen.extra["status bar"].startswith("21:47")
    assert screen.extra["days"] == "12 March 2024\n13 March 2024"
    assert screen.extra["below"] == "Message"


def test_the_app_is_named_only_where_its_own_words_name_it():
    assert {record.platform for record in read("names-above.png")} == {"Snapchat"}
    assert {record.platform for record in read("group-dark.png")} == {"iMessage"}
    assert {record.platform for record in read("one-to-one.png")} == {"Screenshot"}


def test_a_picture_of_something_else_is_one_record():
    records, _ = read_all(screenshot, plain_png(400, 800), path="Screenshot.png")
    assert [(record.kind, record.text) for record in records] == [(Kind.MEDIA, None)]


def test_the_same_picture_gives_the_same_records_whatever_officers_know():
    data = (SCREENS / "gradient.png").read_bytes()
    again, _ = read_all(screenshot, data, ReadingHints(date_order=DateOrder.DAY_FIRST), "phone.zip/gradient.png")
    assert again == list(read("gradient.png"))


def test_a_picture_that_would_unfold_into_too_much_is_not_opened():
    with pytest.raises(UnknownLayout, match=r"unfolds into 400,000,000 pixels.*sealed as it is"):
        read_all(screenshot, plain_png(20_000, 20_000, rows=1))


@pytest.mark.parametrize("cut", [30, 200, 3000])
def test_a_broken_picture_is_said_to_be_one_whatever_else_is_loaded(cut, monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    with pytest.raises(UnknownLayout, match="damaged or not what its first bytes say"):
        read_all(screenshot, (SCREENS / "gradient.png").read_bytes()[:cut])


@pytest.mark.parametrize(
    ("path", "head", "is_one"),
    [
        ("a.png", "png 1170x2532", True),
        ("a.png", "png 1080x9000", True),
        ("a.png", "png 64x64", False),
        ("a.jpg", "jpeg 1080x2400", True),
        ("a.jpg", "jpeg 4000x3000", False),
        ("a.jpg", "camera 1080x2400", False),
        ("Screenshot_20240312_210455.jpg", "camera 1080x2400", True),
        ("a.txt", "text", False),
    ],
)
def test_screenshots_are_known_by_their_shape_and_no_camera(path, head, is_one):
    assert (screenshot.recognise(MemoryMember(path, picture_head(head))).score >= 50) is is_one


def test_an_unsure_reading_is_a_doubt():
    assert all(Doubt.UNSURE_READING not in record.doubts for record in read("one-to-one.png"))


def picture_head(what: str) -> bytes:
    kind, _, size = what.partition(" ")
    if kind == "text":
        return b"12/03/2024, 21:04 - Dean: hi"
    width, height = map(int, size.split("x"))
    if kind == "png":
        return plain_png(width, height, rows=1)
    app1 = b"\xff\xe1\x00\x08Exif\x00\x00" if kind == "camera" else b""
    return b"\xff\xd8" + app1 + b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + bytes(12)


def plain_png(width: int, height: int, rows: int | None = None) -> bytes:
    raw = zlib.compress((b"\x00" + b"\xf0" * width) * (height if rows is None else rows))

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", raw) + chunk(b"IEND", b"")
