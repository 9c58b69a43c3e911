"""Every way to content takes the event that the ledger is to record, by signature and not by habit.

To hold another class or module to it, add a line to ``WAYS_TO_CONTENT``. What handles no content is named
with the reason, so that a new method is a way to content until somebody says otherwise.
"""

import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest

from safelight.desk import content
from safelight.evidence.audit import AuditEvent
from safelight.evidence.vault import Vault

WAYS_TO_CONTENT: dict[Any, dict[str, str]] = {
    Vault: {
        "holds": "says whether an object is there, and nothing of what is in it",
        "check": "says what is damaged, and shows nothing",
        "sweep": "removes what nobody was told is kept, and shows nothing",
    },
    content: {"forget": "lets go of content, and shows nothing"},
}


def public_functions(owner: Any) -> dict[str, Callable[..., Any]]:
    members = inspect.getmembers(owner, callable)
    home = owner.__name__ if inspect.ismodule(owner) else owner.__module__
    return {
        name: member
        for name, member in members
        if not name.startswith("_") and inspect.isroutine(member) and member.__module__ in (home, "contextlib")
    }


def lacks_audit(function: Callable[..., Any]) -> str | None:
    parameter = inspect.signature(function).parameters.get("audit")
    if parameter is None:
        return "takes no audit event"
    if parameter.kind is not inspect.Parameter.KEYWORD_ONLY or parameter.default is not inspect.Parameter.empty:
        return "takes an audit event that can be forgotten"
    if get_type_hints(inspect.unwrap(function))["audit"] is not AuditEvent:
        return "takes something else as audit event"
    return None


@pytest.mark.parametrize("owner", WAYS_TO_CONTENT, ids=lambda owner: owner.__name__)
def test_content_cannot_be_reached_without_an_audit_event(owner: Any) -> None:
    functions = public_functions(owner)
    harmless = WAYS_TO_CONTENT[owner]
    assert functions
    assert set(harmless) <= set(functions), "An exception is listed for something that is not there."
    found = {name: lacks_audit(function) for name, function in functions.items() if name not in harmless}
    assert {name: why for name, why in found.items() if why} == {}


def test_the_vault_is_seen_whole() -> None:
    assert {"seal", "sealing", "open", "read", "destroy_case_key"} <= set(public_functions(Vault))


def test_a_forgotten_audit_event_is_noticed() -> None:
    def without(case: str) -> bytes: ...
    def optional(case: str, *, audit: AuditEvent | None = None) -> bytes: ...
    def by_position(case: str, audit: AuditEvent) -> bytes: ...
    def of_another_kind(case: str, *, audit: str) -> bytes: ...
    def right(case: str, *, audit: AuditEvent) -> bytes: ...

    assert all(map(lacks_audit, (without, optional, by_position, of_another_kind)))
    assert lacks_audit(right) is None
