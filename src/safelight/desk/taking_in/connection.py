"""HTTP to another process of this machine, over a socket in a folder that only this user can enter."""

import http.client
import socket
from pathlib import Path


class Connection(http.client.HTTPConnection):
    """A connection to the process that listens at a path."""

    def __init__(self, address: Path) -> None:
        super().__init__("localhost")
        self._address = str(address)
        self._line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def connect(self) -> None:
        """Raises ``OSError`` where nobody listens."""
        self._line.connect(self._address)
        self.sock = self._line

    def end_early(self) -> None:
        """Says that no more will come of a body that broke off."""
        self._line.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Hangs up."""
        super().close()
        self._line.close()
