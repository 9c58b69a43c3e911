"""A key service of the force (KMS, HSM) behind a command that it names: the force's secret never comes here.

The command is run without a shell, once for each key that is wrapped or opened. It reads one line of JSON,
``{"operation": "wrap" or "unwrap", "case": "...", "data": "<base64>"}``, and writes ``{"data": "<base64>"}``. It
must bind what it wraps to the case (associated data), and end with another status than 0 where it cannot.
"""

import json
import os
import shlex
import subprocess
import threading
from base64 import b64decode, b64encode
from collections import OrderedDict

from safelight.evidence.keys import KeyMissing, KeyWrong

SERVICE_VARIABLE = "SAFELIGHT_KEY_SERVICE"
PASSED_ON = ("PATH", "HOME", "LANG")
"""Of the environment the command sees these, and whatever begins with the name of the variable."""
_SECONDS = 20
_HELD = 1_000
_LONGEST = 64 * 1024


class KeyService:
    """Wraps and unwraps case keys by a command. What was opened lately is held in memory."""

    def __init__(self, command: str) -> None:
        """Takes the command as it would be typed; it is split into words here, and no shell sees it."""
        self._words = shlex.split(command)
        self._opened: OrderedDict[tuple[str, bytes], bytes] = OrderedDict()
        self._lock = threading.Lock()
        if not self._words:
            raise KeyMissing(f"{SERVICE_VARIABLE} names no command. Write the command of the key service.")

    @classmethod
    def from_environment(cls) -> "KeyService | None":
        """The service that is set, if one is."""
        command = os.environ.get(SERVICE_VARIABLE, "")
        return cls(command) if command else None

    def wrap(self, case: str, case_key: bytes) -> bytes:
        """Encrypts a case key. Raises ``KeyMissing`` where the service cannot."""
        return self._asked("wrap", case, case_key)

    def unwrap(self, case: str, wrapped: bytes) -> bytes:
        """The case key again. Raises ``KeyWrong`` where the service refuses, ``KeyMissing`` where it is away."""
        with self._lock:
            held = self._opened.get((case, wrapped))
        if held is not None:
            return held
        key = self._asked("unwrap", case, wrapped)
        with self._lock:
            self._opened[case, wrapped] = key
            if len(self._opened) > _HELD:
                self._opened.popitem(last=False)
        return key

    def _asked(self, operation: str, case: str, data: bytes) -> bytes:
        line = json.dumps({"operation": operation, "case": case, "data": b64encode(data).decode()}) + "\n"
        try:
            done = subprocess.run(
                self._words,
                input=line.encode(),
                capture_output=True,
                timeout=_SECONDS,
                env=_environment(),
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise KeyMissing(
                f"The key service ({self._words[0]}) does not answer. Sealed evidence stays closed, and is safe, "
                "until it does."
            ) from problem
        if done.returncode:
            raise KeyWrong(
                f"The key service did not {operation} the key of case {case} (it ended with {done.returncode}). "
                "The sealed evidence itself was not touched."
            )
        try:
            return b64decode(json.loads(done.stdout[:_LONGEST])["data"], validate=True)
        except (ValueError, KeyError, TypeError) as problem:
            raise KeyWrong("What the key service answered cannot be read. Nothing was opened.") from problem


def _environment() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if name in PASSED_ON or name.startswith(f"{SERVICE_VARIABLE}_")
    }
