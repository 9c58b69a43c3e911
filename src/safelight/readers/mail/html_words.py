"""The words of an HTML mail, by one pass over its bytes.

A tree is not built: deeply nested tags made to do so kept a tree builder busy for minutes (measured), and the
words are all that is needed. Nothing in the page runs or is fetched.
"""

import re

from safelight.readers.html_escapes import unescaped

_SILENT = "script|style|title"
_MARKUP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<({_SILENT})\b.*?(?:</\1\s*>|\Z)|<(/?[a-z][a-z0-9]*)[^>]*>?|<[!?/][^>]*>?",
    re.DOTALL | re.IGNORECASE,
)
_BREAKING = frozenset(
    "br p div li tr h1 h2 h3 h4 h5 h6 blockquote pre hr table ul ol section article header footer dt dd".split()
)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_LINE = "\x1e"
_AROUND_LINE = re.compile(rf" ?{_LINE}[ {_LINE}]*")


def text_of_html(page: str) -> str:
    """The words of a page as a reader would see them, a line for a line; scripts and styles left out."""
    words = _MARKUP.sub(_in_place_of, page.replace(_LINE, " "))
    return unescaped(_AROUND_LINE.sub("\n", _SPACES.sub(" ", words)).strip())


def _in_place_of(markup: re.Match[str]) -> str:
    tag = markup[2]
    return _LINE if tag and tag.lstrip("/").lower() in _BREAKING else ""
