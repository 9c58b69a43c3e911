"""How allauth is told about our people."""

from collections.abc import Mapping

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from safelight.desk.people.models import Person


class NoSignUp(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made from the command line by somebody who knows the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False


def typed_name(request: HttpRequest, credentials: Mapping[str, str] | None) -> str:
    """Whom failed tries are counted for: a keyed hash of the name as it was typed, whatever its case.

    The hash, because what was typed is not kept: people type passwords into the wrong box.
    """
    typed = request.POST.get("login") or (credentials or {}).get("username") or ""
    return salted_hmac("safelight.typed_name", typed.strip().lower(), algorithm="sha256").hexdigest()


def shown_name(person: Person) -> str:
    """What screens call somebody."""
    return person.name
