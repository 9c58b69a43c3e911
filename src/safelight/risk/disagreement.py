"""Where a grade, the answers and the evidence do not say the same: pointed out in words, nothing overridden."""

from collections.abc import Iterator, Mapping

from safelight.knowledge.risk_questions import Question, RiskQuestions, Weighs
from safelight.risk.answer import NOT_ASKED, Answer, Said
from safelight.risk.suggestion import Suggestion
from safelight.signals.finding import Strength

HIGH = "high"


def disagreements(
    grade: str | None, answers: Mapping[str, Answer], suggested: Mapping[str, Suggestion], pack: RiskQuestions
) -> tuple[str, ...]:
    """Sentences for whoever judges; empty where all agrees. ``grade`` is ``None`` where nobody has graded yet."""
    return (
        *_about_answers(answers, suggested, pack),
        *(_about_grade(grade, answers, suggested, pack) if grade else ()),
    )


def _about_answers(
    answers: Mapping[str, Answer], suggested: Mapping[str, Suggestion], pack: RiskQuestions
) -> Iterator[str]:
    for question in pack.questions:
        suggestion = suggested.get(question.id)
        if suggestion and answers.get(question.id, NOT_ASKED).said is Said.NO:
            yield (
                f"“{question.ask}” was answered no, and what was handed in points the other way: "
                f"{suggestion.claims[0]} Both may be so. Ask again, gently, and leave both as they stand."
            )


def _about_grade(
    grade: str, answers: Mapping[str, Answer], suggested: Mapping[str, Suggestion], pack: RiskQuestions
) -> Iterator[str]:
    heavy = [question for question in pack.questions if question.weighs is Weighs.HEAVILY]
    yes = [question for question in heavy if _said(answers, question) is Said.YES]
    unasked = [question for question in heavy if _said(answers, question) is Said.NOT_ASKED]
    open_still = [
        suggested[question.id]
        for question in unasked
        if question.id in suggested and suggested[question.id].strength is not Strength.WEAK
    ]
    if grade != HIGH:
        for question in yes:
            yield f"The grade is {grade}, and this was answered yes: “{question.ask}” It weighs heavily."
        for suggestion in open_still:
            yield f"The grade is {grade}, and nobody has asked yet about this: {suggestion.claims[0]}"
    elif not yes and not suggested:
        yield (
            "The grade is high, and neither an answer nor a finding says why. The reasons given with the grade "
            "stand: write down what else is known, so that whoever comes next can see it."
        )
    if grade == "standard" and len(unasked) > len(heavy) // 2:
        yield f"The grade is standard, and {len(unasked)} of {len(heavy)} grave questions were not asked yet."


def _said(answers: Mapping[str, Answer], question: Question) -> Said:
    return answers.get(question.id, NOT_ASKED).said
