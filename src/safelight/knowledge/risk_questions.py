"""The pack of risk questions: what is asked, why, and what in the evidence suggests an answer."""

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from safelight.knowledge.pack import PACKS, Pack, load, repeated


class Weighs(StrEnum):
    """How much a yes matters when somebody looks over a grade. It is no score and adds up to none."""

    HEAVILY = "heavily"
    SOMEWHAT = "somewhat"


class SuggestedBy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What suggests a yes: findings with a flag, findings of a family of harm, or something officers noted."""

    flag: str = ""
    harm: str = ""
    noted: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Questions that are asked together. ``opens`` is said before the first of them."""

    id: str
    name: str
    opens: str


class Question(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One question, as it is put to the person, and why it is asked."""

    id: str
    section: str
    ask: str
    because: str
    weighs: Weighs
    sources: tuple[str, ...]
    suggested_by: tuple[SuggestedBy, ...] = ()


class RiskQuestions(Pack, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Sections in the order they are asked, and their questions."""

    sections: tuple[Section, ...]
    questions: tuple[Question, ...]

    def of_section(self, section: str) -> tuple[Question, ...]:
        """The questions of a section, in order."""
        return tuple(one for one in self.questions if one.section == section)

    def section(self, id: str) -> Section | None:  # noqa: A002 - the pack's own word
        """The section with this id."""
        return next((one for one in self.sections if one.id == id), None)

    def question(self, id: str) -> Question | None:  # noqa: A002 - the pack's own word
        """The question with this id."""
        return next((one for one in self.questions if one.id == id), None)

    def faults(self) -> list[str]:
        """Repeated ids, sections and sources that are not there, suggestions that do not name just one thing."""
        return list(self._faults())

    def _faults(self) -> Iterator[str]:
        sections, sources = {one.id for one in self.sections}, {one.id for one in self.sources}
        for one in repeated([*(each.id for each in self.sections), *(each.id for each in self.questions)]):
            yield f"The id {one} stands twice."
        for question in self.questions:
            if question.section not in sections:
                yield f"{question.id} stands in a section {question.section}, which there is not."
            if not question.sources or not sources.issuperset(question.sources):
                yield f"{question.id} rests on no source, or on one that the pack does not name."
            for suggestion in question.suggested_by:
                if sum(map(bool, (suggestion.flag, suggestion.harm, suggestion.noted))) != 1:
                    yield f"{question.id} has a suggestion that does not name one flag, harm or note."


def risk_questions() -> RiskQuestions:
    """The questions that ship with Safelight."""
    pack: RiskQuestions = load(PACKS / "risk-questions.yaml", RiskQuestions)
    return pack
