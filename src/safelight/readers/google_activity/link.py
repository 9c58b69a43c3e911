"""What the address of a My Activity entry says: whether it is a search, and where the device was thought to be."""

import re
from urllib.parse import parse_qs, urlsplit

from safelight.readers.place import place

_SEARCHES = {
    ("google", "/search"): ("q",),
    ("youtube", "/results"): ("search_query",),
    ("google", "/maps"): ("q",),
    ("google", "/maps/search"): ("query",),
}
"""By host and path: the parameters of an address that hold the words searched for."""
_HOST = re.compile(r"(?:www\.|m\.)?(google|youtube)\.[a-z.]{2,6}")
_SPOT = re.compile(r"(?:[?&](?:q|center)=|/@)(-?\d{1,3}\.\d{1,20}),(-?\d{1,3}\.\d{1,20})")


def searched_for(address: str) -> str | None:
    """The words of a search, if the address is one; ``None`` for any other."""
    try:
        parts = urlsplit(address)
        host = _HOST.fullmatch(parts.hostname or "")
        names = _SEARCHES.get((host[1], parts.path.rstrip("/"))) if host else None
        asked = parse_qs(parts.query, max_num_fields=100) if names else {}
    except ValueError:
        return None
    words = next((asked[name][0] for name in names or () if name in asked), None)
    return None if words is None or _SPOT.search(address) else words


def place_in(address: str) -> dict[str, str]:
    """Where a link to a map points, for ``extra``."""
    match = _SPOT.search(address)
    return place(match[1], match[2]) if match else {}
