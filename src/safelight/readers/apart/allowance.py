"""How much reading one exhibit may take: enough for honest large files, and an end for all others.

A process gets 1 GiB and 60 seconds of processor time. Larger exhibits get more of both, since honest ones need it:
some readers hold a member whole, and the slowest read a few megabytes in a second. Half of the machine's memory is
never passed.
"""

import os
from collections.abc import Sequence

from safelight.readers.apart.frames import Limits

_GIB = 1024 * 1024 * 1024
_MIB = 1024 * 1024
_MEMORY_FLOOR = _GIB
_MEMORY_FOR_EACH_BYTE = 6
_SECONDS_FLOOR = 60
_SECONDS_FOR_EACH_MIB = 4
_LOOK_SECONDS = 20
_LOOK_MIB_FOR_EACH_SECOND = 64
_WAITING_FOR_EACH_SECOND = 3
"""A process that works for a second may have to wait, on a busy machine, for three."""


def limits_for(sizes: Sequence[int]) -> Limits:
    """The limits for reading files of these sizes (bytes) together."""
    size = sum(sizes)
    machine = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    wanted = _MEMORY_FLOOR + _MEMORY_FOR_EACH_BYTE * size
    return Limits(
        memory_bytes=max(_MEMORY_FLOOR, min(wanted, machine // 2)),
        processor_seconds=_SECONDS_FLOOR + _SECONDS_FOR_EACH_MIB * size // _MIB,
    )


def limits_for_a_look(sizes: Sequence[int]) -> Limits:
    """The limits for showing one thing of files of these sizes (bytes) while a person waits.

    An archive has to be walked to find it.
    """
    seconds = _LOOK_SECONDS + sum(sizes) // (_LOOK_MIB_FOR_EACH_SECOND * _MIB)
    return Limits(memory_bytes=limits_for(sizes).memory_bytes, processor_seconds=seconds)


def what_is_left(limits: Limits, used_seconds: float) -> Limits:
    """The limits for a process that goes on where another broke down: the seconds of both are counted together."""
    left = max(min(_SECONDS_FLOOR, limits.processor_seconds), int(limits.processor_seconds - used_seconds))
    return Limits(memory_bytes=limits.memory_bytes, processor_seconds=left)


def patience_seconds(limits: Limits) -> int:
    """How long to wait for a process, working or not."""
    return _WAITING_FOR_EACH_SECOND * limits.processor_seconds
