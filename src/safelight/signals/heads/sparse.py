"""Sparse rows: which features a message has, and sums of their weights, without a library for it at run time."""

from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
_AT_ONCE = 1 << 16


class SparseRows:
    """A matrix of which only values that are not zero are held: ``row`` in rising order, ``column``, ``value``."""

    def __init__(self, row: Numbers, column: Numbers, value: Floats, shape: tuple[int, int]) -> None:
        self.row, self.column, self.value, self.shape = row, column, value, shape

    def times(self, dense: Floats) -> Floats:
        """The product with a dense matrix, in the same order of additions every time."""
        out = np.zeros((self.shape[0], dense.shape[1]), dtype=np.float32)
        if not self.row.size:
            return out
        firsts = np.flatnonzero(np.append(True, np.diff(self.row) > 0))
        cuts = np.unique(np.searchsorted(firsts, np.arange(0, self.row.size, _AT_ONCE)))
        for begin, end in zip(cuts, [*cuts[1:], firsts.size], strict=True):
            if begin == end:
                continue
            first = firsts[begin]
            last = firsts[end] if end < firsts.size else self.row.size
            weighed = dense[self.column[first:last]] * self.value[first:last, None]
            out[self.row[firsts[begin:end]]] = np.add.reduceat(weighed, firsts[begin:end] - first)
        return out

    @cached_property
    def turned(self) -> "SparseRows":
        """Rows for columns."""
        order = np.argsort(self.column, kind="stable")
        return SparseRows(self.column[order], self.row[order], self.value[order], self.shape[::-1])

    def of(self, rows: npt.NDArray[np.bool_]) -> "SparseRows":
        """Only some of the rows; the others are empty."""
        kept = rows[self.row]
        return SparseRows(self.row[kept], self.column[kept], self.value[kept], self.shape)
