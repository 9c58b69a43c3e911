"""One line of a benchmark's report."""

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, how fast it was, what it is held against, and the ratio of the two."""

    what: str
    figure: str
    against: str
    ratio: str
