"""Times by a pattern such as ``dd/MM/yyyy HH:mm:ss``: the letters of Unicode TS 35 that tables use."""

import re
from datetime import datetime

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LETTERS = {
    "yyyy": r"(?P<year>\d{4})",
    "yy": r"(?P<short>\d\d)",
    "MMMM": r"(?P<name>[A-Za-z]{3,9})",
    "MMM": r"(?P<name>[A-Za-z]{3,9})",
    "MM": r"(?P<month>\d\d)",
    "M": r"(?P<month>\d{1,2})",
    "dd": r"(?P<day>\d\d)",
    "d": r"(?P<day>\d{1,2})",
    "HH": r"(?P<hour>\d\d)",
    "H": r"(?P<hour>\d{1,2})",
    "hh": r"(?P<half>\d\d)",
    "h": r"(?P<half>\d{1,2})",
    "mm": r"(?P<minute>\d\d)",
    "m": r"(?P<minute>\d{1,2})",
    "ss": r"(?P<second>\d\d)",
    "s": r"(?P<second>\d{1,2})",
    "SSS": r"(?P<milli>\d{3})",
    "a": r"(?P<noon>[AaPp])\.?[Mm]\.?",
}
_TOKEN = re.compile("|".join(sorted(_LETTERS, key=len, reverse=True)) + "|'[^']*'|.", re.DOTALL)
_LONGEST = 80


class PatternRefused(ValueError):
    """A pattern that cannot be used. The message is a sentence."""


class Pattern:
    """A pattern, ready to read times with. Raises ``PatternRefused``."""

    def __init__(self, pattern: str) -> None:
        found = _TOKEN.findall(pattern) if len(pattern) <= _LONGEST else []
        parts = [_LETTERS.get(letters) or _literal(letters) for letters in found]
        try:
            self._shape = re.compile(r"\s*" + "".join(parts) + r"\s*", re.ASCII)
        except re.error as twice:
            message = f"The pattern “{pattern}” names a part of the time twice. Name each part once."
            raise PatternRefused(message) from twice
        names = set(self._shape.groupindex)
        if not (names & {"year", "short"} and names & {"month", "name"} and "day" in names):
            message = (
                f"The pattern “{pattern}” lacks the year, the month or the day. Write it like dd/MM/yyyy HH:mm:ss."
            )
            raise PatternRefused(message)

    def read(self, text: str) -> datetime | None:
        """The local time a text names; ``None`` where it is not written by the pattern."""
        match = self._shape.fullmatch(text)
        return _moment({name: part for name, part in match.groupdict().items() if part}) if match else None


def _literal(letters: str) -> str:
    if len(letters) > 1 and letters.startswith("'"):
        return re.escape(letters[1:-1] or "'")
    if letters.isalpha() and letters != "T":
        message = f"The letter “{letters}” means nothing in a pattern of times. Put words between single quotes."
        raise PatternRefused(message)
    return r"\s+" if letters.isspace() else re.escape(letters)


def _moment(said: dict[str, str]) -> datetime | None:
    try:
        return datetime(  # noqa: DTZ001 (a local time: its zone is said elsewhere)
            int(said["year"]) if "year" in said else 2000 + int(said["short"]),
            _MONTHS.index(said["name"][:3].lower()) + 1 if "name" in said else int(said["month"]),
            int(said["day"]),
            _hour(said),
            int(said.get("minute", 0)),
            int(said.get("second", 0)),
            int(said.get("milli", 0)) * 1000,
        )
    except ValueError:
        return None


def _hour(said: dict[str, str]) -> int:
    if "half" not in said:
        return int(said.get("hour", 0))
    half = int(said["half"])
    if not 1 <= half <= 12:
        raise ValueError
    return half % 12 + (12 if said.get("noon", "a").lower() == "p" else 0)
