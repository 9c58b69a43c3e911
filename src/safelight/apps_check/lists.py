"""Reads lists of installed apps: AndroidQF, adb, an iTunes or Finder backup, or typed by hand.

AndroidQF: ``packages.json`` with name, installer, system, disabled and files with certificates (androidqf,
``adb/packages.go``). adb: the text of ``pm list packages`` with ``-f``, ``-i``, ``-U``, or of ``dumpsys package``.
Backup: ``Info.plist`` with ``Installed Applications`` and ``Applications``. None was seen from a real phone here.
"""

import plistlib
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any
from xml.parsers.expat import ExpatError

import msgspec

from safelight.apps_check.app import LONGEST_NAME, MOST_APPS, MOST_CERTIFICATES, AppList, InstalledApp

MOST_BYTES = 64 * 1024 * 1024
_LINE = re.compile(r"^package:(?:(?P<path>/\S*\.apk)=)?(?P<id>[A-Za-z][\w.]*)(?P<rest>(?:\s+\S+)*)\s*$")
_INSTALLER = re.compile(r"\binstaller=(\S+)")
_DUMPED = re.compile(r"^\s*Package \[(?P<id>[\w.]+)\]", re.MULTILINE)
_FIRST = re.compile(r"^\s*firstInstallTime=(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)", re.MULTILINE)
_INSTALLED_BY = re.compile(r"^\s*installerPackageName=(\S+)", re.MULTILINE)
_ID = re.compile(r"^[A-Za-z][\w-]*(?:\.[\w-]+)+$")
_NOBODY = "null"
_ONLY_NAMES = "It holds names only: nothing says who installed an app, when, or who signed it."


class ListRefused(Exception):
    """The list cannot be used. The message is a sentence."""


class _File(msgspec.Struct):
    certificate: dict[str, Any] | None = None


class _Package(msgspec.Struct):
    name: str
    installer: str | None = None
    disabled: bool | None = None
    system: bool | None = None
    files: list[_File] | None = None


def read_list(data: bytes) -> AppList:
    """The apps of a list, whatever kind it is. Raises ``ListRefused`` with a sentence.

    What is called too much, and apps beyond the most a telephone could hold, are left out, and that is said.
    """
    listed = _read(data)
    fits = [app for app in listed.apps if max(map(len, (app.id, app.name, app.installer or ""))) <= LONGEST_NAME]
    left_out = len(listed.apps) - len(fits[:MOST_APPS])
    said = (f"{left_out} entries were left out: they are too many, or called too much.",) if left_out else ()
    return msgspec.structs.replace(listed, apps=tuple(fits[:MOST_APPS]), unread=(*listed.unread, *said))


def _read(data: bytes) -> AppList:
    if len(data) > MOST_BYTES:
        message = "This list is larger than any list of apps. Check that it is the right file."
        raise ListRefused(message)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"bplist00") or b"<plist" in start:
        return _backup(data)
    if start.startswith((b"[", b"{")):
        return _androidqf(data)
    return _text(data.decode("utf-8-sig", "replace"))


def _androidqf(data: bytes) -> AppList:
    try:
        packages = msgspec.json.decode(data, type=list[_Package])
    except (msgspec.DecodeError, RecursionError) as fault:
        message = "This JSON is not a list of packages as AndroidQF writes it (packages.json). Nothing was read."
        raise ListRefused(message) from fault
    apps = [
        InstalledApp(
            id=each.name,
            certificates=_certificates(each.files or []),
            installer="" if each.installer == _NOBODY else each.installer,
            is_system=each.system,
            is_disabled=each.disabled,
        )
        for each in packages
    ]
    unknown = ("It does not say when an app was installed.",)
    return AppList(source="AndroidQF, packages.json", apps=_once(apps), cannot_know=unknown)


def _certificates(files: list[_File]) -> tuple[str, ...]:
    found = []
    for each in files:
        for name, value in (each.certificate or {}).items():
            if name.lower() == "sha1" and isinstance(value, str):
                found.append(_hex(value))
    return tuple(dict.fromkeys(one for one in found if len(one) <= LONGEST_NAME))[:MOST_CERTIFICATES]


def _backup(data: bytes) -> AppList:
    try:
        written = plistlib.loads(data)
    except (plistlib.InvalidFileException, ValueError, ExpatError, OverflowError, RecursionError) as fault:
        message = "This property list is damaged, so nothing was read from it."
        raise ListRefused(message) from fault
    listed = written.get("Installed Applications") if isinstance(written, dict) else None
    details = written.get("Applications") if isinstance(written, dict) else None
    if not isinstance(listed, list) and not isinstance(details, dict):
        message = (
            "This property list names no installed applications. In an iTunes or Finder backup they stand in "
            "Info.plist."
        )
        raise ListRefused(message)
    names = [one for one in (*(listed or []), *(details or {})) if isinstance(one, str)]
    unread = (
        () if len(names) == len(listed or []) + len(details or {}) else ("Some entries are not names of apps.",)
    )
    unknown = (
        "A backup lists apps from the App Store only; profiles and web pages that watch are not in it.",
        "It does not say when an app was installed.",
    )
    apps = [InstalledApp(id=name) for name in names]
    return AppList(
        source="iTunes or Finder backup, Info.plist", apps=_once(apps), unread=unread, cannot_know=unknown
    )


def _text(text: str) -> AppList:
    if _DUMPED.search(text):
        apps = tuple(_dumped(text))
        unknown = ("Times are those of the phone's clock, read as UTC: they may be hours off.",)
        return AppList(source="adb, dumpsys package", apps=_once(list(apps)), cannot_know=unknown)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        message = "The list is empty."
        raise ListRefused(message)
    if any(line.startswith("package:") for line in lines):
        return _lines("adb, pm list packages", lines, _listed)
    return _lines("typed by hand", lines, _typed)


def _lines(source: str, lines: list[str], read: Callable[[str], InstalledApp | None]) -> AppList:
    apps = [read(line) for line in lines]
    failed = sum(app is None for app in apps)
    unread = (f"{failed} lines were not understood and are not in the result.",) if failed else ()
    known = [app for app in apps if app is not None]
    return AppList(source=source, apps=_once(known), unread=unread, cannot_know=(_ONLY_NAMES,))


def _listed(line: str) -> InstalledApp | None:
    found = _LINE.match(line)
    if found is None:
        return None
    installer = _INSTALLER.search(found["rest"])
    by = None if installer is None else "" if installer[1] == _NOBODY else installer[1]
    path = found["path"]
    return InstalledApp(id=found["id"], installer=by, is_system=path.startswith("/system") if path else None)


def _typed(line: str) -> InstalledApp:
    """A package name where it looks like one; else the name as somebody saw it on the screen."""
    name, _semicolon, day = (part.strip() for part in line.partition(";"))
    at = _day(day)
    return (
        InstalledApp(id=name, installed_at=at)
        if _ID.match(name)
        else InstalledApp(id="", name=name, installed_at=at)
    )


def _day(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None


def _dumped(text: str) -> Iterator[InstalledApp]:
    starts = list(_DUMPED.finditer(text))
    for found, after in zip(starts, [*starts[1:], None], strict=True):
        part = text[found.end() : after.start() if after else len(text)]
        first, by = _FIRST.search(part), _INSTALLED_BY.search(part)
        at = _moment(first[1]) if first else None
        installer = None if by is None else "" if by[1] == _NOBODY else by[1]
        yield InstalledApp(id=found["id"], installer=installer, installed_at=at)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def _once(apps: list[InstalledApp]) -> tuple[InstalledApp, ...]:
    """The same entry twice is one; two entries that say different things both stay."""
    return tuple(dict.fromkeys(apps))


def _hex(value: str) -> str:
    return re.sub(r"[^0-9a-f]", "", value.lower())
