"""Calls to the kernel that reading never needs are refused (seccomp): processes, connections, signals, mounts."""

import ctypes
import errno
import platform
import struct
from typing import NamedTuple

from safelight.readers.apart.guards.kernel import control_process, give_up_new_privileges

_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_CALL_NUMBER_AT, _MACHINE_AT = 0, 4
_ALLOW, _END_PROCESS, _ANSWER = 0x7FFF0000, 0x80000000, 0x00050000
_OTHER_NUMBERING = 0x40000000
"""From here on x86 numbers the calls of 32-bit programs anew."""
_STEP = struct.Struct("=HBBI")
_CLONE3 = 435

_ON_ALL = {
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "pidfd_send_signal": 424,
    "open_tree": 428, "move_mount": 429, "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433,
    "pidfd_open": 434, "pidfd_getfd": 438, "process_madvise": 440, "mount_setattr": 442,
}  # fmt: skip
_ON_X86 = {
    "shmget": 29, "socket": 41, "connect": 42, "accept": 43, "sendmsg": 46, "recvmsg": 47, "bind": 49,
    "listen": 50, "socketpair": 53, "clone": 56, "fork": 57, "vfork": 58, "execve": 59, "kill": 62,
    "semget": 64, "msgget": 68, "ptrace": 101, "rt_sigqueueinfo": 129, "personality": 135, "pivot_root": 155,
    "setrlimit": 160, "chroot": 161, "mount": 165, "umount2": 166, "reboot": 169, "init_module": 175,
    "delete_module": 176, "tkill": 200, "tgkill": 234, "mq_open": 240, "kexec_load": 246, "add_key": 248,
    "request_key": 249, "keyctl": 250, "unshare": 272, "accept4": 288, "rt_tgsigqueueinfo": 297,
    "perf_event_open": 298, "prlimit64": 302, "name_to_handle_at": 303, "open_by_handle_at": 304, "setns": 308,
    "process_vm_readv": 310, "process_vm_writev": 311, "finit_module": 313, "kexec_file_load": 320, "bpf": 321,
    "execveat": 322, "userfaultfd": 323,
}  # fmt: skip
_ON_ARM = {
    "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51, "personality": 92, "unshare": 97,
    "kexec_load": 104, "init_module": 105, "delete_module": 106, "ptrace": 117, "kill": 129, "tkill": 130,
    "tgkill": 131, "rt_sigqueueinfo": 138, "reboot": 142, "setrlimit": 164, "mq_open": 180, "msgget": 186,
    "semget": 190, "shmget": 194, "socket": 198, "socketpair": 199, "bind": 200, "listen": 201, "accept": 202,
    "connect": 203, "sendmsg": 211, "recvmsg": 212, "add_key": 217, "request_key": 218, "keyctl": 219,
    "clone": 220, "execve": 221, "rt_tgsigqueueinfo": 240, "perf_event_open": 241, "accept4": 242,
    "prlimit64": 261, "name_to_handle_at": 264, "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270,
    "process_vm_writev": 271, "finit_module": 273, "bpf": 280, "execveat": 281, "userfaultfd": 282,
    "kexec_file_load": 294,
}  # fmt: skip


class _Machine(NamedTuple):
    """How the kernel names a kind of processor, and the numbers it gives the calls there."""

    name: int
    calls: dict[str, int]


_MACHINES = {"x86_64": _Machine(0xC000003E, _ON_X86), "aarch64": _Machine(0xC00000B7, _ON_ARM)}


def refuse_calls() -> bool:
    """Whether the kernel refuses them from now on; false on processors whose numbers are not known here."""
    machine = _MACHINES.get(platform.machine())
    if machine is None:
        return False
    program = _program(machine)
    held = ctypes.create_string_buffer(program, len(program))
    pointer = ctypes.cast(held, ctypes.c_void_p).value or 0
    filter_ = struct.pack("@HP", len(program) // _STEP.size, pointer)
    return give_up_new_privileges() and control_process(_SET_SECCOMP, ctypes.c_ulong(_FILTER), filter_)


def _program(machine: _Machine) -> bytes:
    """The filter, in the kernel's small language: each step may jump over some of those that follow."""
    steps = [
        _STEP.pack(_LOAD, 0, 0, _MACHINE_AT),
        _STEP.pack(_JUMP_IF_EQUAL, 1, 0, machine.name),
        _STEP.pack(_RETURN, 0, 0, _END_PROCESS),
        _STEP.pack(_LOAD, 0, 0, _CALL_NUMBER_AT),
        _STEP.pack(_JUMP_IF_AT_LEAST, 0, 1, _OTHER_NUMBERING),
        _STEP.pack(_RETURN, 0, 0, _END_PROCESS),
    ]
    # A C library that is told that clone3 does not exist asks by the older call, which is refused below.
    errors = {_CLONE3: errno.ENOSYS} | dict.fromkeys((_ON_ALL | machine.calls).values(), errno.EPERM)
    for number, error in errors.items():
        steps += [_STEP.pack(_JUMP_IF_EQUAL, 0, 1, number), _STEP.pack(_RETURN, 0, 0, _ANSWER | error)]
    return b"".join([*steps, _STEP.pack(_RETURN, 0, 0, _ALLOW)])
