"""What was done, in words, from an entry of the ledger."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safelight.evidence.audit import Act

DID: dict[Act, Promise] = {
    Act.CASE_OPENED: _("opened the case"),
    Act.CASE_CONTEXT_CHANGED: _("changed what officers know"),
    Act.MEMBER_ADDED: _("put somebody on the case"),
    Act.MEMBER_REMOVED: _("took somebody off the case"),
    Act.EXHIBIT_SEALED: _("sealed an exhibit"),
    Act.EXHIBIT_READ: _("read an exhibit"),
    Act.READING_FAILED: _("could not finish reading an exhibit"),
    Act.CASE_EXAMINED: _("examined everything read"),
    Act.EXAMINATION_FAILED: _("could not finish examining the case"),
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
    Act.LOOKED_AT_FINDINGS: _("looked at findings"),
    Act.LOOKED_AT_LOG: _("looked at the log"),
    Act.SEARCHED: _("searched"),
    Act.EXPORTED: _("took something out"),
    Act.WORKED_ON: _("worked on sealed content"),
}


def done(act: Act) -> str:
    """What was done, to follow the name of who did it."""
    return str(DID.get(act, act.value))
