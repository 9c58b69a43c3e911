"""Where something was: one set of names in ``extra``, whichever reader says it.

Degrees are decimal (WGS 84), north and east positive, as text, with no digit more or less than the source gives.
"""

import re

LATITUDE = "latitude"
LONGITUDE = "longitude"
ACCURACY = "accuracy_metres"
"""The radius within which the source expects the place to be; how sure it is of that, it seldom says."""
TO_LATITUDE, TO_LONGITUDE = "to_latitude", "to_longitude"
"""Where a movement ended; it began at ``latitude`` and ``longitude``."""
PLACES = "Places"
"""The thread of records that say where somebody or something was."""

_DEGREES = re.compile(r"[+-]?\d{1,3}(?:\.\d{1,20})?")
_PAIR = re.compile(r"(?:geo:)?\s*([+-]?[\d.]{1,24})\s*°?\s*,\s*([+-]?[\d.]{1,24})\s*°?(?:;.*)?")
_E7_DIGITS = 7


def place(latitude: object, longitude: object, accuracy_metres: object = None) -> dict[str, str]:
    """A place for ``extra`` from decimal degrees; empty where they are no place on Earth."""
    north, east = _degrees(latitude, 90), _degrees(longitude, 180)
    if north is None or east is None:
        return {}
    said = {LATITUDE: north, LONGITUDE: east}
    metres = _plain(accuracy_metres)
    return said | {ACCURACY: metres} if metres else said


def place_e7(latitude: object, longitude: object, accuracy_metres: object = None) -> dict[str, str]:
    """The same from whole numbers of ten millionths of a degree, as Google writes them; nothing is rounded."""
    return place(_from_e7(latitude), _from_e7(longitude), accuracy_metres)


def place_pair(written: object, accuracy_metres: object = None) -> dict[str, str]:
    """The same from one text: ``51.5074°, -0.1278°``, ``geo:51.5074,-0.1278`` or ``51.5074, -0.1278``."""
    match = _PAIR.fullmatch(written) if isinstance(written, str) else None
    return place(match[1], match[2], accuracy_metres) if match else {}


def to_place(said: dict[str, str]) -> dict[str, str]:
    """A place as the end of a movement."""
    return {TO_LATITUDE: said[LATITUDE], TO_LONGITUDE: said[LONGITUDE]} if said else {}


def _degrees(value: object, most: int) -> str | None:
    written = _plain(value)
    if not _DEGREES.fullmatch(written) or abs(float(written)) > most:
        return None
    return written


def _plain(value: object) -> str:
    """A number in digits, never with an exponent."""
    if type(value) is float:
        written = repr(value)
        return f"{value:.15f}".rstrip("0").rstrip(".") if "e" in written else written
    return str(value) if type(value) in (int, str) else ""


def _from_e7(value: object) -> str:
    if type(value) is not int:
        return ""
    digits = str(abs(value)).rjust(_E7_DIGITS + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-_E7_DIGITS]}.{digits[-_E7_DIGITS:]}"
