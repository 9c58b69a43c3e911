"""Small trees that ask the same questions on every branch: on which side of an edge a feature lies."""

import msgspec
import numpy as np
import numpy.typing as npt

Wide = npt.NDArray[np.float64]
Bins = npt.NDArray[np.uint8]
Edges = npt.NDArray[np.float32]


class Trees(msgspec.Struct, frozen=True):
    """An additive model. Each tree asks ``features[tree]`` whether they lie above ``bins[tree]``."""

    start: float
    features: npt.NDArray[np.int16]
    """One row a tree, one column a depth: the number of a column of the features."""
    bins: npt.NDArray[np.uint8]
    leaves: npt.NDArray[np.float32]
    """One row a tree, one column a leaf; the answers to its questions, first to last, are the leaf's bits."""


def binned(features: Wide, edges: Edges) -> Bins:
    """For each value how many edges of its feature lie below it, columns close together in memory."""
    out = np.empty(features.shape, dtype=np.uint8, order="F")
    for at in range(features.shape[1]):
        out[:, at] = np.searchsorted(edges[at], features[:, at].astype(np.float32), side="left")
    return out


def edges_of(features: Wide, bins: int) -> Edges:
    """Edges between equal shares of the values of each feature; some are the same where shares fall together."""
    shares = np.linspace(0, 1, bins + 1)[1:-1]
    return np.quantile(features, shares, axis=0).T.astype(np.float32)


def leaf_of(bins: Bins, features: npt.NDArray[np.int16], edges: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Which leaf of one tree each row falls into."""
    leaf = np.zeros(len(bins), dtype=np.uint8)
    for feature, edge in zip(features, edges, strict=True):
        leaf += leaf  # bytes added in place run several at once in the processor; shifted, they do not
        leaf += (bins[:, feature] > edge).view(np.uint8)
    return leaf


def grown(bins: Bins, trees: Trees) -> Wide:
    """The log-odds of the trees for each row."""
    told = np.full(len(bins), trees.start)
    wide = trees.leaves.astype(np.float64)
    for features, edges, leaves in zip(trees.features, trees.bins, wide, strict=True):
        told += leaves.take(leaf_of(bins, features, edges))
    return told
