"""The process that reading processes are made from: it has the readers loaded and has never seen evidence.

Loading the readers takes longer than reading most files. So it is done once, and each exhibit gets a fresh copy of
this process (``fork``), which ends with the exhibit. This process has one thread and no table library.
"""

import gc
import os
import select
import signal
import socket
import struct

from safelight.readers.apart.child import BROKE, read_apart

READY, KILL = b"r", b"k"
_LOOK_AGAIN_SECONDS = 0.01
ENDING = struct.Struct("<iqd")
"""How a reading process ended: wait status, peak memory in kilobytes, processor seconds (the kernel's figures)."""


def main(handle: int) -> None:
    """Makes one reading process for each connection that comes over the control socket, until that closes."""
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=handle) as control:
        control.sendall(READY)
        while True:
            message, handles, _, _ = socket.recv_fds(control, 1, 1)
            if not message:
                return
            if handles:
                control.sendall(_one(control, handles[0]))


def _one(control: socket.socket, handle: int) -> bytes:
    process = os.fork()
    if not process:
        _become_reader(control, handle)
    os.close(handle)
    _attend(control, process)
    _, status, used = os.wait4(process, 0)
    return ENDING.pack(status, used.ru_maxrss, used.ru_utime + used.ru_stime)


def _become_reader(control: socket.socket, handle: int) -> None:
    """Never returns: whatever happens, the copy must not go on as if it were the template."""
    status = BROKE
    try:
        control.close()
        status = read_apart(socket.socket(fileno=handle))
    except SystemExit:
        pass
    finally:
        os._exit(status)


def _attend(control: socket.socket, process: int) -> None:
    """Waits for its end, and brings it about if whoever asked wants that or is gone."""
    ending = _handle_of(process)
    handles, patience = ([ending], None) if ending else ([], _LOOK_AGAIN_SECONDS)
    try:
        while not os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT):
            ready, _, _ = select.select([*handles, control.fileno()], [], [], patience)
            if control.fileno() in ready and control.recv(1) in {KILL, b""}:
                os.kill(process, signal.SIGKILL)
                return
    finally:
        for handle in handles:
            os.close(handle)


def _handle_of(process: int) -> int:
    """What becomes readable when a process ends; 0 on systems that have no such thing (Linux before 5.3)."""
    try:
        return os.pidfd_open(process)
    except (AttributeError, OSError):
        return 0
