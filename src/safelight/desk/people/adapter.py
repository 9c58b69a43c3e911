"""How allauth is told about our people."""

from collections.abc import Mapping
from ipaddress import ip_address

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


def address_behind_proxy(request: HttpRequest) -> str:
    """Where a request came from: what our own proxy wrote last. All before it may be invented by the sender.

    Without it every try came from the proxy, and a stranger could lock an officer out.
    """
    written = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ip_address(written))
    except ValueError:
        return str(request.META["REMOTE_ADDR"])


def shown_name(person: Person) -> str:
    """What screens call somebody."""
    return person.name
