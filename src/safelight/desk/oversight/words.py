"""What was done, in words, from an entry of the ledger."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.evidence.audit import Act, AuditEvent

DID: dict[Act, Promise] = {
    Act.CASE_OPENED: _("opened the case"),
    Act.CASE_CONTEXT_CHANGED: _("changed what officers know"),
    Act.MEMBER_ADDED: _("put somebody on the case"),
    Act.MEMBER_REMOVED: _("took somebody off the case"),
    Act.EXHIBIT_SEALED: _("sealed an exhibit"),
    Act.EXHIBIT_READ: _("read an exhibit"),
    Act.READING_CHANGED: _("changed how an exhibit is read"),
    Act.FILE_HELD_BACK: _("held back files that are on the force's list and must never be opened"),
    Act.READING_FAILED: _("could not finish reading an exhibit"),
    Act.CASE_EXAMINED: _("examined everything read"),
    Act.EXAMINATION_FAILED: _("could not finish examining the case"),
    Act.PICTURE_REVIEWED: _("confirmed or corrected what a machine read off a picture"),
    Act.DESCRIPTION_SAVED: _("saved a description of a table for other cases"),
    Act.FINDING_DECIDED: _("decided about a finding"),
    Act.PERSON_MADE: _("made an account"),
    Act.SIGNED_IN: _("signed in"),
    Act.SIGN_IN_FAILED: _("tried to sign in and could not"),
    Act.REFUSED: _("asked for something and was turned away"),
    Act.LOOKED_AT_WORK: _("saw the case in a list"),
    Act.LOOKED_AT_CASE: _("looked at the case"),
    Act.LOOKED_AT_EXHIBIT: _("looked at an exhibit"),
    Act.LOOKED_AT_CONVERSATION: _("read a conversation"),
    Act.LOOKED_AT_BYTES: _("looked at bytes of an exhibit"),
    Act.LOOKED_AT_PICTURE: _("looked at what was read off a picture"),
    Act.LOOKED_AT_FINDINGS: _("looked at findings"),
    Act.LOOKED_AT_LOG: _("looked at the log"),
    Act.SEARCHED: _("searched"),
    Act.EXPORTED: _("took something out"),
    Act.WORKED_ON: _("opened what is sealed, to read or examine it"),
}


TO_WHAT: dict[tuple[Act, str], Promise] = {
    (Act.EXHIBIT_SEALED, "name"): _("sealed the name of a file"),
    (Act.EXHIBIT_SEALED, "choices"): _("sealed what was said about reading an exhibit"),
    (Act.LOOKED_AT_EXHIBIT, "reading"): _("looked at how an exhibit is read"),
    (Act.LOOKED_AT_EXHIBIT, "names"): _("saw the names of the exhibits"),
    (Act.LOOKED_AT_EXHIBIT, "tally"): _("looked at what became of the bytes of an exhibit"),
    (Act.LOOKED_AT_PICTURE, "picture"): _("looked at a picture"),
    (Act.LOOKED_AT_CASE, "context"): _("looked at what officers know"),
    (Act.LOOKED_AT_CASE, "members"): _("looked at who is on the case"),
}


def done(event: AuditEvent) -> str:
    """What was done, to follow the name of who did it."""
    what = str(event.details.get("what", ""))
    return str(TO_WHAT.get((event.act, what), DID[event.act]))
