"""One reading process, from taking it from its template to how it ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from safelight.readers.apart.lent import Lent
from safelight.readers.apart.serving import Serving
from safelight.readers.apart.spawner import Ending, Templates
from safelight.readers.apart.wire import Wire

if TYPE_CHECKING:
    import msgspec

FrameOf = TypeVar("FrameOf")
_NOT_ENDED = Ending(0, 0, 0.0)


@dataclass
class Process(Generic[FrameOf]):
    """It waits for its task on the ``wire``; its frames come from ``serving``."""

    wire: Wire
    serving: Serving[FrameOf]
    guards: tuple[str, ...]
    """What its template is kept in by."""
    is_done: bool = False
    """Said by whoever uses it: it did its work. Otherwise it is ended, whatever it is doing."""
    ending: Ending = _NOT_ENDED
    """How it ended; known once it has."""


@contextmanager
def reading_process(
    lent: Lent, decoder: "msgspec.msgpack.Decoder[FrameOf]", longest_frame: int, templates: Templates
) -> Iterator[Process[FrameOf]]:
    """A fresh process that may ask for the bytes lent and say what ``decoder`` knows. Raises ``TemplateGone``."""
    template = templates.take()
    wire = Wire(template.reader())
    serving = Serving(wire, lent.streams, decoder, longest_frame)
    serving.start()
    process = Process(wire, serving, template.guards)
    try:
        yield process
    finally:
        serving.stop()
        if not process.is_done:
            template.kill_reader()
        process.ending = template.ended()
        templates.give_back(template)
