"""A witness: keeps the last head of each ledger it trusts, and signs those that continue it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from safelight.evidence import checkpoint as checkpoints
from safelight.evidence import merkle
from safelight.evidence import note as notes
from safelight.evidence.checkpoint import BadCheckpoint, Checkpoint
from safelight.evidence.durable import write_new, write_over
from safelight.evidence.note import BadNote, VerifierKey
from safelight.evidence.signing import COSIGNATURE, ED25519, private_key_at
from safelight.evidence.witness import request as requests
from safelight.evidence.witness.cosignature import line_of
from safelight.evidence.witness.request import BadRequest, Request


class WitnessRefused(Exception):
    """A witness does not sign. The message is a sentence that says why."""


class Witness:
    """The witness in one folder: its name, its key, the ledgers it trusts and the last head of each."""

    def __init__(self, folder: Path) -> None:
        """Opens a witness that was made before. Raises ``WitnessRefused``."""
        self._folder = folder
        try:
            self.name = (folder / "name").read_text("ascii").strip()
        except OSError as problem:
            raise WitnessRefused(f"There is no witness in {folder}. Make one first.") from problem
        self._key = private_key_at(folder / "witness.key")

    @classmethod
    def create(cls, folder: Path, name: str) -> "Witness":
        """Makes a witness and its key. Raises ``WitnessRefused`` for a name that cannot stand in a note."""
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not name.isascii() or not name.isprintable() or not name or set(name) & set(" +"):
            raise WitnessRefused("A witness is named without blanks and plus signs, like witness.example/one.")
        try:
            write_new(folder / "name", name.encode())
        except FileExistsError as problem:
            raise WitnessRefused(f"There is a witness in {folder} already.") from problem
        return cls(folder)

    @property
    def verifier_key(self) -> str:
        """What others need to check its signatures."""
        return VerifierKey(self.name, COSIGNATURE, self._key.public_key().public_bytes_raw()).text

    def trust(self, ledger_key: str) -> str:
        """Takes a ledger to look at from now on; answers with its name. Raises ``WitnessRefused``."""
        try:
            key = notes.key_of(ledger_key, ED25519)
        except BadNote as problem:
            raise WitnessRefused(f"{problem}") from problem
        place = self._place(key.name, "key")
        if place.exists() and place.read_text("ascii") != key.text:
            raise WitnessRefused(f"Another key is trusted for {key.name}. A ledger does not change its key.")
        if not place.exists():
            write_new(place, key.text.encode())
        return key.name

    def last(self, origin: str) -> Checkpoint | None:
        """The head that it signed last for a ledger, if it signed one."""
        place = self._place(origin, "checkpoint")
        return checkpoints.parse(place.read_text("utf-8")) if place.exists() else None

    def cosign(self, request_text: str, *, now: datetime | None = None) -> str:
        """The head in a request, signed as well by this witness; kept before this returns.

        Raises ``WitnessRefused``: for a head that does not continue the last one, both stay in the folder as
        evidence (``refused-…``).
        """
        with self._alone():
            request, head = self._read(request_text)
            held = self._place(head.origin, "checkpoint")
            last = self.last(head.origin)
            try:
                _check_continues(last, head, request)
            except WitnessRefused:
                if last is not None and (last.size > head.size or request.old_size == last.size):
                    self._keep_both(held.read_text("utf-8"), request_text)
                raise
            lines = request.note.splitlines(keepends=True)
            others = "".join(line for line in lines if not line.startswith(f"\u2014 {self.name} "))
            note = others + line_of(request.note, self.name, self._key, now or datetime.now(UTC))
            write_over(held, note.encode())
        return note

    def _read(self, request_text: str) -> tuple[Request, Checkpoint]:
        try:
            request = requests.parse(request_text)
            origin = checkpoints.parse(request.note).origin
            trusted = self._place(origin, "key")
            if not trusted.exists():
                raise WitnessRefused(
                    f"The ledger {origin[:100]} is not one that this witness was told to look at."
                )
            head = checkpoints.verified(request.note, trusted.read_text("ascii"))
        except (BadRequest, BadCheckpoint) as problem:
            raise WitnessRefused(f"Nothing was signed. {problem}") from problem
        return request, head

    def _keep_both(self, held: str, request_text: str) -> None:
        digest = sha256(request_text.encode()).hexdigest()[:16]
        for kind, text in (("held", held), ("shown", request_text)):
            write_over(self._folder / f"refused-{digest}-{kind}", text.encode())

    def _place(self, origin: str, kind: str) -> Path:
        return self._folder / f"{sha256(origin.encode()).hexdigest()[:32]}.{kind}"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        # Looking at the last head and keeping the next must not be torn apart by a second request (tlog-witness).
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _check_continues(last: Checkpoint | None, head: Checkpoint, request: Request) -> None:
    size = 0 if last is None else last.size
    if last is not None and head.size < size:
        raise WitnessRefused(
            f"Nothing was signed: the ledger had {size} entries when it was last looked at, and shows {head.size} "
            "now. Entries were cut off at the end, or an old head was shown. Both heads were kept."
        )
    if request.old_size != size:
        raise WitnessRefused(
            f"Nothing was signed: the last head that was looked at has {size} entries, and the proof starts from "
            f"{request.old_size}. Ask for a request that starts from {size}."
        )
    old_root = merkle.EMPTY_ROOT if last is None else last.root
    if not merkle.is_consistent(size, head.size, old_root, head.root, request.steps):
        raise WitnessRefused(
            f"Nothing was signed: it is not shown that the first {size} entries are unchanged. If the ledger "
            "cannot show it, it was rebuilt. Both heads were kept."
        )
