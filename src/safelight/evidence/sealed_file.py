"""Reading a sealed object: any part of it, each part checked before it is handed out."""

import io
import os
from typing import BinaryIO

from safelight.evidence.case_keys import CaseKey
from safelight.evidence.envelope import (
    CHUNK_BYTES,
    FOOTER_BYTES,
    HEADER_BYTES,
    KEPT_AS_IT_IS,
    SEALED_CHUNK_BYTES,
    TAG_BYTES,
    Contents,
    Envelope,
    ObjectDamaged,
    chunk_count,
    sealed_size,
)


class SealedFile(io.RawIOBase):
    """The original bytes of an object, in memory one chunk at a time."""

    def __init__(self, sealed: BinaryIO, case: str, key: CaseKey) -> None:
        """Takes the sealed bytes and checks beginning, end and length. Raises ``ObjectDamaged``."""
        super().__init__()
        self._file = sealed
        try:
            self._envelope = Envelope.from_header(case, key.wrapping, self._file.read(HEADER_BYTES))
            self.contents = self._checked_contents()
            if not self.contents.size:
                self.check()  # nobody will ever read the one empty chunk
        except BaseException:
            self._file.close()
            raise
        self._position = 0
        self._chunk_index, self._chunk = -1, b""

    def _checked_contents(self) -> Contents:
        length = self._file.seek(0, os.SEEK_END)
        self._file.seek(max(0, length - FOOTER_BYTES))
        contents = self._envelope.open_footer(self._file.read(FOOTER_BYTES))
        if length != sealed_size(contents.size):
            raise ObjectDamaged(f"This sealed object is longer or shorter than what was sealed. {KEPT_AS_IT_IS}")
        return contents

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Moves within the original bytes."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.contents.size}[whence]
        if base + offset < 0:
            raise ValueError("There is nothing before the first byte.")
        self._position = base + offset
        return self._position

    def tell(self) -> int:
        """The place in the original bytes."""
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Reads up to the end of the chunk that the place is in."""
        piece = self._rest_of_chunk()[: len(buffer)]
        buffer[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _rest_of_chunk(self) -> memoryview:
        if self._position >= self.contents.size:
            return memoryview(b"")
        index, offset = divmod(self._position, CHUNK_BYTES)
        if index != self._chunk_index:
            self._chunk, self._chunk_index = self._open_chunk(index), index
        return memoryview(self._chunk)[offset:]

    def readall(self) -> bytes:
        """The rest, without going through the buffer."""
        rest = io.BytesIO()
        while piece := self._rest_of_chunk():
            rest.write(piece)
            self._position += len(piece)
        return rest.getvalue()

    def check(self) -> None:
        """Authenticates every chunk. Raises ``ObjectDamaged``."""
        for index in range(chunk_count(self.contents.size)):
            self._open_chunk(index)

    def _open_chunk(self, index: int) -> bytes:
        last = index == chunk_count(self.contents.size) - 1
        self._file.seek(HEADER_BYTES + index * SEALED_CHUNK_BYTES)
        width = self.contents.size - index * CHUNK_BYTES + TAG_BYTES if last else SEALED_CHUNK_BYTES
        return self._envelope.open_chunk(index, self._file.read(width), last=last)

    def close(self) -> None:
        """Lets go of the file and of the chunk in memory."""
        self._file.close()
        self._chunk = b""
        super().close()
