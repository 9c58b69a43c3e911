"""One page of the records as the reading copy will show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from safelight.bundling.contents import Contents
from safelight.bundling.reading_copy.parts import Part, ShownConversation, conversations_in
from safelight.desk.conversations.page import Page


@dataclass(frozen=True)
class Preview:
    """Some of the records, and where the pages before and after begin."""

    conversations: Sequence[ShownConversation]
    page_of: Page
    not_met: Sequence[str]
    """What stands for removals that were met nowhere: they may be spelt otherwise."""


def preview_of(contents: Contents, start: int) -> Preview:
    """The page on which the ``start``-th record stands, counting from nought."""
    page = Page.holding(start, contents.rows.height)
    conversations = conversations_in(contents, Part("", page.first, page.last)) if contents.rows.height else ()
    return Preview(
        conversations=list(conversations),
        page_of=page,
        not_met=[one.shown_as for one in contents.asked.removals if not one.was_met],
    )
