"""Grows the trees of the second look, one after the other, each on what those before left over."""

import msgspec
import numpy as np
import numpy.typing as npt

from safelight.signals.heads.trees import Bins, Trees, leaf_of

SEED = 20260501


class Growing(msgspec.Struct, frozen=True, kw_only=True):
    """How trees are grown; chosen by cross-validation on the training conversations."""

    trees: int = 200
    depth: int = 3
    pace: float = 0.06
    ridge: float = 8.0
    bins: int = 32
    share_of_rows: float = 0.7
    share_of_features: float = 0.5


def boosted(bins: Bins, chosen: list[int], upheld: npt.NDArray[np.bool_], how: Growing) -> Trees:
    """Trees over the ``chosen`` features, the same every time."""
    rolls = np.random.Generator(np.random.PCG64(SEED))
    share = min(max(upheld.mean(), 1e-4), 1 - 1e-4)
    start = float(np.log(share / (1 - share)))
    told = np.full(len(bins), start)
    features = np.zeros((how.trees, how.depth), dtype=np.int16)
    edges = np.zeros((how.trees, how.depth), dtype=np.uint8)
    leaves = np.zeros((how.trees, 2**how.depth), dtype=np.float32)
    among = np.array(chosen)
    for tree in range(how.trees):
        probable = 1 / (1 + np.exp(-told))
        left, weight = upheld - probable, np.maximum(probable * (1 - probable), 1e-6)
        rows = np.flatnonzero(rolls.random(len(bins)) < how.share_of_rows)
        some = np.sort(rolls.choice(among, max(1, int(among.size * how.share_of_features)), replace=False))
        features[tree], edges[tree] = _asked(bins[np.ix_(rows, some)], some, left[rows], weight[rows], how)
        leaf = leaf_of(bins, features[tree], edges[tree])
        size = 2**how.depth
        gained = np.bincount(leaf[rows], left[rows], size) / (
            np.bincount(leaf[rows], weight[rows], size) + how.ridge
        )
        leaves[tree] = how.pace * gained
        told += leaves[tree][leaf]
    return Trees(start, features, edges, leaves)


def _asked(
    bins: Bins,
    some: npt.NDArray[np.int64],
    left: npt.NDArray[np.float64],
    weight: npt.NDArray[np.float64],
    how: Growing,
) -> tuple[list[int], list[int]]:
    """The question of each depth: the one that parts what is left over best on all branches together."""
    wide = bins.astype(np.int64)
    leaf = np.zeros(len(wide), dtype=np.int64)
    many = len(some)
    lefts, weights = np.repeat(left, many), np.repeat(weight, many)
    features, edges = [], []
    for depth in range(how.depth):
        shape = (many, 2**depth, how.bins)
        cell = ((np.arange(many)[None, :] * shape[1] + leaf[:, None]) * how.bins + wide).ravel()
        below = np.bincount(cell, lefts, int(np.prod(shape))).reshape(shape).cumsum(axis=2)
        heavy = np.bincount(cell, weights, int(np.prod(shape))).reshape(shape).cumsum(axis=2)
        above, light = below[:, :, -1:] - below, heavy[:, :, -1:] - heavy
        gain = (below**2 / (heavy + how.ridge) + above**2 / (light + how.ridge)).sum(axis=1)
        feature, edge = divmod(int(gain[:, :-1].argmax()), how.bins - 1)
        features.append(int(some[feature]))
        edges.append(edge)
        leaf = leaf * 2 + (wide[:, feature] > edge)
    return features, edges
