"""A store that speaks as much of S3 as sealed objects need, on this machine, in memory."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

ACCESS_KEY, SECRET_KEY = "anybody", "a-secret-of-the-store"
WHEN = "2026-11-27T00:00:00.000Z"


class FakeS3(ThreadingHTTPServer):
    """Objects by bucket and key. ``failing`` makes it answer 503 to everything."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.parts: dict[str, dict[int, bytes]] = {}
        self.failing = False

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def fake_s3() -> Iterator[FakeS3]:
    server = FakeS3()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeS3

    def log_message(self, *_words: object) -> None:
        pass

    def _begin(self) -> tuple[str, dict[str, str], bytes] | None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(address.query, keep_blank_values=True).items()}
        if self.server.failing:
            self._answer(503, _error("SlowDown"))
            return None
        signed = self.headers.get("Authorization", "").startswith(f"AWS4-HMAC-SHA256 Credential={ACCESS_KEY}/")
        digest = self.headers.get("x-amz-content-sha256", "")
        if not signed or digest != hashlib.sha256(body).hexdigest():
            self._answer(403, _error("SignatureDoesNotMatch"))
            return None
        return unquote(address.path).lstrip("/"), query, body

    def _answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Last-Modified", "Fri, 27 Nov 2026 00:00:00 GMT")
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_PUT(self) -> None:
        begun = self._begin()
        if begun is None:
            return None
        key, query, body = begun
        if "partNumber" in query:
            self.server.parts[query["uploadId"]][int(query["partNumber"])] = body
        elif source := self.headers.get("x-amz-copy-source"):
            self.server.objects[key] = self.server.objects[unquote(source).lstrip("/")]
            tag = f"<CopyObjectResult><ETag>x</ETag><LastModified>{WHEN}</LastModified></CopyObjectResult>"
            return self._answer(200, tag.encode())
        else:
            self.server.objects[key] = body
        return self._answer(200, ETag=f'"{hashlib.md5(body).hexdigest()}"')

    def do_POST(self) -> None:
        begun = self._begin()
        if begun is None:
            return None
        key, query, _body = begun
        if "uploads" in query:
            number = f"upload-{len(self.server.parts)}"
            self.server.parts[number] = {}
            answer = f"<R><Bucket>b</Bucket><Key>{escape(key)}</Key><UploadId>{number}</UploadId></R>"
            return self._answer(200, answer.encode())
        parts = self.server.parts.pop(query["uploadId"])
        self.server.objects[key] = b"".join(parts[number] for number in sorted(parts))
        answer = f"<R><Bucket>b</Bucket><Key>{escape(key)}</Key><ETag>x</ETag><Location>l</Location></R>"
        return self._answer(200, answer.encode())

    def do_GET(self) -> None:
        begun = self._begin()
        if begun is None:
            return None
        key, query, _body = begun
        if "list-type" in query:
            return self._answer(200, _listing(self.server.objects, key.strip("/"), query))
        if key not in self.server.objects:
            return self._answer(404, _error("NoSuchKey"))
        whole = self.server.objects[key]
        first, _, last = self.headers.get("Range", "bytes=0-").removeprefix("bytes=").partition("-")
        return self._answer(206, whole[int(first) : int(last) + 1 if last else None])

    def do_HEAD(self) -> None:
        begun = self._begin()
        if begun is None:
            return None
        whole = self.server.objects.get(begun[0])
        if whole is None:
            return self._answer(404)
        tag = f'"{hashlib.md5(whole).hexdigest()}"'
        return self._answer(200, ETag=tag, Content_Length=str(len(whole)))

    def do_DELETE(self) -> None:
        begun = self._begin()
        if begun is not None:
            self.server.objects.pop(begun[0], None)
            self._answer(204)


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>no</Message></Error>".encode()


def _listing(objects: dict[str, bytes], bucket: str, query: dict[str, str]) -> bytes:
    prefix, delimiter = query.get("prefix", ""), query.get("delimiter", "")
    folders, lines = set(), []
    for key, body in sorted(objects.items()):
        name = key.removeprefix(f"{bucket}/")
        if name.startswith(prefix):
            inside = name[len(prefix) :]
            if delimiter and delimiter in inside:
                folders.add(prefix + inside.split(delimiter)[0] + delimiter)
            else:
                tag = hashlib.md5(body).hexdigest()
                lines.append(
                    f"<Contents><Key>{escape(name)}</Key><Size>{len(body)}</Size><ETag>{tag}</ETag>"
                    f"<LastModified>{WHEN}</LastModified></Contents>"
                )
    lines += [f"<CommonPrefixes><Prefix>{escape(one)}</Prefix></CommonPrefixes>" for one in sorted(folders)]
    return (
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><IsTruncated>false</IsTruncated>'
        f"<Name>{bucket}</Name>{''.join(lines)}</ListBucketResult>"
    ).encode()
