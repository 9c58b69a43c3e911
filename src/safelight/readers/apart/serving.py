"""The parent's ear: a thread that hands out bytes the moment they are asked for, and queues everything else."""

import queue
import threading
from collections.abc import Sequence
from typing import BinaryIO, Generic, TypeVar

import msgspec

from safelight.readers.apart.frames import Fetch
from safelight.readers.apart.wire import TooLong, Wire

FrameOf = TypeVar("FrameOf")

_FRAMES_WAITING = 3


class Garbled(Exception):
    """What came is no frame, or asks for bytes that are not there."""


class TooSlow(Exception):
    """Nothing came for too long."""


class Serving(threading.Thread, Generic[FrameOf]):
    """Serves one reading process; ``next`` gives its frames in order, then ``None``."""

    def __init__(
        self,
        wire: Wire,
        files: Sequence[tuple[BinaryIO, int]],
        decoder: "msgspec.msgpack.Decoder[FrameOf]",
        longest_frame: int,
    ) -> None:
        """``decoder`` knows the frames that may come; requests for bytes are answered here."""
        super().__init__(name="serving a reading process", daemon=True)
        self._wire = wire
        self._files = files
        self._decoder = decoder
        self._longest_frame = longest_frame
        self._frames: queue.Queue[FrameOf | BaseException | None] = queue.Queue(_FRAMES_WAITING)

    def run(self) -> None:
        """Until the other end is gone or says something that is no frame."""
        try:
            while raw := self._wire.receive(self._longest_frame):
                frame = self._decoder.decode(raw)
                if isinstance(frame, Fetch):
                    self._wire.send(self._bytes(frame))
                else:
                    self._frames.put(frame)
        except ConnectionError:
            pass  # the other end is gone
        except (TooLong, msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
            self._frames.put(Garbled(type(problem).__name__))
        except BaseException as problem:
            self._frames.put(problem)
        self._frames.put(None)

    def _bytes(self, wanted: Fetch) -> bytes:
        if wanted.file >= len(self._files):
            raise TooLong
        file, size = self._files[wanted.file]
        if wanted.offset + wanted.length > size:
            raise TooLong
        file.seek(wanted.offset)
        return file.read(wanted.length)

    def next(self, seconds: float) -> FrameOf | None:
        """The next frame; ``None`` at the end. Raises ``TooSlow``, ``Garbled``, and what reading a file raised."""
        try:
            frame = self._frames.get(timeout=max(seconds, 0.001))
        except queue.Empty:
            raise TooSlow from None
        if isinstance(frame, BaseException):
            raise frame
        return frame

    def stop(self) -> None:
        """Ends the thread, whatever it waits for."""
        self._wire.close()
        while self.is_alive():
            try:
                self._frames.get(timeout=0.05)
            except queue.Empty:
                continue
        self.join()
