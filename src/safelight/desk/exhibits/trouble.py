"""What is wrong with the machine and not with an exhibit: a full disk, a store that is away, a missing key.

Such work is not given up and not counted as a try. It waits a while and is taken up again.
"""

import threading
from contextlib import suppress

from django.db import DatabaseError, OperationalError
from django.db.models import F, Model

from safelight.evidence.keys import KeyMissing
from safelight.evidence.ledger import LedgerUnavailable
from safelight.evidence.sealing import CannotSeal

TROUBLE = (OSError, OperationalError, LedgerUnavailable, CannotSeal, KeyMissing)
"""``StoreUnavailable`` is an ``OSError``."""

MET = threading.Event()
"""Set when work met trouble: the worker pauses before it goes on."""


def not_counted(work: Model) -> None:
    """Take back that this was a try; where not even that can be written, it counts."""
    MET.set()
    with suppress(DatabaseError):
        type(work)._base_manager.filter(pk=work.pk, attempts__gt=0).update(attempts=F("attempts") - 1)
