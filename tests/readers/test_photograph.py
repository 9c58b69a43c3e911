"""Photographs and films: time and place as the camera wrote them, and the picture never opened."""

import io
import struct
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from tests.readers.memory_member import MemoryMember
from tests.readers.metamorphic import read_all

from safelight.readers import photograph
from safelight.readers.reader import ReadingHints, UnknownLayout
from safelight.records.moment import to_micros
from safelight.records.record import AtQuality, Kind

TAKEN = {0x9003: "2024:03:12 21:04:05"}
GPS = {1: "N", 2: (51.0, 30.0, 2.52), 3: "W", 4: (0.0, 7.0, 28.56), 7: (20.0, 4.0, 3.0), 29: "2024:03:12"}
NOON_2024_SECONDS = int(datetime(2024, 3, 12, 12, tzinfo=UTC).timestamp())


def photo(kind="JPEG", exif=None, gps=None, image=None):
    picture = Image.new("RGB", (40, 30), "#336699")
    tags = picture.getexif()
    tags.update({0x010F: "Example", 0x0110: "Camera 1", **(image or {})})
    tags.get_ifd(0x8769).update(exif or {})
    tags.get_ifd(0x8825).update(gps or {})
    kept = io.BytesIO()
    picture.save(kept, kind, exif=tags)
    return kept.getvalue()


def records_of(data, hints=ReadingHints(), path="IMG_1.jpg"):
    records, stretches = read_all(photograph, data, hints, path)
    assert {stretch.outcome for stretch in stretches} == {"skipped"}
    return records


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_cameras_clock_is_a_local_time(kind):
    (media,) = records_of(photo(kind, TAKEN))
    assert media.kind is Kind.MEDIA
    assert media.at == to_micros(datetime(2024, 3, 12, 21, 4, 5, tzinfo=UTC))
    assert media.at_quality is AtQuality.ZONE_ASSUMED
    assert media.at_text == "2024:03:12 21:04:05"
    assert media.extra["Image Model"] == "Camera 1"


def test_a_tiff_has_its_clock_in_its_first_tags():
    (media,) = records_of(photo("TIFF", image={0x0132: "2024:03:12 21:04:05"}))
    assert media.at == to_micros(datetime(2024, 3, 12, 21, 4, 5, tzinfo=UTC))


def test_in_the_zone_officers_named():
    (media,) = records_of(photo(exif=TAKEN), ReadingHints(zone=ZoneInfo("Asia/Kolkata")))
    assert media.at == to_micros(datetime(2024, 3, 12, 15, 34, 5, tzinfo=UTC))


def test_with_its_distance_from_utc_it_is_exact():
    (media,) = records_of(photo(exif={**TAKEN, 0x9011: "+05:30"}))
    assert media.at == to_micros(datetime(2024, 3, 12, 15, 34, 5, tzinfo=UTC))
    assert media.at_quality is AtQuality.EXACT


def test_a_place_is_a_record_of_its_own_at_the_time_of_the_satellites():
    media, there = records_of(photo(exif=TAKEN, gps=GPS))
    assert media.at_quality is AtQuality.ZONE_ASSUMED
    assert there.kind is Kind.LOCATION
    assert there.extra == {"latitude": "51.5007000", "longitude": "-0.1246000"}
    assert there.at == to_micros(datetime(2024, 3, 12, 20, 4, 3, tzinfo=UTC))
    assert there.at_quality is AtQuality.EXACT


def test_a_picture_without_tags_is_still_there():
    (media,) = records_of(photo())
    assert (media.at, media.at_quality, media.attachments) == (None, AtQuality.MISSING, ("IMG_1.jpg",))


@pytest.mark.parametrize("cut", [12, 60, 150, 300])
def test_a_damaged_one_too(cut):
    assert records_of(photo(exif=TAKEN, gps=GPS)[:cut])[0].kind is Kind.MEDIA


@pytest.mark.parametrize("gps", [{2: (200.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)}, {2: (51.0, 0.0, 0.0)}])
def test_half_a_place_or_one_beyond_the_earth_is_none(gps):
    assert [record.kind for record in records_of(photo(gps=gps))] == [Kind.MEDIA]


def box(kind, body):
    return struct.pack(">I", 8 + len(body)) + kind + body


def film(*more, created=NOON_2024_SECONDS + 2_082_844_800):
    header = box(b"mvhd", bytes(4) + struct.pack(">II", created, created) + bytes(80))
    return (
        box(b"ftyp", b"isom\x00\x00\x02\x00isom")
        + box(b"mdat", bytes(100))
        + box(b"moov", header + b"".join(more))
    )


def test_a_film_says_when_it_was_made():
    (media,) = records_of(film())
    assert media.at == NOON_2024_SECONDS * 1_000_000
    assert media.at_quality is AtQuality.ZONE_ASSUMED


def test_a_film_says_where_it_was_made():
    place = box(b"udta", box(b"\xa9xyz", struct.pack(">HH", 18, 0) + b"+51.5007-000.1246/"))
    _, there = records_of(film(place))
    assert there.extra == {"latitude": "51.5007", "longitude": "-000.1246"}


def test_apples_own_fields_say_more():
    names = (b"com.apple.quicktime.creationdate", b"com.apple.quicktime.location.ISO6709")
    said = (b"2024-03-12T21:04:05+0530", b"+51.5007-000.1246+010.000/")
    keys = box(b"keys", bytes(4) + struct.pack(">I", 2) + b"".join(box(b"mdta", name) for name in names))
    items = [
        struct.pack(">I", 24 + len(words)) + struct.pack(">I", n) + box(b"data", struct.pack(">II", 1, 0) + words)
        for n, words in enumerate(said, 1)
    ]
    meta = box(b"meta", box(b"hdlr", bytes(25)) + keys + box(b"ilst", b"".join(items)))
    media, there = records_of(film(meta, created=0))
    assert media.at == to_micros(datetime(2024, 3, 12, 15, 34, 5, tzinfo=UTC))
    assert media.at_quality is AtQuality.EXACT
    assert there.extra["latitude"] == "51.5007"


@pytest.mark.parametrize("cut", [20, 40, 140, 160, 200])
def test_a_film_cut_short_is_still_there(cut):
    assert [record.kind for record in records_of(film()[:cut])] == [Kind.MEDIA]


def test_a_screenshot_is_left_to_its_own_reader():
    assert 50 <= photograph.recognise(MemoryMember("a.jpg", photo())).score < 60
    assert photograph.recognise(MemoryMember("a.txt", b"hello")).score == 0


def test_an_empty_file_is_no_picture() -> None:
    with pytest.raises(UnknownLayout, match="empty"):
        read_all(photograph, b"", path="film.mp4")
