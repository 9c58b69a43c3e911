"""Hands in large files over HTTP, one after the other, until it is stopped: ``python -m benchmarks.uploader``."""

import http.client
import os
import secrets
import sys
import time
from typing import NamedTuple

_MIB = 1 << 20
_FILE_MIB = 64


class Signed(NamedTuple):
    """A desk on a port of this machine, the cookie of somebody who signed in, and the address of their case."""

    port: int
    session: str
    case: str

    def timed(self, path: str) -> float:
        """Asks for a page and answers with how long it took, in milliseconds. Raises ``ValueError`` if refused."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        began = time.perf_counter()
        connection.request("GET", path, headers={"Cookie": f"session={self.session}"})
        answer = connection.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1000
        connection.close()
        if answer.status != http.client.OK:
            message = f"{path} was answered with {answer.status}"
            raise ValueError(message)
        return took

    def hand_in(self) -> None:
        """Hands in one large file that nobody handed in before. Raises ``ValueError`` if it is not taken."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        token, boundary = secrets.token_hex(16), secrets.token_hex(16)
        head, foot = _around(boundary, token)
        connection.putrequest("POST", f"{self.case}exhibits/add/")
        connection.putheader("Cookie", f"session={self.session}; csrf={token}")
        connection.putheader("Content-Type", f"multipart/form-data; boundary={boundary}")
        connection.putheader("Content-Length", str(len(head) + _FILE_MIB * _MIB + len(foot)))
        connection.endheaders()
        connection.send(head)
        piece = os.urandom(_MIB)
        for _ in range(_FILE_MIB):
            connection.send(piece)
        connection.send(foot)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        if answer.status != http.client.FOUND:
            message = f"The upload was answered with {answer.status}"
            raise ValueError(message)


def _around(boundary: str, token: str) -> tuple[bytes, bytes]:
    def field(name: str, value: str) -> str:
        return f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'

    file = f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="{token}.bin"\r\n'
    head = field("csrfmiddlewaretoken", token) + field("form", secrets.token_hex(16)) + file
    return f"{head}Content-Type: application/octet-stream\r\n\r\n".encode(), (
        f"\r\n{field('last', 'last')}--{boundary}--\r\n".encode()
    )


def main() -> None:
    """Reports each file that was taken with one line."""
    port, session, case = sys.argv[1:]
    signed = Signed(int(port), session, case)
    while True:
        signed.hand_in()
        print("handed in", flush=True)


if __name__ == "__main__":
    main()
