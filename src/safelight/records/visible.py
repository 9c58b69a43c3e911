"""Showing text as it was written without letting it deceive the eye."""

import re

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINED_ON_PURPOSE = re.compile("(?<=[^\x00-\x7f])[\u200d\ufe0e\ufe0f](?=[^\x00-\x7f])")


def visible(text: str) -> str:
    """The text with each hidden or direction-turning character shown as ``⟦U+202E⟧``.

    Only for showing: the record keeps what was written. Joiners inside emoji are left alone.
    """
    kept = {match.start() for match in _JOINED_ON_PURPOSE.finditer(text)}
    return _HIDDEN.sub(lambda match: match[0] if match.start() in kept else f"⟦U+{ord(match[0]):04X}⟧", text)
