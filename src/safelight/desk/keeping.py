"""The one vault and the one ledger of this desk, in its data folder."""

from functools import lru_cache
from os import environ
from pathlib import Path

from django.conf import settings

from safelight.evidence.key_ring import KeyRing
from safelight.evidence.key_service import KeyService
from safelight.evidence.keys import FILE_VARIABLE, KEY_VARIABLE, CaseKeyWrapper, ForceKey
from safelight.evidence.ledger import Ledger
from safelight.evidence.objects.named import named_store
from safelight.evidence.objects.store import ObjectStore
from safelight.evidence.vault import Vault


def the_ledger() -> Ledger:
    """The ledger every act and every look is entered in."""
    return _ledger(settings.FOLDER)


def the_vault() -> Vault:
    """The vault. Only ``desk.content`` reads from it, and only actions seal into it."""
    return _vault(settings.FOLDER)


@lru_cache(maxsize=4)
def _ledger(folder: Path) -> Ledger:
    return Ledger(folder / "ledger")


def the_store() -> ObjectStore:
    """Where sealed objects are kept: the data folder, or what the force named."""
    return the_vault().store


def force_key_for_restore() -> CaseKeyWrapper:
    """The force key a backup is brought back with: it must be there and is never made. Raises ``KeyMissing``."""
    return _named_force_key() or KeyRing(settings.FOLDER / "force.key")


@lru_cache(maxsize=4)
def _vault(folder: Path) -> Vault:
    return Vault(folder / "vault", _force_key(folder), _ledger(folder), store=named_store(folder / "vault"))


def key_ring() -> KeyRing | None:
    """The force key in its file, which can be rotated; nothing where a service or a variable holds it."""
    key = _force_key(settings.FOLDER)
    return key if isinstance(key, KeyRing) else None


def _named_force_key() -> CaseKeyWrapper | None:
    if service := KeyService.from_environment():
        return service
    if path := environ.get(FILE_VARIABLE):
        return KeyRing(Path(path))
    return ForceKey.from_environment() if environ.get(KEY_VARIABLE) else None


def _force_key(folder: Path) -> CaseKeyWrapper:
    """What the force named, or the key in the data folder, made there once and never a second time."""
    if named := _named_force_key():
        return named
    kept = folder / "force.key"
    if not kept.exists() and not (folder / "vault").exists():
        ForceKey.create_file(kept)
    return KeyRing(kept)
