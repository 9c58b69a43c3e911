"""What the mail server that took a mail in said of its sender's domain (RFC 8601, RFC 7489)."""

import re
from enum import StrEnum

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]{1,20})\b([^;]{0,1000})", re.IGNORECASE)
_DOMAIN = re.compile(
    r"\b(?:header\.from|header\.d|header\.i)\s*=\s*\"?[^\s@;\"]{0,255}?@?([\w.-]{1,255})", re.ASCII
)
_LONGEST_CHARACTERS = 8_192


class Authentication(StrEnum):
    """Whether the domain in From was found to be the sender's own."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_STATED = "not stated"


def authentication_of(results: str, domain: str) -> Authentication:
    """By the topmost ``Authentication-Results``: every server puts its own above those it was given.

    Passed where DMARC passed for the domain, or DKIM passed for it or a domain above it.
    """
    if not domain or len(results) > _LONGEST_CHARACTERS:
        return Authentication.NOT_STATED
    found = _RESULT.findall(_COMMENT.sub(" ", results))
    said = [(method.lower(), result.lower(), _DOMAIN.findall(rest)) for method, result, rest in found]
    if any(
        result == "pass" and method != "spf" and any(_covers(one, domain) for one in domains)
        for method, result, domains in said
    ):
        return Authentication.PASSED
    has_failed = any(method != "spf" and result in ("fail", "permerror") for method, result, _ in said)
    return Authentication.FAILED if has_failed else Authentication.NOT_STATED


def _covers(signed: str, domain: str) -> bool:
    """The same domain or one above it: ``google.com`` signs for ``accounts.google.com``, ``com`` for nobody."""
    signed = signed.lower().rstrip(".")
    return "." in signed and (domain == signed or domain.endswith(f".{signed}"))
