"""What a force sets from outside: ``SAFELIGHT_`` variables, the data folder and its keys."""

import os
import secrets
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

PREFIX = "SAFELIGHT_"
ONLY_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})

_passing_folder: tempfile.TemporaryDirectory[str] | None = None


class WrongSetting(Exception):
    """A setting cannot be used. The message names it and says what to write instead."""


def text(name: str, default: str = "") -> str:
    """The variable ``SAFELIGHT_<name>``, or ``default`` where it is not set."""
    return os.environ.get(PREFIX + name, default)


def words(name: str, default: str) -> list[str]:
    """A list written with commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def switch(name: str, *, default: bool) -> bool:
    """A switch written ``on`` or ``off``; raises ``WrongSetting`` for anything else."""
    written = text(name).lower()
    if written in {"", "on", "off"}:
        return default if not written else written == "on"
    message = f"{PREFIX}{name} is “{written}”. Write “on” or “off”."
    raise WrongSetting(message)


def count(name: str, default: int) -> int:
    """A whole number, nought or more; raises ``WrongSetting`` for anything else."""
    written = text(name, str(default))
    if written.isdecimal():
        return int(written)
    message = f"{PREFIX}{name} is “{written}”. Write a whole number."
    raise WrongSetting(message)


def folder_is_chosen() -> bool:
    """Whether a data folder was named. Without one, everything goes when the process ends."""
    return bool(text("FOLDER"))


def data_folder() -> Path:
    """Where everything is kept: the folder named, or one that goes when the process ends (for tests)."""
    global _passing_folder
    if folder_is_chosen():
        folder = Path(text("FOLDER")).absolute()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder
    if _passing_folder is None:
        _passing_folder = tempfile.TemporaryDirectory(prefix="safelight-")
    return Path(_passing_folder.name)


def secret_key(folder: Path) -> str:
    """The key that signs sessions: made once, readable by its owner only."""
    kept = folder / "secret.key"
    if not kept.exists():
        _keep_once(kept, secrets.token_urlsafe(48))
    return kept.read_text(encoding="ascii")


def _keep_once(target: Path, key: str) -> None:
    """Several processes may start at once: a link appears whole or not at all, and only for the first."""
    handle, fresh = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    try:
        os.link(fresh, target)
    except FileExistsError:
        return
    finally:
        Path(fresh).unlink()


def database(folder: Path) -> dict[str, object]:
    """The database: SQLite in the data folder, or what ``SAFELIGHT_DATABASE`` names (``postgresql://...``)."""
    address = urlsplit(text("DATABASE"))
    if not address.scheme:
        return sqlite(folder / "safelight.sqlite3")
    if address.scheme not in {"postgres", "postgresql"}:
        message = f"{PREFIX}DATABASE starts with “{address.scheme}”. Write postgresql://user:password@host/name."
        raise WrongSetting(message)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.path.lstrip("/"),
        "USER": unquote(address.username or ""),
        "PASSWORD": unquote(address.password or ""),
        "HOST": address.hostname or "",
        "PORT": address.port or "",
        "CONN_MAX_AGE": 60,
    }


def sqlite(file: Path) -> dict[str, object]:
    """SQLite for several processes: readers do not wait for the writer, and a commit survives a power cut."""
    pragmas = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA cache_size=-20000; "
        "PRAGMA secure_delete=ON;"  # what is deleted is overwritten: disposal reaches free pages, too
    )
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 10, "init_command": pragmas},
    }
