"""The records of a run of ordinary texts: what is the same for many texts is worked out once."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from safelight.readers.sms_backup.elements import Element
from safelight.readers.sms_backup.moment import LARGEST_SECONDS, LATEST_MILLISECONDS, clocks_agree, clocks_differ
from safelight.readers.sms_backup.ordinary import VARYING, Layout, Run, attributes_in
from safelight.readers.sms_backup.record import CLOCKS_DIFFER, record_of
from safelight.records.record import AtQuality, Record

_REMEMBERED = 4_096
_REFERENCE = re.compile(r"&([^;]+);")
_MEANT = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NULL = b"null"
_ANYTHING = {**dict.fromkeys(VARYING, "x"), "date": str(LARGEST_SECONDS)}


class _Model(NamedTuple):
    """The record of all texts that differ only in what varies, and what else they say."""

    record: Record
    extra: dict[str, str]


class RunRecords:
    """Makes the records of runs, for one member."""

    def __init__(self, member: str) -> None:
        self._member = member
        self._layout: Layout | None = None
        self._models: dict[Sequence[bytes], _Model] = {}

    def records(self, run: Run) -> Iterator[Record]:
        """The record of each text, in order."""
        layout = run.layout
        if layout is not self._layout or len(self._models) > _REMEMBERED:
            self._layout, self._models = layout, {}
        models = self._models
        for match in run.matches:
            groups = match.groups()
            steady = layout.steady(groups)
            model = models.get(steady)
            if model is None:
                model = models[steady] = self._model(match)
            date, in_two, in_one, sent, readable = layout.varying(groups)
            text, count = in_one if in_two is None else in_two, int(date)
            start, end = match.start() + run.shift, match.end(layout.end) + run.shift
            if not LARGEST_SECONDS <= count < LATEST_MILLISECONDS or text == _NULL or model.record.doubts:
                attributes = attributes_in(match[0])
                element = Element("sms", start, end, {n: meant(v) for n, v in attributes.items()}, [])
                yield record_of(element, self._member)
            else:
                yield _record(model, start, end - start, date, count * 1000, text, sent, readable)

    def _model(self, match: re.Match[bytes]) -> _Model:
        said = {name: meant(value) for name, value in attributes_in(match[0]).items()}
        said |= {name: value for name, value in _ANYTHING.items() if name in said}
        record = record_of(Element("sms", 0, 0, said, []), self._member)
        return _Model(record, record.extra)


def meant(value: bytes) -> str:
    """The text of a value as it is written in the file; its references are known to be sound."""
    text = value.decode()
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _record(
    model: _Model, offset: int, length: int, date: bytes, at: int, text: bytes, sent: bytes, readable: bytes
) -> Record:
    like, extra = model.record, model.extra.copy()
    if sent and sent != _NULL:
        extra["date_sent"] = sent.decode()
    else:
        extra.pop("date_sent", None)
    if readable and readable != _NULL:
        extra["readable_date"] = clock = readable.decode()
        if not clocks_agree(at, clock) and clocks_differ(at, clock):
            extra["clocks"] = CLOCKS_DIFFER
    else:
        extra.pop("readable_date", None)
    # No more than 15 keywords: CPython packs more into a dict first, which takes four times as long.
    return Record(
        kind=like.kind,
        member=like.member,
        offset=offset,
        length=length,
        at=at,
        at_quality=AtQuality.EXACT,
        at_text=date.decode(),
        platform=like.platform,
        thread=like.thread,
        sender=like.sender,
        recipients=like.recipients,
        direction=like.direction,
        text=meant(text),
        state=like.state,
        extra=extra,
    )


def _character(reference: re.Match[str]) -> str:
    name = reference[1]
    if not name.startswith("#"):
        return _MEANT[name]
    return chr(int(name[2:], 16) if name[1] == "x" else int(name[1:]))
