"""An object in an S3-compatible store, read in parts as a file is."""

import io
import os
from typing import TYPE_CHECKING

from safelight.evidence.objects.s3_told import told

if TYPE_CHECKING:
    from minio import Minio


class S3File(io.RawIOBase):
    """One request for each read: sealed objects are read a mebibyte at a time."""

    def __init__(self, client: "Minio", bucket: str, key: str, size: int) -> None:
        """``size`` is the length of the object in bytes."""
        super().__init__()
        self._client, self._bucket, self._key, self._size = client, bucket, key, size
        self._position = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Moves without asking the store."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def tell(self) -> int:
        """The place in the object."""
        return self._position

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fills the buffer, or as much of it as the object has left."""
        length = min(len(buffer), self._size - self._position)
        if length <= 0:
            return 0
        with told():
            answer = self._client.get_object(self._bucket, self._key, offset=self._position, length=length)
            try:
                data = answer.read(length)
            finally:
                answer.close()
                answer.release_conn()
        buffer[: len(data)] = data
        self._position += len(data)
        return len(data)
