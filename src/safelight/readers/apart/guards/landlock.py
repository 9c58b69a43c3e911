"""No file but Python's own can be opened, and none at all be written (Landlock, Linux 5.13 and later).

Where the kernel knows how, TCP and signals to other processes are refused, too. Source: the kernel's
``userspace-api/landlock`` document; the numbers of the calls are the same on every machine.
"""

import os
import sysconfig
import zoneinfo
from collections.abc import Iterator
from pathlib import Path

from safelight.readers.apart.guards.kernel import give_up_new_privileges, system_call

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
_RIGHTS_BY_VERSION = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many kinds of access to files each version of the kernel's interface can refuse."""
_TCP_VERSION, _TCP = 4, 0b11
_SCOPE_VERSION, _SCOPES = 6, 0b11
_WORD_BYTES = 8

SYSTEM_LIBRARIES = tuple(map(Path, ("/lib", "/lib64", "/usr/lib", "/usr/lib64", "/etc/ld.so.cache")))
"""What compiled packages are linked with; they load it when they are first used."""


def close_the_files() -> bool:
    """Whether the kernel holds this from now on."""
    version = system_call(_CREATE, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    rules = _ruleset(version)
    ruleset = system_call(_CREATE, rules, len(rules), 0)
    if ruleset < 0:
        return False
    try:
        for path in (*python_folders(), *SYSTEM_LIBRARIES):
            _allow_reading(ruleset, path)
        return give_up_new_privileges() and system_call(_RESTRICT, ruleset, 0) == 0
    finally:
        os.close(ruleset)


def _ruleset(version: int) -> bytes:
    """Everything that this version can refuse, as the kernel's structure of 64-bit words."""
    rights = max(count for since, count in _RIGHTS_BY_VERSION.items() if since <= version)
    words = [(1 << rights) - 1]
    if version >= _TCP_VERSION:
        words.append(_TCP)
    if version >= _SCOPE_VERSION:
        words.append(_SCOPES)
    return b"".join(word.to_bytes(_WORD_BYTES, "little") for word in words)


def python_folders() -> Iterator[Path]:
    """Python and its packages, which load parts of themselves when first used, and the zones of the world."""
    for name in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield Path(sysconfig.get_path(name))
    yield Path(__file__).parents[3]
    yield from map(Path, zoneinfo.TZPATH)


def _allow_reading(ruleset: int, path: Path) -> None:
    try:
        folder = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # not on this machine
    try:
        rule = (_READ_FILE | _READ_FOLDER).to_bytes(_WORD_BYTES, "little") + folder.to_bytes(4, "little")
        system_call(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(folder)
