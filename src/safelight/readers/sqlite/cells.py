"""The cells of many pages of a table, found all at once (sqlite.org/fileformat2.html, section 1.6).

Pages on which anything is out of the ordinary (a row that goes on elsewhere, a number of nine bytes, damage) are
named and not followed: they are read cell by cell (see ``tree``), which knows of every case.
"""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from safelight.readers.sqlite.tree import TABLE_LEAF, Node
from safelight.readers.sqlite.varint import LONGEST

Numbers = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]

MARGIN_BYTES = 16
"""Noughts after the last page: whoever reads on from a damaged place finds them."""
_MORE = 0x80
_SHORTEST_REST = 35
"""A payload that leaves less than this of a page goes on elsewhere."""


class Cells(NamedTuple):
    """Of rows, in order. Places are in ``data``."""

    data: bytes
    """The pages, one after the other, and a margin."""
    bytes_of: npt.NDArray[np.uint8]
    """The same as an array."""
    rowids: Numbers
    starts: Numbers
    """Where each cell starts."""
    types: Numbers
    """Where its list of types starts."""
    values: Numbers
    """Where its values start."""
    ends: Numbers


class Found(NamedTuple):
    """The cells, the number of the page (of those given) that each stands on, and pages that are to be read singly."""

    cells: Cells
    pages: Numbers
    odd: Yes


def cells_on(leaves: Sequence[Node], usable: int) -> Found:
    """Those of pages of so many usable bytes; of pages out of the ordinary they mean nothing."""
    data = b"".join([*(leaf.data for leaf in leaves), bytes(MARGIN_BYTES)])
    bytes_of = np.frombuffer(data, np.uint8)
    counts = np.fromiter((len(leaf.pointers) for leaf in leaves), np.int64, len(leaves))
    pages = np.repeat(np.arange(len(leaves)), counts)
    above = pages * usable
    starts = above + np.fromiter(chain.from_iterable(leaf.pointers for leaf in leaves), np.int64, len(pages))
    sizes, after, is_odd = varints(bytes_of, starts)
    rowids, after, is_long = varints(bytes_of, after)
    ends = after + sizes
    heads = bytes_of.take(after, mode="clip").astype(np.int64)
    values = after + heads
    is_odd |= is_long | (sizes > usable - _SHORTEST_REST) | (ends > above + usable)
    is_odd |= (sizes == 0) | (heads == 0) | (heads >= _MORE) | (values > ends)
    odd = np.bincount(pages[is_odd], minlength=len(leaves)) > 0
    # Cells that lie over one another would let a small file unfold into a huge one.
    odd |= np.bincount(pages, np.where(is_odd, 0, ends - starts), len(leaves)) > usable
    odd |= np.fromiter((leaf.kind != TABLE_LEAF for leaf in leaves), np.bool_, len(leaves))
    return Found(Cells(data, bytes_of, rowids, starts, after + 1, values, ends), pages, odd)


def varints(bytes_of: npt.NDArray[np.uint8], places: Numbers) -> tuple[Numbers, Numbers, Yes]:
    """Numbers of variable length, the places after them, and which have nine bytes: these mean nothing."""
    values = bytes_of.take(places, mode="clip").astype(np.int64)
    after = places + 1
    going = np.flatnonzero(values >= _MORE)
    values[going] &= _MORE - 1
    for _ in range(LONGEST - 2):
        if not len(going):
            break
        more = bytes_of.take(after[going], mode="clip").astype(np.int64)
        values[going] = values[going] << 7 | more & _MORE - 1
        after[going] += 1
        going = going[more >= _MORE]
    is_long = np.zeros(len(places), np.bool_)
    is_long[going] = True
    return values, after, is_long
