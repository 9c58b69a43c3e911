"""A platform's mail about a sign-in or a change, as a record of that beside the mail.

By its sender's address, by what the receiving server said of it, and by a subject that the platform itself wrote;
never by words of anybody else.
"""

import msgspec

from safelight.knowledge.security_mail import Sender, Subject, security_mail
from safelight.readers.mail.authentication import Authentication, authentication_of
from safelight.records.record import Direction, Doubt, Kind, Record, State

THREAD = "Security e-mails"
_POINTER = "security notice"
_KNOWN = security_mail()
_BETWEEN = " | "
_SAID = {
    Authentication.PASSED: "The server that received it found that it came from there.",
    Authentication.NOT_STATED: "Nothing shows whether it came from there: no server's check is in the mail.",
}


def with_notice(mail: Record) -> tuple[Record, ...]:
    """The mail, and what it tells of an account, if it appears to come from a platform's own security address."""
    sender = _KNOWN.sender_of(mail.sender) if mail.sender and Doubt.SENDER_UNCERTAIN not in mail.doubts else None
    if sender is None or not mail.sender:
        return (mail,)
    results = mail.extra.get("authentication-results", "").partition(_BETWEEN)[0]
    checked = authentication_of(results, mail.sender.rpartition("@")[2].lower())
    if checked is Authentication.FAILED:
        note = f"Its address is one of {sender.platform}'s, and the server that received it found that it is not."
        return (msgspec.structs.replace(mail, extra={**mail.extra, "sender": note}),)
    subject = next((one for one in sender.subjects if one.fits(mail.extra.get("subject", ""))), None)
    if subject is None and not sender.only_security:
        return (mail,)
    return (mail, _notice(mail, sender, subject, checked))


def _notice(mail: Record, sender: Sender, subject: Subject | None, checked: Authentication) -> Record:
    is_sign_in = subject is not None and subject.is_sign_in
    told = f"An e-mail that appears to come from {sender.platform} ({mail.sender}). {_SAID[checked]}"
    return Record(
        kind=Kind.SIGN_IN if is_sign_in else Kind.NOTICE,
        member=mail.member,
        offset=mail.offset,
        length=mail.length,
        pointer=_POINTER,
        at=mail.at,
        at_quality=mail.at_quality,
        at_other=mail.at_other,
        at_text=mail.at_text,
        platform=sender.platform,
        thread=THREAD,
        recipients=mail.recipients,
        direction=Direction.TOWARDS_OWNER if mail.direction is Direction.TOWARDS_OWNER else Direction.UNKNOWN,
        state=State.SENT if is_sign_in else State.BY_PLATFORM,
        doubts=() if checked is Authentication.PASSED else (Doubt.SENDER_UNCERTAIN,),
        extra={
            "event": subject.reports if subject else "security e-mail; its subject does not say about what",
            "according to": told,
            "subject": mail.extra.get("subject", ""),
            "time": "The time of the mail; what it tells of may have been earlier.",
            "authentication": checked.value,
        },
    )
