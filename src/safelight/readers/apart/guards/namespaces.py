"""A network, a user and a set of shared memories of its own, with nothing and nobody in them (``unshare``)."""

import ctypes

from safelight.readers.apart.guards.kernel import call

_NEW_UTS, _NEW_IPC, _NEW_USER, _NEW_NET = 0x04000000, 0x08000000, 0x10000000, 0x40000000
_CAPABILITY_VERSION = 0x20080522


def leave_the_network() -> bool:
    """Whether this process now has a network of its own, which is down, and no capability to bring it up.

    A process of root may do it without a user of its own; all others need one, which some systems forbid.
    """
    alone = _NEW_NET | _NEW_IPC | _NEW_UTS
    left = call("unshare", _NEW_USER | alone) or call("unshare", alone)
    return give_up_capabilities() and left


def give_up_capabilities() -> bool:
    """Whether root, if this process is root's, now has no more rights than others."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
    none = (ctypes.c_uint32 * 6)()
    return call("capset", ctypes.byref(header), ctypes.byref(none))
