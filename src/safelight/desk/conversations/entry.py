"""Records that are no messages, told in a sentence: a sign-in, a place, somebody blocked."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safelight.readers.account_list import RELATION, Relation
from safelight.readers.place import ACCURACY, LATITUDE, LONGITUDE, TO_LATITUDE, TO_LONGITUDE
from safelight.records.record import Kind
from safelight.records.sign_in import sign_in_of
from safelight.records.visible import visible

_LONGEST_SHOWN = 160
_PLACE_NAMES = ("name", "address", "semanticType", "label", "entry")
_SOURCE = "according to"
_CHANGES = ("change", "event", "action", "Changed", "title")
_MOST_NAMED = 5


@dataclass(frozen=True)
class Detail:
    """One thing the source says, by the source's own name."""

    name: str
    said: str


@dataclass(frozen=True)
class Entry:
    """A record as an entry of a list: what it is in a sentence of ours, and all that the source says of it."""

    sentence: str
    details: tuple[Detail, ...]


RELATIONS: Mapping[str, str | Promise] = {
    Relation.FRIEND: gettext_lazy("Friend"),
    Relation.CLOSE_FRIEND: gettext_lazy("Close friend"),
    Relation.FOLLOWER: gettext_lazy("Follows this account"),
    Relation.FOLLOWING: gettext_lazy("Followed by this account"),
    Relation.BLOCKED: gettext_lazy("Blocked"),
    Relation.MUTED: gettext_lazy("Muted"),
    Relation.RESTRICTED: gettext_lazy("Restricted"),
    Relation.HIDDEN_FROM: gettext_lazy("Stories hidden from"),
    Relation.REMOVED: gettext_lazy("Removed or no longer followed"),
    Relation.REQUEST_SENT: gettext_lazy("Request sent to"),
    Relation.REQUEST_RECEIVED: gettext_lazy("Request received from"),
    Relation.REQUEST_REFUSED: gettext_lazy("Request refused from"),
    Relation.CONTACT: gettext_lazy("Contact"),
    Relation.OWN: gettext_lazy("The download's own account"),
}


def entry_of(row: Mapping[str, Any]) -> Entry | None:
    """``None`` for what is shown as a message: whatever has words of its own."""
    kind = Kind(row["kind"])
    if row["text"] and kind is not Kind.SEARCH:
        return None
    extra = json.loads(row["extra"]) if row["extra"] else {}
    if kind in (Kind.MESSAGE, Kind.CALL, Kind.REACTION) and not (LATITUDE in extra and LONGITUDE in extra):
        return None
    tell = _told_of if _SOURCE in extra else _SENTENCES.get(kind, _place if LATITUDE in extra else _other)
    details = (*_named(row), *(Detail(visible(name), visible(said)) for name, said in extra.items()))
    return Entry(sentence=tell(row, extra), details=details)


def _named(row: Mapping[str, Any]) -> Iterator[Detail]:
    """Who and what an entry names beside what stands in ``extra``."""
    if row["sender"] is not None:
        yield Detail(_("By"), visible(row["sender"]))
    if row["recipients"]:
        yield Detail(_("About or to"), ", ".join(visible(name) for name in row["recipients"]))
    if row["attachments"]:
        yield Detail(_("Attached, kept sealed"), ", ".join(visible(name) for name in row["attachments"]))


def _told_of(_row: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    """What somebody else tells of the account, and who."""
    event = _short(extra.get("event", "")) or _("An entry without words")
    return f"{event[:1].upper()}{event[1:]}. {_short(extra[_SOURCE])}"


def _sign_in(_row: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    told = sign_in_of(extra)
    parts = [_("Account used from %(address)s") % {"address": _short(told.address)} if told.address else ""]
    parts.append(_("with %(device)s") % {"device": _short(told.device)} if told.device else "")
    parts.append(_("place by the address: %(place)s") % {"place": _short(told.place)} if told.place else "")
    parts.append(_("marked “%(action)s”") % {"action": _short(told.action)} if told.action else "")
    said = ", ".join(filter(None, parts))
    if not told.address:
        said = _("Account used, address not stated") + (f", {said}" if said else "")
    return said


def _place(_row: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    named = ", ".join(_short(extra[name]) for name in _PLACE_NAMES[:2] if extra.get(name))
    if LATITUDE not in extra or LONGITUDE not in extra:
        return named or _("A signal without coordinates")
    here = f"{extra[LATITUDE]}, {extra[LONGITUDE]}"
    if TO_LATITUDE in extra and TO_LONGITUDE in extra:
        there = f"{extra[TO_LATITUDE]}, {extra[TO_LONGITUDE]}"
        said = _("From %(here)s to %(there)s") % {"here": here, "there": there}
    else:
        said = _("At %(here)s") % {"here": here}
    if extra.get(ACCURACY):
        said += _(", within %(metres)s metres") % {"metres": extra[ACCURACY]}
    return f"{said} ({named})" if named else said


def _contact(row: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    who = ", ".join(_short(name) for name in row["recipients"] or ()) or _("an account without a name")
    relation = RELATIONS.get(extra.get(RELATION, ""), extra.get("list", "") or _("Contact"))
    return f"{relation}: {who}"


def _search(row: Mapping[str, Any], _extra: Mapping[str, str]) -> str:
    return _("Searched for: %(words)s") % {"words": visible(row["text"])} if row["text"] else _("A search")


def _other(row: Mapping[str, Any], extra: Mapping[str, str]) -> str:
    """What the source calls it, then who and whom; where it names nothing, what is attached."""
    told = next((_short(extra[name]) for name in _CHANGES if extra.get(name)), "")
    people = [_short(name) for name in (row["sender"], *(row["recipients"] or ())[:_MOST_NAMED]) if name]
    if told or people:
        return ": ".join(filter(None, (told, ", ".join(people))))
    attached = ", ".join(_short(name) for name in (row["attachments"] or ())[:_MOST_NAMED])
    return attached or _short(extra.get("list", "")) or _("An entry without words")


def _short(said: str) -> str:
    shown = visible(said)
    return shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}…"


_SENTENCES: Mapping[Kind, Callable[[Mapping[str, Any], Mapping[str, str]], str]] = {
    Kind.SIGN_IN: _sign_in,
    Kind.LOCATION: _place,
    Kind.CONTACT: _contact,
    Kind.SEARCH: _search,
}
