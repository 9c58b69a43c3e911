"""A model of a Cellebrite report as a record."""

from collections.abc import Iterator
from datetime import tzinfo

from safelight.readers.account_list import SEARCHES
from safelight.readers.cellebrite.model import Model
from safelight.readers.entry_record import record_of
from safelight.readers.json_moment import NO_TIME, At, iso
from safelight.readers.json_text import Element
from safelight.readers.place import PLACES, place
from safelight.records.record import Direction, Doubt, Kind, Record, State

_KINDS = {
    "Call": Kind.CALL,
    "Contact": Kind.CONTACT,
    "UserAccount": Kind.CONTACT,
    "Location": Kind.LOCATION,
    "SearchedItem": Kind.SEARCH,
}
_THREADS = {Kind.CONTACT: "", Kind.LOCATION: PLACES, Kind.SEARCH: SEARCHES}
_DIRECTIONS = {
    "Incoming": Direction.TOWARDS_OWNER,
    "Missed": Direction.TOWARDS_OWNER,
    "Rejected": Direction.TOWARDS_OWNER,
    "Outgoing": Direction.FROM_OWNER,
    "Inbox": Direction.TOWARDS_OWNER,
    "Sent": Direction.FROM_OWNER,
    "Outbox": Direction.FROM_OWNER,
    "Drafts": Direction.FROM_OWNER,
}
_SEARCHED = frozenset({"Value"})
_KNOWN = frozenset({"Body", "TimeStamp", "UserMapping", "SystemMessageBody", "SystemMessageTimeStamp", "Snippet"})
_ACCOUNTS = frozenset({"UserID", "PhoneNumber", "EmailAddress"})
_PARTIES = ("Parties", "Party", "Participants")


def record_of_model(model: Model, member: str, zone: tzinfo | None) -> Record:
    """Who sent it is what the report says; a party marked as the phone's owner says the direction."""
    sender = _sender(model)
    at, at_text = _moment(model, zone)
    return record_of(
        Element(f"model {model.attributes.get('id', '')}".strip(), model.start, model.end, {}, _doubts(model)),
        member=member,
        platform=model.said("SourceApplication") or model.said("Source") or "",
        known=(),
        kind=_kind(model),
        at=at,
        at_text=at_text,
        thread=_thread(model, sender),
        sender=_account(sender) if sender else None,
        recipients=_recipients(model, sender),
        direction=_direction(model, sender),
        text=_text(model),
        state=_state(model),
        attachments=tuple(_files(model)),
        reply_to=_replied_to(model),
        extra=_extra(model, sender),
    )


def _kind(model: Model) -> Kind:
    if "ActivityLog" in model.parts:
        return Kind.NOTICE
    return _KINDS.get(model.sort, Kind.MESSAGE)


def _doubts(model: Model) -> tuple[Doubt, ...]:
    return (Doubt.CUT_SHORT,) if model.is_cut else ()


def _parties(model: Model, role: str) -> list[Model]:
    return [party for name in _PARTIES for party in model.parts.get(name, ()) if party.said("Role") == role]


def _sender(model: Model) -> Model | None:
    """Nobody sent what the app wrote itself, although the report puts a party there."""
    if _kind(model) is Kind.NOTICE:
        return None
    return model.part("From") or next(iter(_parties(model, "From")), None)


def _account(party: Model) -> str | None:
    return party.said("Identifier") or party.said("Name")


def _recipients(model: Model, sender: Model | None) -> tuple[str, ...]:
    if model.sort in ("Contact", "UserAccount"):
        entries = (entry.said("Value") for entry in model.parts.get("Entries", ()) if entry.sort in _ACCOUNTS)
        return tuple(dict.fromkeys(value for value in entries if value))
    listed = [*model.parts.get("To", ()), *_parties(model, "To")]
    if not listed and model.whole:
        own = _account(sender) if sender else None
        listed = [party for party in model.whole.parts.get("Participants", ()) if own and _account(party) != own]
    return tuple(dict.fromkeys(account for account in map(_account, listed) if account))


def _direction(model: Model, sender: Model | None) -> Direction:
    """The mark of the phone's owner first, then the kind of call or the folder."""
    if _kind(model) in (*_THREADS, Kind.NOTICE):
        return Direction.UNKNOWN
    if sender and (is_owner := sender.said("IsPhoneOwner")):
        return Direction.FROM_OWNER if is_owner.lower() == "true" else Direction.TOWARDS_OWNER
    stated = model.said("Direction") or model.said("Type" if model.sort == "Call" else "Folder") or ""
    return _DIRECTIONS.get(stated, Direction.UNKNOWN)


def _thread(model: Model, sender: Model | None) -> str:
    chat = model.whole
    if chat:
        return chat.said("Id") or chat.said("Name") or chat.attributes.get("id", "")
    if (kind := _kind(model)) in _THREADS:
        return _THREADS[kind]
    parties = [*([sender] if sender else []), *model.parts.get("To", ()), *_parties(model, "To")]
    others = [party for party in parties if (party.said("IsPhoneOwner") or "").lower() != "true"]
    return ", ".join(dict.fromkeys(account for account in map(_account, others) if account))


def _text(model: Model) -> str | None:
    if model.said("Body") is None and "ActivityLog" in model.parts:
        return model.parts["ActivityLog"][0].said("SystemMessageBody")
    if model.sort == "SearchedItem":
        return model.said("Value")
    return model.said("Body") if "Body" in model.fields else model.said("Snippet")


def _moment(model: Model, zone: tzinfo | None) -> tuple[At, str]:
    at_text = model.said("TimeStamp") or ""
    if not at_text and "ActivityLog" in model.parts:
        at_text = model.parts["ActivityLog"][0].said("SystemMessageTimeStamp") or ""
    return (iso(at_text, zone) if at_text else NO_TIME), at_text


def _state(model: Model) -> State:
    if model.attributes.get("deleted_state") in ("Deleted", "Trash"):
        return State.DELETED
    if _kind(model) is Kind.NOTICE:
        return State.BY_PLATFORM
    if model.sort == "Call" and model.said("Type") == "Missed":
        return State.MISSED
    return State.DRAFT if model.said("Folder") == "Drafts" else State.SENT


def _files(model: Model) -> Iterator[str]:
    for part in (*model.parts.get("Attachments", ()), *model.parts.get("Attachment", ())):
        path = part.said("attachment_extracted_path") or part.said("Filename")
        if path:
            yield path.replace("\\", "/").rpartition("/")[2]


def _replied_to(model: Model) -> str:
    for data in model.parts.get("MessageExtraData", ()):
        if said := data.said("OriginalMessageID"):
            return said
    quoted = model.part("EmbeddedInstantMessage")
    return quoted.said("Identifier") or "" if quoted else ""


def _extra(model: Model, sender: Model | None) -> dict[str, str]:
    extra = _fields(model) | _quoted_and_logged(model) | (_where(model) if model.sort == "Location" else {})
    if sender and (name := sender.said("Name")) and sender.said("Identifier"):
        extra["sender_name"] = name
    if model.whole and (name := model.whole.said("Name")):
        extra["chat_name"] = name
    if model.sort in ("Contact", "UserAccount"):
        extra["list"] = "accounts of the phone" if model.sort == "UserAccount" else "contacts"
        entries = (f"{entry.said('Category') or entry.sort}: {entry.said('Value')}" for entry in _entries(model))
        extra["entries"] = "; ".join(entries)
    return extra


def _where(model: Model) -> dict[str, str]:
    """The place itself, and what else its parts say, such as the street."""
    said = {
        name: "; ".join(values)
        for part in (model.part("Address"), model.part("Position"))
        if part
        for name, values in part.fields.items()
        if any(values)
    }
    position = model.part("Position")
    found = place(position.said("Latitude"), position.said("Longitude")) if position else {}
    if found:
        said = {name: value for name, value in said.items() if name not in ("Latitude", "Longitude")}
    return said | found


def _entries(model: Model) -> list[Model]:
    return [entry for entry in model.parts.get("Entries", ()) if entry.said("Value")]


def _fields(model: Model) -> dict[str, str]:
    told = _KNOWN | (_SEARCHED if model.sort == "SearchedItem" else frozenset())
    extra = {name: "; ".join(values) for name, values in model.fields.items() if name not in told and any(values)}
    for name in ("deleted_state", "decoding_confidence"):
        if (value := model.attributes.get(name)) and value not in ("Intact", "High"):
            extra[name] = value
    return extra


def _quoted_and_logged(model: Model) -> dict[str, str]:
    extra: dict[str, str] = {}
    for quoted in model.parts.get("EmbeddedInstantMessage", ())[:1]:
        extra["quoted"] = quoted.said("Body") or quoted.said("Identifier") or ""
    for log in model.parts.get("ActivityLog", ())[:1]:
        extra["action"] = log.said("Action") or ""
        participant = log.part("Participant")
        extra["participant"] = (_account(participant) or "") if participant else ""
    return extra
