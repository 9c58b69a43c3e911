"""What keeps the reading process in: each guard is put up where the system has it, and named."""

from safelight.readers.apart.frames import Limits
from safelight.readers.apart.guards.resources import limit_resources


def shut_in(limits: Limits) -> tuple[str, ...]:
    """Put up every guard there is, for the rest of this process; the names of those that hold."""
    return (limit_resources(limits),)
