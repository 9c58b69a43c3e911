"""Sending a question to a time-stamping authority. Nothing else in Safelight opens a connection of its own."""

from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from safelight.evidence.timestamp.token import MOST_BYTES

WAIT_S = 30


class AuthorityUnreachable(Exception):
    """The authority gave no answer. The message is a sentence."""


def ask(address: str, question: bytes) -> bytes:
    """The authority's answer (RFC 3161 section 3.4). Only a number is sent: a hash says nothing of the ledger.

    Raises ``AuthorityUnreachable``.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        raise AuthorityUnreachable(f"{address} is not the address of a time-stamping authority.")
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    request = Request(address, question, headers, method="POST")  # noqa: S310 - the scheme was looked at
    try:
        with urlopen(request, timeout=WAIT_S) as answer:  # noqa: S310
            return bytes(answer.read(MOST_BYTES))
    except (URLError, HTTPException, OSError) as problem:
        raise AuthorityUnreachable(
            f"The time-stamping authority gave no answer ({problem}). The checkpoint is kept: ask again."
        ) from problem
