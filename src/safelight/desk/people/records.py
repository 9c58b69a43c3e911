"""Signing in, and failing to, are entered in the ledger."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver

from safelight.desk.keeping import the_ledger
from safelight.desk.people.models import Person
from safelight.evidence.audit import Act, AuditEvent


@receiver(user_logged_in)
def signed_in(user: Person, **_: Any) -> None:
    """Somebody signed in; if that cannot be recorded they are not let in."""
    the_ledger().append(AuditEvent(act=Act.SIGNED_IN, actor=user.opaque, role=user.role))


@receiver(user_login_failed)
def sign_in_failed(**_: Any) -> None:
    """Somebody tried. What they typed is not kept: people type passwords into the wrong box."""
    the_ledger().append(AuditEvent(act=Act.SIGN_IN_FAILED, actor="nobody"))
