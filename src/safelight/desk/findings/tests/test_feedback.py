"""What people decided becomes labelled conversations in the form of the corpus, without names, and entered."""

import stat
import tempfile
from pathlib import Path

from safelight.desk.findings.actions import decide, read_second
from safelight.desk.findings.feedback import LABELS
from safelight.desk.findings.feedback_files import write_feedback
from safelight.desk.findings.tests.a_threat import ThreatenedCase
from safelight.evidence.audit import Act
from safelight.signals.heads.families import FAMILIES, belongs
from safelight.signals.labelled import conversations_in
from safelight.signals.registry import SIGNALS


class FeedbackTests(ThreatenedCase):
    def setUp(self) -> None:
        super().setUp()
        held = tempfile.TemporaryDirectory()
        self.addCleanup(held.cleanup)
        self.folder = Path(held.name) / "feedback"

    def written(self):
        write_feedback(self.folder)
        return conversations_in(self.folder)

    def test_an_accepted_finding_labels_its_messages_and_names_nobody(self):
        self.first()
        (conversation,) = self.written()
        labelled = {said.text for said in conversation.messages if belongs(list(said.labels), "threats")}
        assert labelled == {"I will kill you tonight", "I mean it. I'm going to kill you Maya"}
        assert "threats" in conversation.case.harms
        assert not {person.account for person in conversation.participants} & {"Maya", "Rhys"}
        owners = {said.text for said in conversation.messages if said.sender == conversation.owner}
        assert all("leave me alone" in text for text in owners)

    def test_a_rejected_finding_teaches_that_its_messages_are_ordinary(self):
        for finding in self.findings:
            decide(self.case, self.insider, finding, self.findings, verdict="rejected", reason="Banter.", seen=0)
        (conversation,) = self.written()
        assert conversation.case.harms == ("none",)
        assert conversation.case.priority == "none"
        assert not any(said.labels for said in conversation.messages)

    def test_where_readers_differ_nothing_is_learned(self):
        self.first()
        read_second(
            self.case, self.second, self.gravest, self.findings, verdict="rejected", reason="I read it otherwise."
        )
        assert write_feedback(self.folder).conversations == 0

    def test_it_is_entered_for_each_case_and_readable_by_nobody_else(self):
        self.first()
        write_feedback(self.folder)
        entry = next(one for one in self.entries() if one.event.act is Act.EXPORTED)
        assert entry.event.details == {"what": "feedback", "conversations": 1}
        (path,) = self.folder.iterdir()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(self.folder.stat().st_mode) == 0o700

    def test_cases_that_nobody_decided_about_are_not_opened(self):
        assert write_feedback(self.folder).cases == 0
        assert not self.entries()[1:]


def test_every_family_of_harm_has_a_label_that_the_trainer_knows():
    harms = {signal.MANIFEST.harm for signal in SIGNALS}
    assert harms - {"links", "networks"} <= set(LABELS)
    prefixes = tuple(prefix for family in FAMILIES.values() for prefix in family)
    assert all(label.startswith(prefixes) for label in LABELS.values())
