"""Writes the worked example as the files a victim would bring."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from operator import attrgetter
from pathlib import Path
from typing import TypeAlias

import msgspec

from safelight.example import instagram_writer, mail_writer, sms_writer, story, whatsapp_writer
from safelight.example.archive import zip_of
from safelight.example.chance import Chance
from safelight.example.people import HERE, Cast, Thread, cast
from safelight.example.said import Said
from safelight.example.schedule import ordinary
from safelight.example.talk import Slots, Talk
from safelight.signals.context import CaseContext
from safelight.signals.context_file import load

Conversations: TypeAlias = Mapping[str, list[Said]]


class Example(msgspec.Struct, frozen=True):
    """The case as somebody would open it: its title, how to reach the victim, the files, and what is known."""

    title: str
    safe_contact: str
    files: tuple[Path, ...]
    context: CaseContext


def write_example(folder: Path) -> Example:
    """Write the files into a folder that is there. The same bytes every time, on any machine."""
    everybody = cast()
    files = []
    for name, data in files_of(everybody, conversations(everybody)):
        (folder / name).write_bytes(data)
        files.append(folder / name)
    return Example(
        title="Contact by a former partner since March 2026",
        safe_contact="Ring the dental practice at lunchtime and ask for Maya; say it is about the training day.",
        files=tuple(files),
        context=load(HERE / "context.yaml"),
    )


def conversations(everybody: Cast) -> Conversations:
    """Everything said in each conversation, in the order of time."""
    seen: Counter[str] = Counter()
    said: dict[str, list[Said]] = defaultdict(list)
    for key, one in story.told(everybody, Chance("story")):
        said[key].append(one)
    for key, thread in everybody.threads.items():
        talk = Talk(thread, Slots(Chance(f"slots {key}")), Chance(f"talk {key}"), seen)
        grave = [one.at for one in said[key]]
        said[key] += ordinary(thread, talk, everybody, Chance(f"life {key}"), grave)
    return {key: sorted(each, key=attrgetter("at")) for key, each in said.items() if each}


def files_of(everybody: Cast, said: Conversations) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every file."""
    for key in _of_source(everybody, said, "whatsapp"):
        name, data = whatsapp_writer.export_of(everybody.threads[key], said[key])
        yield name.replace(".txt", ".zip"), zip_of({name: data})
    talked = _together(everybody, said, "phone")
    yield "sms-20260802091244.xml", sms_writer.texts_of(talked)
    yield "calls-20260802091301.xml", sms_writer.calls_of(talked)
    members: dict[str, bytes] = {}
    for key in _of_source(everybody, said, "instagram"):
        chance = Chance(f"instagram {key}")
        members |= instagram_writer.members_of(everybody.threads[key], said[key], chance)
    yield "instagram-maya.ellis-2026-08-02-kT4mQx.zip", zip_of(members)
    yield "Mail.mbox", mail_writer.mailbox_of(_together(everybody, said, "mail"))


def _of_source(everybody: Cast, said: Conversations, source: str) -> list[str]:
    return [key for key in said if everybody.threads[key].source == source]


def _together(everybody: Cast, said: Conversations, source: str) -> list[tuple[Thread, Said]]:
    talked = [(everybody.threads[key], one) for key in _of_source(everybody, said, source) for one in said[key]]
    return sorted(talked, key=lambda pair: pair[1].at)
