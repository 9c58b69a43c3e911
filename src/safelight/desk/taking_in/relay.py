"""Passes every request that brings files on to the process that takes them in, and its answer back."""

import http.client
import threading
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote

from safelight.desk.taking_in import sentences
from safelight.desk.taking_in.connection import Connection

AT_ONCE = 8
"""How many uploads may run at a time: each holds one of the service's threads until it is through."""

_PIECE_BYTES = 1 << 18
_NOT_PASSED_ON = frozenset({"connection", "keep-alive", "transfer-encoding", "te", "upgrade", "expect"})

Environ = dict[str, Any]
Started = Callable[..., Any]
Application = Callable[[Environ, Started], Iterable[bytes]]


class Relay:
    """The desk as a WSGI application (PEP 3333), with the requests that bring files passed on.

    Where the other process is being started again, files are taken in here: slower for all, and nothing lost.
    """

    def __init__(self, desk: Application, address: Path) -> None:
        """``address`` is the socket at which the other process listens."""
        self._desk = desk
        self._address = address
        self._free = threading.BoundedSemaphore(AT_ONCE)

    def __call__(self, environ: Environ, start: Started) -> Iterable[bytes]:
        """Answer one request."""
        if not _brings_files(environ):
            return self._desk(environ, start)
        if not self._free.acquire(blocking=False):
            return _said(start, sentences.TOO_MANY)
        try:
            return self._taken_in(environ, start)
        finally:
            self._free.release()

    def _taken_in(self, environ: Environ, start: Started) -> Iterable[bytes]:
        connection = Connection(self._address)
        try:
            connection.connect()
        except OSError:
            connection.close()
            return self._desk(environ, start)
        try:
            return _passed_on(connection, environ, start)
        except (http.client.HTTPException, OSError):
            return _said(start, sentences.BROKE_OFF)
        finally:
            connection.close()


def _brings_files(environ: Environ) -> bool:
    return (
        environ["REQUEST_METHOD"] == "POST"
        and str(environ.get("CONTENT_TYPE", "")).lower().startswith("multipart/form-data")
        and str(environ.get("CONTENT_LENGTH", "")).isdecimal()
    )


def _passed_on(connection: Connection, environ: Environ, start: Started) -> Iterable[bytes]:
    connection.putrequest("POST", _address_of(environ), skip_host=True, skip_accept_encoding=True)
    for name, text in _headers(environ):
        connection.putheader(name, text)
    connection.endheaders()
    _send_body(connection, environ["wsgi.input"], int(environ["CONTENT_LENGTH"]))
    answer = connection.getresponse()
    body = answer.read()
    headers = [(name, text) for name, text in answer.getheaders() if name.lower() not in _NOT_PASSED_ON]
    start(f"{answer.status} {HTTPStatus(answer.status).phrase}", headers)
    return [body]


def _send_body(connection: Connection, source: BinaryIO, left: int) -> None:
    try:
        while left:
            piece = source.read(min(left, _PIECE_BYTES))
            if not piece:
                connection.end_early()
                return
            connection.send(piece)
            left -= len(piece)
    except (BrokenPipeError, ConnectionResetError):
        return  # it answered before it had everything, and its answer says why


def _address_of(environ: Environ) -> str:
    query = environ.get("QUERY_STRING", "")
    return quote(f"{environ.get('SCRIPT_NAME', '')}{environ['PATH_INFO']}".encode("latin-1")) + (
        query and f"?{query}"
    )


def _headers(environ: Environ) -> Iterable[tuple[str, str]]:
    for name, text in environ.items():
        header = name.removeprefix("HTTP_").replace("_", "-")
        if name.startswith("HTTP_") and header.lower() not in _NOT_PASSED_ON:
            yield header, text
    yield "Content-Type", environ["CONTENT_TYPE"]
    yield "Content-Length", environ["CONTENT_LENGTH"]


def _said(start: Started, page: bytes) -> Iterable[bytes]:
    start("503 Service Unavailable", [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [page]
