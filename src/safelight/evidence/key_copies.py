"""Copies of the key store: mirrors without a past, so that destroying a key reaches each of them.

A backup holds no case key. Without its key store it opens nothing, so the keys are copied to places of their own,
and a place holds only what is there now: a key that was destroyed is destroyed there too, at once, or as soon as
the place is reachable again.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec

from safelight.evidence.durable import flush_folder, write_new, write_over

MARKER = "SAFELIGHT-KEYS"
_MARKED = b"""\
A copy of the case keys of Safelight, wrapped by the force key. Safelight keeps it up to date, and destroys keys
in it when cases are disposed of. Do not copy this folder: a copy that Safelight does not know of keeps cases
readable after their disposal, for whoever holds the force key.
"""


class NoKeyCopy(OSError):
    """A place is not a copy of the key store, or cannot be reached. The message is a sentence."""


class KeyCopies:
    """The places that Safelight knows of, kept in one file beside the keys."""

    def __init__(self, folder: Path) -> None:
        """``folder`` is the key store."""
        self._folder = folder
        self._list = folder / "copies"

    def places(self) -> list[Path]:
        """Where copies are, reachable or not."""
        if not self._list.exists():
            return []
        return [Path(place) for place in msgspec.json.decode(self._list.read_bytes(), type=list[str])]

    def add(self, place: Path) -> None:
        """Makes a place a copy and remembers it. Raises ``NoKeyCopy`` where something else lies there."""
        place = place.absolute()
        if not (place / MARKER).exists():
            if place.exists() and any(place.iterdir()):
                raise NoKeyCopy(
                    f"{place} holds something else. Name an empty folder, or one that is not there yet."
                )
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_new(place / MARKER, _MARKED)
        if place not in self.places():
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_over(self._list, msgspec.json.encode([*map(str, self.places()), str(place)]))

    def put(self, name: str, content: bytes) -> list[Path]:
        """Writes a key file into every copy; the places that were out of reach."""
        return [place for place in self.places() if not _put(place, name, content)]

    def bring_up_to_date(self) -> list[Path]:
        """Makes every copy what the key store is, both ways for what was destroyed; the places out of reach."""
        out_of_reach = []
        for place in self.places():
            if is_reachable(place):
                _destroy_what_was_destroyed(place, self._folder)
                for key in sorted(self._folder.glob("*.key")):
                    _put(place, key.name, key.read_bytes())
            else:
                out_of_reach.append(place)
        return out_of_reach

    def destroy(self, case: str) -> list[Path]:
        """Destroys a key in every copy and leaves the mark; the places that were out of reach."""
        owing = []
        for place in self.places():
            if is_reachable(place):
                destroy_file(place / f"{case}.key")
                mark_disposed(place, case)
            else:
                owing.append(place)
        return owing


def is_reachable(place: Path) -> bool:
    """Whether the copy is there now."""
    return (place / MARKER).exists()


def destroy_file(path: Path) -> None:
    """Overwrites a small file and removes it; nothing happens where there is none."""
    if path.exists():
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        flush_folder(path.parent)


def mark_disposed(folder: Path, case: str) -> None:
    """Leaves the mark of a case that was disposed of, so that no key is ever made, or put back, for it."""
    if not (folder / f"{case}.disposed").exists():
        write_over(folder / f"{case}.disposed", b"[]")


def marks_in(folder: Path) -> Iterator[str]:
    """The cases that were disposed of, by the marks in a key store or a copy of one."""
    yield from sorted(mark.name.removesuffix(".disposed") for mark in folder.glob("*.disposed"))


def _destroy_what_was_destroyed(one: Path, other: Path) -> None:
    for case in {*marks_in(one), *marks_in(other)}:
        for folder in (one, other):
            destroy_file(folder / f"{case}.key")
            mark_disposed(folder, case)


def _put(place: Path, name: str, content: bytes) -> bool:
    if not is_reachable(place):
        return False
    path = place / name
    if not path.exists() or path.read_bytes() != content:
        if path.exists():
            destroy_file(path)  # what an old force key wrapped is overwritten, not only unlinked
        write_over(path, content)
    return True
