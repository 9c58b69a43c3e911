"""EXIF: when and where a picture was taken, and with what, from its tags (CIPA DC-008; exifread finds them)."""

import io
import logging
import re
from datetime import tzinfo
from typing import Any

from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.place import place

_LONGEST = 400
_BLOBS = ("MakerNote", "Thumbnail", "PrintIM", "UserComment", "ApplicationNotes", "InterColorProfile", "Padding")
_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d|Z")
_GPS_DATE = re.compile(r"(\d{4}):(\d\d):(\d\d)")
_PLACES = 7

Tags = dict[str, Any]


def tags_of(data: bytes) -> Tags:
    """Every tag, by the name of its group and its own (``EXIF DateTimeOriginal``); none where there are none."""
    import exifread

    if data[8:12] == b"WEBP":
        data = _in_webp(data)
    logging.getLogger("exifread").setLevel(logging.CRITICAL)
    try:
        found: Tags = exifread.process_file(io.BytesIO(data), details=False, extract_thumbnail=False)
    except Exception:
        # Whatever a damaged file makes the walk raise, it says the same: nothing can be told from its tags.
        return {}
    return found


def _in_webp(data: bytes) -> bytes:
    """The tags of a WEBP picture, which stand in a chunk of their own (exifread wants them at another place)."""
    place = 12
    while place + 8 <= len(data):
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if data[place : place + 4] == b"EXIF":
            return data[place + 8 : place + 8 + size].removeprefix(b"Exif\x00\x00")
        place += 8 + size + size % 2
    return b""


def written(tags: Tags) -> dict[str, str]:
    """The tags that are short text or numbers, as they stand, by their own names."""
    plain = {name: _text(tag) for name, tag in tags.items() if not any(blob in name for blob in _BLOBS)}
    return {name: text for name, text in plain.items() if text and len(text) <= _LONGEST}


def taken_at(tags: Tags, zone: tzinfo | None) -> tuple[At, str]:
    """When it was taken, and as written. Exact only where the camera wrote its distance from UTC."""
    for date, offset in (
        ("EXIF DateTimeOriginal", "EXIF OffsetTimeOriginal"),
        ("EXIF DateTimeDigitized", "EXIF OffsetTimeDigitized"),
        ("Image DateTime", "EXIF OffsetTime"),
    ):
        text = _text(tags.get(date))
        match = _DATE.fullmatch(text)
        if match:
            year, month, day, hour, minute, second = match.groups()
            away = _text(tags.get(offset))
            known = away if _OFFSET.fullmatch(away) else ""
            return iso(f"{year}-{month}-{day}T{hour}:{minute}:{second}{known}", zone), f"{text}{known}"
    return NO_TIME, ""


def gps_at(tags: Tags) -> tuple[At, str]:
    """The time of the satellites, which is UTC."""
    match = _GPS_DATE.fullmatch(_text(tags.get("GPS GPSDate")))
    clock = _numbers(tags.get("GPS GPSTimeStamp"))
    if not match or len(clock) != 3 or not all(0 <= part < 60 for part in clock):
        return NO_TIME, ""
    hour, minute, second = (int(part) for part in clock)
    text = f"{'-'.join(match.groups())}T{hour:02}:{minute:02}:{second:02}+00:00"
    return iso(text, None), text


def place_of(tags: Tags) -> dict[str, str]:
    """Where it was taken, as ``readers.place`` names it; empty where the camera did not write it."""
    north = _degrees(tags, "GPS GPSLatitude", "S")
    east = _degrees(tags, "GPS GPSLongitude", "W")
    if north is None or east is None:
        return {}
    metres = _numbers(tags.get("GPS GPSHPositioningError"))
    return place(north, east, round(metres[0], 2) if metres else None)


def _degrees(tags: Tags, name: str, negative: str) -> str | None:
    parts = _numbers(tags.get(name))
    if len(parts) != 3:
        return None
    degrees = parts[0] + parts[1] / 60 + parts[2] / 3600
    sign = "-" if _text(tags.get(f"{name}Ref")).strip().upper().startswith(negative) else ""
    return f"{sign}{degrees:.{_PLACES}f}"


def _numbers(tag: Any) -> list[float]:
    values = getattr(tag, "values", [])
    try:
        return [float(value) for value in values] if isinstance(values, list) else []
    except (TypeError, ValueError, ZeroDivisionError):
        return []


def _text(tag: Any) -> str:
    return str(tag).rstrip("\x00 ") if tag is not None else ""
