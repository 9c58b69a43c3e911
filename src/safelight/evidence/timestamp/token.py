"""Asking for a time-stamp of a checkpoint, and checking the answer (RFC 3161)."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from cryptography import x509

if TYPE_CHECKING:
    from rfc3161_client import TimeStampRequest

MOST_BYTES = 1 << 20


class BadTimestamp(ValueError):
    """An answer is not a time-stamp of this text by this authority. The message is a sentence."""


class Question(NamedTuple):
    """What is sent to the authority, and what its answer is checked against."""

    der: bytes
    request: "TimeStampRequest"


def question(text: str) -> Question:
    """Asks about the SHA-256 of a text, with a number that only a fresh answer repeats."""
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    request = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256).build()
    return Question(request.as_bytes(), request)


def stamped_at(answer: bytes, text: str, roots: bytes, asked: Question | None = None) -> datetime:
    """When an authority, under one of these root certificates (PEM), saw a text. Raises ``BadTimestamp``.

    With the question, an answer to an earlier one is refused as well. The certificates need to have been
    valid at that time only.
    """
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        certificates = x509.load_pem_x509_certificates(roots)
    except ValueError as problem:
        raise BadTimestamp("The certificates of the authority cannot be read.") from problem
    try:
        response = decode_timestamp_response(answer)
        builder = VerifierBuilder(roots=certificates)
        builder = builder if asked is None else VerifierBuilder(roots=certificates, nonce=asked.request.nonce)
        builder.build().verify_message(response, text.encode())
        return response.tst_info.gen_time.astimezone(UTC)
    except (VerificationError, ValueError) as problem:
        raise BadTimestamp(f"This is no time-stamp of that checkpoint by that authority ({problem}).") from problem
