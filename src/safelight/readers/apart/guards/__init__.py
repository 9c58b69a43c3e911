"""What keeps the reading process in. Each guard is put up where the system has it, and is then named."""

import signal
from collections.abc import Callable

from safelight.readers.apart.frames import Limits
from safelight.readers.apart.guards.kernel import die_with_parent
from safelight.readers.apart.guards.landlock import close_the_files
from safelight.readers.apart.guards.namespaces import leave_the_network
from safelight.readers.apart.guards.resources import limit_resources
from safelight.readers.apart.guards.system_calls import refuse_calls

Guard = Callable[[Limits], bool]

GUARDS: dict[str, Guard] = {
    "namespaces": lambda _: leave_the_network(),
    "resource limits": limit_resources,
    "landlock": lambda _: close_the_files(),
    "seccomp": lambda _: refuse_calls(),
}
"""In this order: each takes away what putting up the next one does not need."""


def shut_in(limits: Limits) -> tuple[str, ...]:
    """Put up every guard there is, for the rest of this process; the names of those that hold."""
    holding = tuple(name for name, put_up in GUARDS.items() if put_up(limits))
    die_with_parent(signal.SIGKILL)
    return holding
