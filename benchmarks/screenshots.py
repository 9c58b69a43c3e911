"""Screenshots of chats: characters, sides, names and order read right, and how long a screen takes.

Eight apps' manners, four chats, four phones, PNG and JPEG. The screens are drawn by Chromium from our own pages;
nothing of them is kept. The engine is loaded before the clock starts: a process loads it once.
"""

import os
import shutil
import time
from difflib import SequenceMatcher
from typing import NamedTuple

from playwright.sync_api import Browser, sync_playwright

from benchmarks.row import Row
from benchmarks.screens.chat import CHATS, Chat, Said
from benchmarks.screens.drawing import Phone, draw
from benchmarks.screens.styles import STYLES, Style
from safelight.readers.pictures.opening import opened
from safelight.readers.screens.bubble import Side
from safelight.readers.screens.conversation import Conversation, conversation_on

_PHONES = (Phone(360, 780, 3), Phone(393, 852, 3), Phone(430, 932, 2), Phone(412, 915, 2.625))
_JPEG_QUALITY = 60
_WANTED_SECONDS, _WANTED_SHARE = 1.5, 0.99


class Score(NamedTuple):
    """Of one screen: characters in all and read right, messages in all and read whole with side and name."""

    characters: int
    right: int
    messages: int
    whole: int
    seconds: float
    processor_seconds: float


def run() -> list[Row]:
    """A row for each manner and one for all; seconds by the clock on the wall, and beside it of the processor."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        return [Row("screenshots", "not measured", "needs Chromium to draw the screens", "")]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        _score(draw(browser, CHATS[0], STYLES[0], _PHONES[0]), CHATS[0])
        scores = {style.name: _scores(browser, style, place) for place, style in enumerate(STYLES)}
        browser.close()
    rows = [_row(name, some) for name, some in scores.items()]
    return [*rows, _row("all", [score for some in scores.values() for score in some])]


def _scores(browser: Browser, style: Style, place: int) -> list[Score]:
    scores = []
    for number, chat in enumerate(CHATS):
        phone = _PHONES[(number + place) % len(_PHONES)]
        for quality in (0, _JPEG_QUALITY):
            data = draw(browser, chat, style, phone, jpeg_quality=quality)
            scores.append(_score(data, chat))
    return scores


def _score(data: bytes, chat: Chat) -> Score:
    began, worked = time.perf_counter(), time.process_time()
    conversation = conversation_on(opened(data), None)
    seconds, processor = time.perf_counter() - began, time.process_time() - worked
    expected = " ".join(said.text for said in chat.said)
    read = " ".join(message.text.replace("\n", " ") for message in conversation.said)
    blocks = SequenceMatcher(None, expected, read, autojunk=False).get_matching_blocks()
    whole = sum(_is_whole(said, conversation, place) for place, said in enumerate(chat.said))
    return Score(len(expected), sum(block.size for block in blocks), len(chat.said), whole, seconds, processor)


def _is_whole(said: Said, conversation: Conversation, place: int) -> bool:
    """In its place, on its side, under its name, its words apart from spaces as they were."""
    if place >= len(conversation.said):
        return False
    message = conversation.said[place]
    named = not said.who or (message.label or "").casefold() == said.who.casefold()
    side = Side.RIGHT if said.mine else Side.LEFT
    return message.side is side and named and _plain(message.text) == _plain(said.text)


def _plain(text: str) -> str:
    return "".join(text.split())


def _row(name: str, scores: list[Score]) -> Row:
    characters, right = sum(s.characters for s in scores), sum(s.right for s in scores)
    whole, messages = sum(s.whole for s in scores), sum(s.messages for s in scores)
    seconds, processor = sum(s.seconds for s in scores) / len(scores), sum(s.processor_seconds for s in scores)
    return Row(
        f"{name}: {len(scores)} screens, {right / characters:.2%} of characters (wanted {_WANTED_SHARE:.0%})",
        f"{seconds:.2f} s a screen",
        f"{whole} of {messages} messages whole; {processor / len(scores):.2f} s of processor",
        f"{seconds / _WANTED_SECONDS:.2f}",
    )
