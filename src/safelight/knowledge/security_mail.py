"""From which addresses platforms write to an account's owner about sign-ins and changes: a pack."""

import re
from functools import cache

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Subject(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a subject written by the platform says that the mail is about. Letter case does not count."""

    pattern: str
    reports: str
    source: str
    is_sign_in: bool = False

    def fits(self, subject: str) -> bool:
        """Whether a subject is of this kind."""
        return re.search(self.pattern, subject, re.IGNORECASE) is not None


class Sender(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A platform's own address, or a domain all of whose addresses are its own."""

    id: str
    platform: str
    only_security: bool
    """Whether nothing but security is written about from there; otherwise a subject must say so."""
    source: str
    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    subjects: tuple[Subject, ...] = ()


class SecurityMail(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All senders known."""

    senders: tuple[Sender, ...]

    def sender_of(self, address: str) -> Sender | None:
        """Whose address this is; letter case does not count."""
        written = address.lower()
        domain = written.rpartition("@")[2]
        return next(
            (one for one in self.senders if written in one.addresses or domain in one.domains),
            None,
        )

    def faults(self) -> list[str]:
        """Rows that could never fit, or that no source stands behind."""
        known = {source.id for source in self.sources}
        faults = [f"The sender {one} stands twice." for one in repeated([sender.id for sender in self.senders])]
        for sender in self.senders:
            if not sender.addresses and not sender.domains:
                faults.append(f"The sender {sender.id} has no address.")
            if any(each != each.lower() for each in (*sender.addresses, *sender.domains)):
                faults.append(f"The sender {sender.id} has an address with capital letters.")
            cited = {sender.source, *(subject.source for subject in sender.subjects)}
            faults += [f"The sender {sender.id} cites {one}, which is no source here." for one in cited - known]
            faults += [f"The sender {sender.id}: {fault}" for fault in map(_fault_of, sender.subjects) if fault]
        return faults


@cache
def security_mail() -> SecurityMail:
    """The pack, checked."""
    return load(PACKS / "security-mail.yaml", SecurityMail)


def _fault_of(subject: Subject) -> str:
    try:
        re.compile(subject.pattern)
    except re.error:
        return f"the pattern “{subject.pattern}” is no pattern."
    return ""
