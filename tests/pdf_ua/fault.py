"""What is wrong with a PDF, by the clause of ISO 14289-1 that it goes against."""

from typing import NamedTuple


class Fault(NamedTuple):
    """``clause`` as the standard counts; where the Matterhorn Protocol has a number for it, that stands beside it."""

    clause: str
    matterhorn: str
    said: str
