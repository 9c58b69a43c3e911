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
    Act.CONTACT_CHANGED: _("changed how the victim can be contacted safely"),
    Act.RISK_ANSWERED: _("wrote down answers about risk"),
    Act.RISK_GRADED: _("graded the risk"),
    Act.RISK_EVENT: _("wrote down that something happened that changes the risk"),
    Act.RISK_SCORED: _("recorded the outcome of a risk instrument"),
    Act.MARAC_DECIDED: _("decided about a conference of agencies"),
    Act.DIARY_WRITTEN: _("wrote in the diary"),
    Act.SCREEN_SHARED: _("gave the screen to the person whose diary it is"),
    Act.SCREEN_LEFT: _("ended the shared screen"),
    Act.PICTURE_REVIEWED: _("confirmed or corrected what a machine read off a picture"),
    Act.DESCRIPTION_SAVED: _("saved a description of a table for other cases"),
    Act.FINDING_DECIDED: _("decided about a finding"),
    Act.PRIORITY_CHANGED: _("weighed the case, and it came out otherwise"),
    Act.CASE_MOVED: _("moved the case to another level by hand"),
    Act.MOVE_ENDED: _("ended a move by hand"),
    Act.TAKEN_UP: _("took the case up"),
    Act.PUT_BACK: _("put the case back to wait"),
    Act.ORPHAN_REMOVED: _("removed something sealed that was in no list"),
    Act.STORE_CHECKED: _("checked everything that is sealed"),
    Act.BACKED_UP: _("made a backup"),
    Act.RESTORED: _("brought a backup back"),
    Act.RESTORED_OLDER: _("brought a backup back that is older than what was here"),
    Act.FORCE_KEY_ROTATED: _("changed the key of the force"),
    Act.HOLD_PLACED: _("said that the case must be kept"),
    Act.HOLD_LIFTED: _("said that a reason to keep the case is over"),
    Act.RETENTION_REVIEWED: _("decided how long the case is kept"),
    Act.DISPOSAL_PROPOSED: _("proposed to dispose of the case"),
    Act.DISPOSAL_WITHDRAWN: _("took back a proposal to dispose of the case"),
    Act.DISPOSAL_REFUSED: _("refused to dispose of the case"),
    Act.CASE_DISPOSED: _("disposed of the case"),
    Act.BUNDLE_CHOSEN: _("chose what goes into a bundle"),
    Act.BUNDLE_ASKED: _("asked for a bundle to be made"),
    Act.BUNDLE_MADE: _("made a bundle"),
    Act.BUNDLE_FAILED: _("could not make a bundle"),
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
    Act.LOOKED_AT_BUNDLE: _("looked at a bundle"),
    Act.LOOKED_AT_CONTACT: _("saw how the victim can be contacted safely"),
    Act.LOOKED_AT_RISK: _("looked at the assessment of risk"),
    Act.LOOKED_AT_DIARY: _("looked at the diary"),
    Act.LOOKED_AT_LOG: _("looked at the log"),
    Act.LOOKED_AT_DISPOSAL: _("looked at how long the case is kept"),
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
    (Act.LOOKED_AT_EXHIBIT, "receipt"): _("took the receipt for an exhibit"),
    (Act.LOOKED_AT_PICTURE, "picture"): _("looked at a picture"),
    (Act.BUNDLE_CHOSEN, "recipient"): _("said whom a bundle is for"),
    (Act.BUNDLE_MADE, "sealed"): _("sealed a bundle"),
    (Act.EXPORTED, "bundle"): _("took a bundle out"),
    (Act.EXPORTED, "original"): _("copied an original into a bundle"),
    (Act.LOOKED_AT_CASE, "place"): _("looked at how the case came to its place in the queue"),
    (Act.LOOKED_AT_CASE, "context"): _("looked at what officers know"),
    (Act.LOOKED_AT_CASE, "members"): _("looked at who is on the case"),
}


def done(event: AuditEvent) -> str:
    """What was done, to follow the name of who did it."""
    what = str(event.details.get("what", ""))
    return str(TO_WHAT.get((event.act, what), DID[event.act]))
