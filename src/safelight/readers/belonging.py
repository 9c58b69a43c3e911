"""Which files may belong together by their names: a database and its log, a locked backup and its key."""

from safelight.readers.containers.neighbours import EXPLAINS, SIDE_ENDINGS
from safelight.readers.locks import sqlcipher, whatsapp_backup
from safelight.readers.locks.key import LONGEST_KEY_FILE

_KEY_ENDINGS = (".key", "/key")
_DATABASES = (".db", ".sqlite", ".sqlite3", ".sqlitedb", ".storedata")
_ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz", ".ufdr")


def may_belong(name: str, other: str, other_bytes: int) -> bool:
    """Whether ``other`` is to be looked into when ``name`` is read: by their names, and by the size of a key.

    Both are names or paths; only files of one folder belong together. Whether they really do, their bytes tell:
    a log names the database it was made for, and a key opens or does not.
    """
    folder, file = _parted(name)
    other_folder, other_file = _parted(other)
    if file == sqlcipher.NAME and other_file == sqlcipher.KEY_NAME:  # It stands in the folder above.
        return folder.startswith(other_folder)
    if name == other or folder != other_folder:
        return False
    is_key_sized = other_bytes <= LONGEST_KEY_FILE
    return (
        any(file == other_file + ending or other_file == file + ending for ending in SIDE_ENDINGS)
        or EXPLAINS.get(file) == other_file
        or bool(is_key_sized and whatsapp_backup.NAME.search(file))
        or bool(
            is_key_sized and file.lower().endswith(_ARCHIVES) and f"/{other_file}".lower().endswith(_KEY_ENDINGS)
        )
    )


def is_told(name: str, other: str) -> bool:
    """Whether people are told that ``other`` was looked into with ``name``.

    Any small file may hold the key of a backup and is tried as one; only those named as keys are worth a word.
    """
    is_locked = whatsapp_backup.NAME.search(_parted(name)[1]) is not None
    return not is_locked or "key" in _parted(other)[1].lower()


def may_have_others(name: str) -> bool:
    """Whether any file could belong to one of this name: without looking at others, and rather too often."""
    file = _parted(name)[1].lower()
    is_telling = file.endswith((*_DATABASES, *SIDE_ENDINGS, *_ARCHIVES)) or "." not in file
    return is_telling or bool(whatsapp_backup.NAME.search(file))


def may_be_another(name: str, size_bytes: int) -> bool:
    """Whether a file of this name and size could belong to any: a log, a key, an explanation."""
    file = _parted(name)[1]
    return (
        size_bytes <= LONGEST_KEY_FILE
        or file.endswith(SIDE_ENDINGS)
        or file in (sqlcipher.KEY_NAME, *EXPLAINS.values())
    )


def _parted(name: str) -> tuple[str, str]:
    folder, _, file = name.rpartition("/")
    return folder, file
