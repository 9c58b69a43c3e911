"""Frames over a socket: four bytes of length, then the frame."""

import socket
import struct
from contextlib import suppress

_HEADER = struct.Struct("<I")
_SOCKET_BUFFER_BYTES = 1024 * 1024
_PIECE_BYTES = 1024 * 1024


class TooLong(ValueError):
    """A frame is longer than was agreed."""


class Wire:
    """One end of a connection that carries frames."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def send(self, frame: bytes) -> None:
        """Raises ``OSError`` where the other end is gone."""
        self._connection.sendall(_HEADER.pack(len(frame)))
        self._connection.sendall(frame)

    def receive(self, longest: int) -> bytearray | None:
        """The next frame; ``None`` where the other end is gone. Raises ``TooLong``."""
        header = self._exactly(_HEADER.size)
        if header is None:
            return None
        (length,) = _HEADER.unpack(header)
        if length > longest:
            raise TooLong
        return self._exactly(length)

    def _exactly(self, length: int) -> bytearray | None:
        """Grows with what comes, so that a length alone costs no memory."""
        data = bytearray()
        while len(data) < length:
            try:
                piece = self._connection.recv(min(length - len(data), _PIECE_BYTES))
            except ConnectionError:
                return None
            if not piece:
                return None
            data += piece
        return data

    def close(self) -> None:
        """Lets the other end know that nothing more comes, even while it waits."""
        with suppress(OSError):  # the other end closed first
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()


def pair() -> tuple[socket.socket, socket.socket]:
    """Two ends of one connection, with room for a frame or two on the way."""
    ends = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    for end in ends:
        end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER_BYTES)
    return ends
