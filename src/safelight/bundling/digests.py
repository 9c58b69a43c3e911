"""Hashes of exhibits in a bundle. One that could be used to try out removed words is given as a commitment.

Whoever holds a bundle could put guesses in the place of "[removed]", build a small export anew and compare its
hash. A commitment can be opened later, by the salt the force keeps, and tells nothing before.
"""

import hmac
from collections.abc import Collection, Iterable

from safelight.bundling.on_file import ExhibitOnFile

_WITHHELD = "Not given, because something of this exhibit is removed. Commitment: "


def digests_of(exhibits: Iterable[ExhibitOnFile], touched: Collection[str], salt: str) -> dict[str, str]:
    """By each SHA-256, what the bundle says in its place; ``touched`` are those something is removed of."""
    return {
        one.sha256: _WITHHELD + commitment(one.sha256, salt) if one.sha256 in touched else one.sha256
        for one in exhibits
    }


def commitment(sha256: str, salt: str) -> str:
    """HMAC-SHA-256 of the hash under the salt, in hexadecimal."""
    return hmac.digest(bytes.fromhex(salt), bytes.fromhex(sha256), "sha256").hex()
