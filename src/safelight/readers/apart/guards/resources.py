"""How much the reading process may use, held by the kernel (``setrlimit``)."""

import resource

from safelight.readers.apart.frames import Limits

_FILES = 64
_GRACE_SECONDS = 5
_MAPPED_BESIDE_DATA = 512 * 1024 * 1024
"""Libraries and files mapped in count as address space, too."""


def limit_resources(limits: Limits) -> bool:
    """No file may grow, no process may be started, and memory and processor time end."""
    _limit(resource.RLIMIT_DATA, limits.memory_bytes)
    _limit(resource.RLIMIT_AS, limits.memory_bytes + _MAPPED_BESIDE_DATA)
    _limit(resource.RLIMIT_CPU, limits.processor_seconds, limits.processor_seconds + _GRACE_SECONDS)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, _FILES)
    _limit(resource.RLIMIT_NPROC, 0)
    _limit(resource.RLIMIT_CORE, 0)
    return True


def _limit(what: int, soft: int, hard: int | None = None) -> None:
    """A limit that is lower already stays."""
    _, ceiling = resource.getrlimit(what)
    wanted = soft if hard is None else hard
    most = wanted if ceiling == resource.RLIM_INFINITY else min(wanted, ceiling)
    resource.setrlimit(what, (min(soft, most), most))
