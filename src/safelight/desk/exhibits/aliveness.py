"""Which workers are alive. Each holds a lock that the system lets go of when it dies, however it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings


@contextmanager
def alive_as(worker: str) -> Iterator[None]:
    """Be known as alive for as long as this lasts."""
    place = _place(worker)
    handle = os.open(place, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        place.unlink(missing_ok=True)
        os.close(handle)


def is_alive(worker: str) -> bool:
    """Whether a worker still holds its lock."""
    try:
        handle = os.open(_place(worker), os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(handle)


def _place(worker: str) -> Path:
    folder: Path = settings.FOLDER / "workers"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / worker
