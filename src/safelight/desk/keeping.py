"""The one vault and the one ledger of this desk, in its data folder."""

from functools import lru_cache
from os import environ
from pathlib import Path

from django.conf import settings

from safelight.evidence.keys import FILE_VARIABLE, KEY_VARIABLE, ForceKey
from safelight.evidence.ledger import Ledger
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


@lru_cache(maxsize=4)
def _vault(folder: Path) -> Vault:
    return Vault(folder / "vault", _force_key(folder), _ledger(folder))


def _force_key(folder: Path) -> ForceKey:
    """The key the force named, or the one in the data folder, made there once and never a second time."""
    if environ.get(FILE_VARIABLE) or environ.get(KEY_VARIABLE):
        return ForceKey.from_environment()
    kept = folder / "force.key"
    if not kept.exists() and not (folder / "vault").exists():
        return ForceKey.create_file(kept)
    return ForceKey.from_file(kept)
