"""Calls to the kernel that Python has no name for."""

import ctypes

_C = ctypes.CDLL(None, use_errno=True)

_SET_NO_NEW_PRIVILEGES, _SET_PARENT_DEATH_SIGNAL = 38, 1


def call(name: str, *arguments: object) -> bool:
    """Calls a function of the C library; whether it went well."""
    result: int = getattr(_C, name)(*arguments)
    return result == 0


def system_call(number: int, *arguments: object) -> int:
    """What the kernel answers; -1 where it refuses."""
    result: int = _C.syscall(number, *arguments)
    return result


def control_process(option: int, *values: object) -> bool:
    """``prctl``; whether it went well."""
    padded = [*values, *[ctypes.c_ulong(0)] * (4 - len(values))]
    return call("prctl", option, *padded)


def give_up_new_privileges() -> bool:
    """Nothing this process does from now on can gain it rights; the kernel wants that before the other guards."""
    return control_process(_SET_NO_NEW_PRIVILEGES, ctypes.c_ulong(1))


def die_with_parent(signal: int) -> None:
    """The kernel sends this process a signal when the process that made it ends."""
    control_process(_SET_PARENT_DEATH_SIGNAL, ctypes.c_ulong(signal))
