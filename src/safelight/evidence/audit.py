"""What the ledger records: every act and every look, without names or content."""

from enum import StrEnum

import msgspec


class Act(StrEnum):
    """The kinds of act and look. A look is an act whose value starts with ``look.``."""

    REPORT_TAKEN = "report.taken"
    REPORT_SETTLED = "report.settled"
    REPORT_CLOSED = "report.closed"
    CASE_OPENED = "case.opened"
    CASE_CONTEXT_CHANGED = "case.context_changed"
    MEMBER_ADDED = "case.member_added"
    MEMBER_REMOVED = "case.member_removed"
    EXHIBIT_SEALED = "exhibit.sealed"
    EXHIBIT_READ = "exhibit.read"
    READING_CHANGED = "exhibit.reading_changed"
    FILE_HELD_BACK = "exhibit.file_held_back"
    READING_FAILED = "exhibit.reading_failed"
    CASE_EXAMINED = "case.examined"
    EXAMINATION_FAILED = "case.examination_failed"
    DESCRIPTION_SAVED = "table.description_saved"
    FINDING_DECIDED = "finding.decided"
    FINDING_READ_SECOND = "finding.read_second"
    FIRST_DECISION_SEEN = "finding.first_decision_seen"
    CONTACT_CHANGED = "contact.changed"
    RISK_ANSWERED = "risk.answered"
    RISK_GRADED = "risk.graded"
    RISK_EVENT = "risk.event"
    RISK_SCORED = "risk.scored"
    MARAC_DECIDED = "risk.marac_decided"
    DIARY_WRITTEN = "diary.written"
    SCREEN_SHARED = "diary.screen_shared"
    SCREEN_LEFT = "diary.screen_left"
    PRIORITY_CHANGED = "priority.changed"
    CASE_MOVED = "priority.moved"
    MOVE_ENDED = "priority.move_ended"
    TAKEN_UP = "priority.taken_up"
    PUT_BACK = "priority.put_back"
    TASK_RAISED = "task.raised"
    TASK_CHANGED = "task.changed"
    TASK_CLOSED = "task.closed"
    PICTURE_REVIEWED = "picture.reviewed"
    ORPHAN_REMOVED = "store.orphan_removed"
    STORE_CHECKED = "store.checked"
    BACKED_UP = "store.backed_up"
    RESTORED = "store.restored"
    RESTORED_OLDER = "store.restored_older"
    FORCE_KEY_ROTATED = "store.force_key_rotated"
    HOLD_PLACED = "disposal.hold_placed"
    HOLD_LIFTED = "disposal.hold_lifted"
    RETENTION_REVIEWED = "disposal.retention_reviewed"
    DISPOSAL_PROPOSED = "disposal.proposed"
    DISPOSAL_WITHDRAWN = "disposal.withdrawn"
    DISPOSAL_REFUSED = "disposal.refused"
    CASE_DISPOSED = "disposal.done"
    BUNDLE_CHOSEN = "bundle.chosen"
    BUNDLE_ASKED = "bundle.asked"
    BUNDLE_MADE = "bundle.made"
    BUNDLE_FAILED = "bundle.failed"
    FOOTPRINT_ANSWERED = "footprint.answered"
    APPS_ANSWERED = "apps.answered"
    PLAN_DRAFTED = "plan.drafted"
    PLAN_CHANGED = "plan.changed"
    PLAN_SIGNED = "plan.signed"
    PLAN_DANGER = "plan.danger"
    PERSON_MADE = "person.made"
    SIGNED_IN = "person.signed_in"
    SIGN_IN_FAILED = "person.sign_in_failed"
    REFUSED = "refused"
    LOOKED_AT_WORK = "look.work"
    LOOKED_AT_REPORT = "look.report"
    LOOKED_AT_CASE = "look.case"
    LOOKED_AT_EXHIBIT = "look.exhibit"
    LOOKED_AT_CONVERSATION = "look.conversation"
    LOOKED_AT_BYTES = "look.bytes"
    LOOKED_AT_PICTURE = "look.picture"
    LOOKED_AT_FINDINGS = "look.findings"
    LOOKED_AT_TASKS = "look.tasks"
    LOOKED_AT_BUNDLE = "look.bundle"
    LOOKED_AT_CONTACT = "look.contact"
    LOOKED_AT_RISK = "look.risk"
    LOOKED_AT_DIARY = "look.diary"
    LOOKED_AT_FOOTPRINT = "look.footprint"
    LOOKED_AT_PLAN = "look.plan"
    LOOKED_AT_LOG = "look.log"
    LOOKED_AT_DISPOSAL = "look.disposal"
    SEARCHED = "look.search"
    EXPORTED = "look.exported"
    WORKED_ON = "look.worker"

    @property
    def is_look(self) -> bool:
        """Whether somebody saw content, as opposed to changing something."""
        return self.value.startswith("look.")


class AuditEvent(msgspec.Struct, frozen=True, kw_only=True):
    """One act or look, by whom, on what.

    Holds opaque identifiers, counts and hashes only: no name, message or search term may stand in it
    (security goal A10). ``details`` values are counts, hashes or enum values.
    """

    act: Act
    actor: str
    """Opaque id of who acted, for example ``person:7``, ``worker`` or ``command-line``."""
    role: str = ""
    case: str = ""
    """Opaque id of the case, empty where there is none yet."""
    subject: str = ""
    """Opaque id of the thing: an exhibit's SHA-256, a finding's id, a conversation's hash."""
    details: dict[str, int | str] = {}
