"""What the vault asks of a place that keeps sealed objects. Names say nothing without the key of the case."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec


class StoreUnavailable(OSError):
    """The place that keeps objects does not answer, or refuses. The message is a sentence."""


class Kept(msgspec.Struct, frozen=True):
    """One object as it lies there: its length in bytes, sealed, and a mark that changes when it is replaced."""

    name: str
    size: int
    mark: str
    age_seconds: float = 0.0


class LeftOver(msgspec.Struct, frozen=True):
    """A file that is no object: sealing was not finished (and is it still going on?), or one kept aside."""

    name: str
    unfinished: bool
    in_use: bool
    age_seconds: float


class ObjectStore(Protocol):
    """Sealed objects by case and name. Every method may raise ``OSError`` (``StoreUnavailable``)."""

    def partial(self, case: str) -> Path:
        """A name for a file on a local disk in which an object can grow until it is filed."""

    def alone_in(self, case: str) -> AbstractContextManager[None]:
        """Keeps other threads and processes from filing in the same case meanwhile."""

    def filed(self, case: str, partial: Path, name: str) -> AbstractContextManager[None]:
        """Puts a finished object in its place, and takes it back if what is done meanwhile fails."""

    def open(self, case: str, name: str) -> BinaryIO:
        """The sealed bytes, seekable and unbuffered. Raises ``FileNotFoundError``."""

    def holds(self, case: str, name: str) -> bool:
        """Whether there is such an object, whatever its condition."""

    def cases(self) -> Iterator[str]:
        """Every case that something is kept of, in order."""

    def kept(self, case: str) -> Iterator[Kept]:
        """The objects of a case, by name in order."""

    def left_over(self, case: str) -> Iterator[LeftOver]:
        """Files of a case that are no objects."""

    def remove(self, case: str, name: str) -> None:
        """Takes away an object, or what was left over, for good; nothing happens where there is none."""

    def remove_case(self, case: str) -> None:
        """Takes away everything that is kept of a case."""
