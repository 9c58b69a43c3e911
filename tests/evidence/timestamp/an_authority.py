"""A time-stamping authority for tests: certificates, and answers written out by hand (RFC 3161, RFC 5652)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SEQUENCE, SET, INTEGER, OCTETS, OID, NULL, TIME = 0x30, 0x31, 0x02, 0x04, 0x06, 0x05, 0x18
SIGNED_DATA, TST_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
CONTENT_TYPE, MESSAGE_DIGEST = "1.2.840.113549.1.9.3", "1.2.840.113549.1.9.4"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
SHA256, ECDSA_SHA256 = "2.16.840.1.101.3.4.2.1", "1.2.840.10045.4.3.2"
POLICY = "1.3.6.1.4.1.55555.1"


def tlv(tag: int, *parts: bytes) -> bytes:
    content = b"".join(parts)
    size = len(content)
    if size < 128:
        return bytes([tag, size]) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content


def integer(value: int) -> bytes:
    return tlv(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def oid(dotted: str) -> bytes:
    first, second, *rest = map(int, dotted.split("."))
    encoded = bytearray([first * 40 + second])
    for number in rest:
        groups = [number & 0x7F]
        while number := number >> 7:
            groups.append(number & 0x7F | 0x80)
        encoded += bytes(reversed(groups))
    return tlv(OID, bytes(encoded))


def parts_of(der: bytes) -> list[tuple[int, bytes]]:
    """Tags and contents side by side."""
    found, place = [], 0
    while place < len(der):
        tag, size, place = der[place], der[place + 1], place + 2
        if size & 0x80:
            width = size & 0x7F
            size, place = int.from_bytes(der[place : place + width], "big"), place + width
        found.append((tag, der[place : place + size]))
        place += size
    return found


class AnAuthority:
    """Signs what it is asked, under a root of its own."""

    def __init__(self, name: str, *, for_time_stamps: bool = True) -> None:
        self._root_key, self._key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
        self.root = certificate(f"{name} root", self._root_key, None, None)
        self.leaf = certificate(name, self._key, self.root, self._root_key, for_time_stamps=for_time_stamps)

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(Encoding.PEM)

    def answer(self, question: bytes, at: datetime) -> bytes:
        [(_, whole)] = parts_of(question)
        parts = parts_of(whole)
        imprint = tlv(SEQUENCE, parts[1][1])
        nonces = [content for tag, content in parts[2:] if tag == INTEGER]
        info = tlv(
            SEQUENCE,
            *(integer(1), oid(POLICY), imprint, integer(7), tlv(TIME, at.strftime("%Y%m%d%H%M%SZ").encode())),
            *(tlv(INTEGER, nonce) for nonce in nonces),
        )
        return tlv(SEQUENCE, tlv(SEQUENCE, integer(0)), self._token(info))

    def _token(self, info: bytes) -> bytes:
        algorithm = tlv(SEQUENCE, oid(SHA256))
        leaf = self.leaf.public_bytes(Encoding.DER)
        essential = tlv(SEQUENCE, tlv(SEQUENCE, tlv(SEQUENCE, tlv(OCTETS, sha256(leaf).digest()))))
        attributes = signed_attributes(
            (CONTENT_TYPE, oid(TST_INFO)),
            (MESSAGE_DIGEST, tlv(OCTETS, sha256(info).digest())),
            (SIGNING_CERTIFICATE, essential),
        )
        signer = tlv(
            SEQUENCE,
            integer(1),
            tlv(SEQUENCE, self.leaf.issuer.public_bytes(), integer(self.leaf.serial_number)),
            algorithm,
            tlv(0xA0, attributes),
            tlv(SEQUENCE, oid(ECDSA_SHA256)),
            tlv(OCTETS, self._key.sign(tlv(SET, attributes), ec.ECDSA(hashes.SHA256()))),
        )
        content = tlv(SEQUENCE, oid(TST_INFO), tlv(0xA0, tlv(OCTETS, info)))
        data = tlv(SEQUENCE, integer(3), tlv(SET, algorithm), content, tlv(0xA0, leaf), tlv(SET, signer))
        return tlv(SEQUENCE, oid(SIGNED_DATA), tlv(0xA0, data))


def signed_attributes(*attributes: tuple[str, bytes]) -> bytes:
    """In the order that DER demands of a set."""
    return b"".join(sorted(tlv(SEQUENCE, oid(name), tlv(SET, value)) for name, value in attributes))


def certificate(
    name: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: x509.Certificate | None,
    issuer_key: ec.EllipticCurvePrivateKey | None,
    *,
    for_time_stamps: bool = True,
) -> x509.Certificate:
    """A root, or a leaf under one."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    is_root = issuer is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject if issuer is None else issuer.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(usage(is_root=is_root), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if not is_root:
        purpose = ExtendedKeyUsageOID.TIME_STAMPING if for_time_stamps else ExtendedKeyUsageOID.SERVER_AUTH
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=True)
    return builder.sign(issuer_key or key, hashes.SHA256())


def usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )


@contextmanager
def serving(authority: AnAuthority, at: datetime) -> Iterator[str]:
    """Its address while entered."""

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            answer = authority.answer(question, at)
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
