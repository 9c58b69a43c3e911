"""Why a reading process ended before its work was done, in words."""

import signal

from safelight.readers.apart.child import OUT_OF_MEMORY
from safelight.readers.apart.frames import Limits
from safelight.readers.apart.sentences import BROKE, MEMORY, TIME
from safelight.readers.apart.spawner import Ending


def why_it_ended(ending: Ending, limits: Limits, whole: str) -> str:
    """Half of a sentence, to follow "because"; ``whole`` is what the limits were for, such as "one exhibit"."""
    if ending.status == OUT_OF_MEMORY:
        return MEMORY.format(whole=whole, megabytes=limits.memory_bytes // 1024**2)
    if ending.status == -signal.SIGXCPU or ending.processor_seconds >= limits.processor_seconds:
        return TIME.format(whole=whole, seconds=limits.processor_seconds)
    if ending.status < 0:
        return BROKE.format(how=f"signal {signal.Signals(-ending.status).name}")
    return BROKE.format(how=f"status {ending.status}")
