"""Requests that bring files reach the process that takes them in, and nobody else's request does."""

import io
import socketserver
import threading
from collections.abc import Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any, ClassVar

import pytest

from safelight.desk.taking_in.relay import AT_ONCE, Relay

BODY = b"--b\r\n" + bytes(range(256)) * 4096
FORM = "multipart/form-data; boundary=b"


class Taker(BaseHTTPRequestHandler):
    """Answers with what came: a form that was taken, one refused unread, or no answer at all."""

    came: ClassVar[list[tuple[str, dict[str, str], bytes]]] = []
    hold: ClassVar[threading.Event]

    def do_POST(self) -> None:
        """Take one."""
        if "silent" in self.path:
            return
        if "refused" in self.path:
            self.send_response(413)
            self.end_headers()
            return
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.came.append((self.path, dict(self.headers), body))
        self.hold.wait()
        self.send_response(302)
        self.send_header("Location", "/cases/")
        self.send_header("Set-Cookie", "one=1")
        self.send_header("Set-Cookie", "two=2")
        self.end_headers()
        self.wfile.write(b"taken")

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def address_string(self) -> str:
        """A socket in a folder has no address."""
        return ""


class Answer:
    """What a server was told to answer."""

    def __call__(self, status: str, headers: list[tuple[str, str]]) -> None:
        self.status, self.headers = status, headers


@pytest.fixture
def taker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The socket of a process that takes files in."""
    address = tmp_path_factory.mktemp("s") / "t"
    Taker.came.clear()
    Taker.hold = threading.Event()
    Taker.hold.set()
    with socketserver.ThreadingUnixStreamServer(str(address), Taker) as server:
        serving = threading.Thread(target=server.serve_forever)
        serving.start()
        yield address
        Taker.hold.set()
        server.shutdown()
        serving.join()


def here(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
    """The desk of this process."""
    start("200 OK", [])
    return [b"here ", environ["wsgi.input"].read()]


def request(path: str = "/cases/SL-1/exhibits/add/", **others: object) -> dict[str, Any]:
    """A form with a file in it."""
    return {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "CONTENT_TYPE": FORM,
        "CONTENT_LENGTH": str(len(BODY)),
        "HTTP_COOKIE": "session=s",
        "HTTP_HOST": "desk.example",
        "HTTP_CONNECTION": "keep-alive",
        "wsgi.input": io.BytesIO(BODY),
        **others,
    }


def asked(relay: Relay, environ: dict[str, Any]) -> tuple[str, list[tuple[str, str]], bytes]:
    """The answer to one request."""
    answer = Answer()
    body = b"".join(relay(environ, answer))
    return answer.status, answer.headers, body


def test_files_are_passed_on_whole_and_the_answer_comes_back(taker: Path) -> None:
    status, headers, body = asked(
        Relay(here, taker), request("/cases/SL-1/caf\xc3\xa9/", QUERY_STRING="a=b&c=%20")
    )
    assert (status, body) == ("302 Found", b"taken")
    assert [text for name, text in headers if name == "Set-Cookie"] == ["one=1", "two=2"]
    path, came, sent = Taker.came[0]
    assert (path, sent) == ("/cases/SL-1/caf%C3%A9/?a=b&c=%20", BODY)
    assert (came["COOKIE"], came["HOST"], came["Content-Type"]) == ("session=s", "desk.example", FORM)
    assert "CONNECTION" not in came


@pytest.mark.parametrize(
    "others",
    [
        {"REQUEST_METHOD": "GET"},
        {"CONTENT_TYPE": "application/x-www-form-urlencoded"},
        {"CONTENT_LENGTH": ""},
    ],
)
def test_anything_else_is_answered_here(taker: Path, others: dict[str, str]) -> None:
    assert asked(Relay(here, taker), request(**others))[2].startswith(b"here ")
    assert not Taker.came


def test_where_nobody_listens_files_are_taken_in_here(tmp_path: Path) -> None:
    assert asked(Relay(here, tmp_path / "nobody"), request())[2] == b"here " + BODY


def test_a_refusal_before_the_end_comes_back(taker: Path) -> None:
    long = request("/refused/", CONTENT_LENGTH=str(1 << 24))
    long["wsgi.input"] = io.BytesIO(bytes(1 << 24))
    assert asked(Relay(here, taker), long)[0].startswith("413 ")


def test_an_answer_that_never_comes_is_said_in_a_sentence(taker: Path) -> None:
    status, _headers, body = asked(Relay(here, taker), request("/silent/"))
    assert status.startswith("503 ")
    assert b"files that were kept already are not taken in twice" in body


def test_a_body_that_breaks_off_is_not_waited_for(taker: Path) -> None:
    cut = request(CONTENT_LENGTH=str(len(BODY) + 10))
    assert asked(Relay(here, taker), cut)[0] == "302 Found"
    assert Taker.came[0][2] == BODY


def test_one_too_many_is_told_to_come_again_and_pages_go_on(taker: Path) -> None:
    relay = Relay(here, taker)
    Taker.hold.clear()
    running = [threading.Thread(target=asked, args=(relay, request())) for _ in range(AT_ONCE)]
    for one in running:
        one.start()
    while len(Taker.came) < AT_ONCE:
        running[0].join(0.01)
    status, _headers, body = asked(relay, request())
    assert status.startswith("503 ")
    assert b"wait a minute" in body
    assert asked(relay, request(REQUEST_METHOD="GET"))[0] == "200 OK"
    Taker.hold.set()
    for one in running:
        one.join()
    assert asked(relay, request())[0] == "302 Found"
