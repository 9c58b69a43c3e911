"""Where the first conversation of a case is read."""

import re
from typing import Any

_ADDRESS = re.compile(r"/cases/[^\"]*/conversations/[0-9a-f]{32}/")


def first_conversation(client: Any, base: str) -> str:
    """Its address, as the case's list of conversations has it. ``client`` is Django's, signed in."""
    found = _ADDRESS.search(client.get(f"{base}conversations/").content.decode())
    if found is None:
        raise LookupError("The case has no conversation.")
    return found[0]
