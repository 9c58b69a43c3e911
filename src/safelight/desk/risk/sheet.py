"""What lies sealed: all answers of an assessment, and the words that go with a decision."""

from collections.abc import Mapping

import msgspec

from safelight.risk.answer import NOT_ASKED, Answer, Said


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """Answers by the ids of their questions. A question that is missing was not asked."""

    pack: str
    """The pack the questions come from, with its date."""
    answers: dict[str, Answer] = {}

    def answer(self, question: str) -> Answer:
        """The answer to a question."""
        return self.answers.get(question, NOT_ASKED)

    def with_answers(self, given: Mapping[str, Answer], pack: str) -> "Sheet":
        """The sheet after some were answered anew."""
        return Sheet(pack=pack, answers={**self.answers, **given})

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(one.said is not Said.NOT_ASKED for one in self.answers.values())


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """A reason, or what happened, in somebody's words."""

    text: str


class ScoreDetails(msgspec.Struct, frozen=True, kw_only=True):
    """Who assessed with an instrument, and what else is known of it."""

    assessor: str
    note: str = ""
