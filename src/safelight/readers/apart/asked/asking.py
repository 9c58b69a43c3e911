"""Asking a reading process about one member. The answer is believed as little as the file."""

import logging
import time
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from safelight.readers.apart.allowance import limits_for_a_look, patience_seconds
from safelight.readers.apart.asked.answers import AnswerFrame, NotThere, Refused
from safelight.readers.apart.asked.questions import Inquiry, Question, longest_answer_bytes
from safelight.readers.apart.ending import why_it_ended
from safelight.readers.apart.frames import Guarded, Limits, Stumbled
from safelight.readers.apart.lent import Lent
from safelight.readers.apart.process import reading_process
from safelight.readers.apart.sentences import NOT_ANSWERED, TIME, UNTRUE
from safelight.readers.apart.serving import Garbled, Serving, TooSlow
from safelight.readers.apart.spawner import TemplateGone, Templates, idle
from safelight.readers.choices import NOTHING_CHOSEN, ReadingChoices
from safelight.readers.members import Named
from safelight.records.visible import visible

log = logging.getLogger(__name__)

Answered = TypeVar("Answered")

_LOOK = "one look"
_MOST_FRAMES = 20
_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(AnswerFrame)


class NotAnswered(Exception):
    """A question about a member has no answer. The message is a sentence or more."""


class NotThereToAsk(LookupError):
    """The exhibit has no such member, it cannot be opened, or what was asked for is not in it."""


def ask(
    files: Sequence[Named],
    member: str,
    question: Question,
    kind: type[Answered],
    *,
    choices: ReadingChoices = NOTHING_CHOSEN,
    limits: Limits | None = None,
    templates: Templates = idle,
) -> Answered:
    """The answer, of the ``kind`` that the question says. ``files`` as for ``ReadApart``.

    Raises ``NotAnswered``, ``NotThereToAsk``, and what reading the files raises.
    """
    lent = Lent(files)
    limits = limits or limits_for_a_look(lent.sizes)
    inquiry = Inquiry(files=lent.listed, choices=choices, limits=limits, member=member, question=question)
    try:
        answer = _answer(lent, inquiry, templates)
    except TemplateGone as gone:
        raise NotAnswered(str(gone)) from gone
    if isinstance(answer, NotThere):
        raise NotThereToAsk
    if isinstance(answer, Refused):
        raise NotAnswered(answer.sentence)
    if not isinstance(answer, kind):
        raise NotAnswered(NOT_ANSWERED.format(why=UNTRUE))
    return answer


def _answer(lent: Lent, inquiry: Inquiry, templates: Templates) -> object:
    """Whatever came last, if it is an answer. Raises ``NotAnswered``."""
    limits, why = inquiry.limits, ""
    longest = longest_answer_bytes(inquiry.question)
    with reading_process(lent, _decoder, longest, templates) as process:
        try:
            process.wire.send(_encoder.encode(inquiry))
            answer = _taken(process.serving, patience_seconds(limits))
            process.is_done = answer is not None
        except ConnectionError:
            pass  # it ended before it took its task
        except TooSlow:
            why = TIME.format(whole=_LOOK, seconds=limits.processor_seconds)
        except Garbled:
            why = UNTRUE
    if not process.is_done:
        why = why or why_it_ended(process.ending, limits, _LOOK)
        log.info("A reading process gave no answer: %s", why)
        raise NotAnswered(NOT_ANSWERED.format(why=why))
    return answer


def _taken(serving: Serving[AnswerFrame], patience: float) -> object:
    until = time.monotonic() + patience
    for _ in range(_MOST_FRAMES):
        frame = serving.next(until - time.monotonic())
        if isinstance(frame, Stumbled):
            log.error("From a reading process: %s", visible(frame.place))
        elif not isinstance(frame, Guarded):
            return frame
    raise Garbled
