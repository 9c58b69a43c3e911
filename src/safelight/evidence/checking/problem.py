"""What can be wrong between objects, database and ledger: each kind by name, in a sentence, with what to do."""

from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """What was found. Those in ``NOTES`` lose nothing and need nobody tonight."""

    DAMAGED = "object damaged"
    MISPLACED = "object in another's place"
    UNREADABLE = "object cannot be read"
    UNKNOWN_OBJECT = "object nobody knows"
    UNKNOWN_CASE = "objects of a case nobody knows"
    KEY_MISSING = "key of a case missing"
    KEY_WRONG = "key of a case does not open"
    UNFINISHED = "sealing was not finished"
    KEPT_ASIDE = "damaged object kept aside"
    ROW_WITHOUT_OBJECT = "row without object"
    ROW_ALTERED = "row differs from the ledger"
    ROW_UNRECORDED = "row the ledger does not know"
    CASE_UNRECORDED = "case the ledger does not know"
    OBJECT_MISSING = "recorded object missing"
    ORPHAN = "sealed and in no list"
    ROW_MISSING = "recorded exhibit has no row"
    CASE_ROW_MISSING = "recorded case has no row"
    CASE_NOT_FINISHED = "opening a case was not finished"
    DISPOSED_KEY_LEFT = "disposed of, but its key is there"
    DISPOSED_COPY_LEFT = "disposed of, but a copy of its key was out of reach"
    DISPOSED_ROWS_LEFT = "disposed of, but its rows are there"
    DISPOSED_OBJECTS_LEFT = "disposed of, and its closed objects are still there"
    LEDGER = "ledger"


NOTES = frozenset(
    {
        Kind.UNKNOWN_OBJECT,
        Kind.UNFINISHED,
        Kind.KEPT_ASIDE,
        Kind.ORPHAN,
        Kind.CASE_NOT_FINISHED,
        Kind.DISPOSED_OBJECTS_LEFT,
    }
)

_FROM_A_BACKUP = (
    "Bring a sound copy back from a backup (`safelight restore` into another folder, then copy that one file), or "
    "hand the original in again: sealing it again mends it."
)
_TELL = "Keep the machine as it is and tell whoever oversees Safelight."
_REMOVABLE = "`safelight check --remove-orphans` takes it away once it is old enough."
_GOES_ON = "Start the worker, or check again: disposal goes on where it stopped."

ADVICE = {
    Kind.DAMAGED: _FROM_A_BACKUP,
    Kind.MISPLACED: f"Somebody moved files in the vault. {_TELL}",
    Kind.UNREADABLE: "Look at the disk or the store, then check again.",
    Kind.UNKNOWN_OBJECT: f"Something stopped while it was filed; nobody was told that it is kept. {_REMOVABLE}",
    Kind.UNKNOWN_CASE: f"No row and no entry speaks of this case. {_TELL}",
    Kind.KEY_MISSING: "Bring the key back from the copy of the keys (`safelight restore` says how).",
    Kind.KEY_WRONG: "Set the force key these objects were sealed with, or bring the key of the case back.",
    Kind.UNFINISHED: "Nobody is sealing it any more and nobody was told that it is kept. It is removed by itself.",
    Kind.KEPT_ASIDE: "A sound copy took its place. Keep it while somebody may ask how it was damaged.",
    Kind.ROW_WITHOUT_OBJECT: _FROM_A_BACKUP,
    Kind.ROW_ALTERED: f"Somebody changed the database. The ledger says what is right. {_TELL}",
    Kind.ROW_UNRECORDED: f"Somebody added it to the database, or the ledger is older than the database. {_TELL}",
    Kind.CASE_UNRECORDED: f"Somebody added it to the database, or the ledger is older than the database. {_TELL}",
    Kind.OBJECT_MISSING: _FROM_A_BACKUP,
    Kind.ORPHAN: f"Whoever handed it in was not told that it is kept, so they have it still. {_REMOVABLE}",
    Kind.ROW_MISSING: f"It was worked on, so its row was taken out of the database. {_TELL}",
    Kind.CASE_ROW_MISSING: f"It was worked on, so its row was taken out of the database. {_TELL}",
    Kind.CASE_NOT_FINISHED: "Something stopped meanwhile; nobody was told that it is open. Open it again.",
    Kind.DISPOSED_KEY_LEFT: _GOES_ON,
    Kind.DISPOSED_COPY_LEFT: "Make that place reachable and check again: the key there is destroyed then.",
    Kind.DISPOSED_ROWS_LEFT: _GOES_ON,
    Kind.DISPOSED_OBJECTS_LEFT: "Nobody can open them. They take room and are removed by the worker.",
    Kind.LEDGER: _TELL,
}


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing found. Names and digests are opaque: no content and no person's name stands in it."""

    kind: Kind
    sentence: str
    case: str = ""
    name: str = ""
    sha256: str = ""
    age_seconds: float = 0.0
    """How long an object has lain there, where the ledger does not say."""

    @property
    def is_note(self) -> bool:
        """Whether nothing is lost and nothing was tampered with, as far as can be seen."""
        return self.kind in NOTES

    @property
    def advice(self) -> str:
        """What to do about it."""
        return ADVICE[self.kind]
