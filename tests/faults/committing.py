"""The ledger's writer, killed inside a commit that several threads share.

At each moment there is: rows are added and not committed, the write-ahead log is being written, it is written and not
yet flushed, it is flushed and nobody has been told. The last two are where an entry can be there that nobody was told
of; none may be missing that somebody was told of.
"""

import os
import signal
import threading
from collections.abc import Callable
from typing import Any
from unittest import mock

from tests.faults.forked import Ended, Tell, forked

THREADS = 6
ENTRIES = 40
MOMENTS = ("added", "flushed", "writing", "flushing")
BY_TRACING = {"writing": "pwrite64", "flushing": "fdatasync,fsync"}
"""Moments inside SQLite, which only ``strace`` can reach: the call that the kill comes before."""


def killed(moment: str, nth: int) -> Ended:
    """Several threads that look and look, until the ``nth`` time that the moment comes."""
    if moment in BY_TRACING:
        calls = BY_TRACING[moment]
        inject = ["-f", "-e", f"trace={calls}", "-e", f"inject={calls}:signal=SIGKILL:when={nth}"]
        return forked(_append_together, inject=inject)
    return forked(lambda tell: _killed_by_itself(tell, moment, nth))


def _killed_by_itself(tell: Tell, moment: str, nth: int) -> None:
    from safelight.evidence.ledger import Ledger
    from safelight.evidence.ledger_file import LedgerFile

    holder, name = (LedgerFile, "add") if moment == "added" else (Ledger, "_write")
    with mock.patch.object(holder, name, _then_killed(getattr(holder, name), nth)):
        _append_together(tell)


def _then_killed(step: Callable[..., Any], nth: int) -> Callable[..., Any]:
    """The step, and the ``nth`` time a kill after it."""
    times = [0]

    def done(*arguments: Any) -> Any:
        result = step(*arguments)
        times[0] += 1
        if times[0] == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return done


def _append_together(tell: Tell) -> None:
    from safelight.desk.keeping import the_ledger
    from safelight.evidence.audit import Act, AuditEvent

    def look(person: int) -> None:
        for number in range(ENTRIES):
            entry = the_ledger().append(
                AuditEvent(act=Act.SEARCHED, actor=f"person:{person}", details={"n": number})
            )
            tell(f"entry {entry.index}:{entry.leaf_hash.hex()}")

    threads = [threading.Thread(target=look, args=(person,)) for person in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
