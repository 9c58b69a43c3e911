"""The process that takes files in: the whole desk again, behind a socket, giving way to pages and readers."""

import multiprocessing
import os
import signal
import sys
from pathlib import Path

from safelight.desk.taking_in.relay import AT_ONCE
from safelight.readers.apart.guards.kernel import die_with_parent

GIVES_WAY = 10
"""How much lower its claim to the processor is (nice(2)); hashing and encrypting can wait, people cannot."""

_LAST_ANSWERS_S = 5


def take_in(address: Path) -> None:
    """Serve at the socket until stopped."""
    os.environ.pop("SAFELIGHT_TAKING_IN", None)  # it must not pass on to itself
    die_with_parent(signal.SIGTERM)
    os.nice(GIVES_WAY)
    # A forked child would inherit Polars' threads as locks that nobody holds, and hang at its first query.
    multiprocessing.set_start_method("spawn", force=True)
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "safelight.desk.wsgi:application",
        uds=address,
        uds_permissions=0o600,
        interface=Interfaces.WSGI,
        blocking_threads=AT_ONCE,
        workers_kill_timeout=_LAST_ANSWERS_S,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    ).serve()


if __name__ == "__main__":
    take_in(Path(sys.argv[1]))
