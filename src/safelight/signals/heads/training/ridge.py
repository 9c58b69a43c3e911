"""Logistic regression with a ridge, for the few dense features of the later stages."""

import numpy as np
import numpy.typing as npt

from safelight.signals.heads.training.descent import Vector, lowest

STEPS = 200


def logistic(
    features: npt.NDArray[np.float64], upheld: npt.NDArray[np.bool_], ridge: float, *, rising: bool = False
) -> Vector:
    """Weights and, last, the bias; where ``rising``, no weight below zero."""
    wide = np.append(features, np.ones((len(features), 1)), axis=1)
    signs = upheld.astype(np.float64)

    def loss(weights: Vector) -> tuple[float, Vector]:
        held = _held(weights, rising=rising)
        told = wide @ held
        error = 1 / (1 + np.exp(-np.clip(told, -30, 30))) - signs
        slope = wide.T @ error / len(wide)
        slope[:-1] += ridge * held[:-1]
        value = float((np.logaddexp(0, told) - signs * told).mean() + 0.5 * ridge * held[:-1] @ held[:-1])
        if rising:
            slope[:-1] *= 2 * weights[:-1]
        return value, slope

    start = np.zeros(wide.shape[1])
    if rising:
        start[:-1] = 0.5
    return _held(lowest(loss, start, STEPS), rising=rising)


def _held(weights: Vector, *, rising: bool) -> Vector:
    if not rising:
        return weights
    return np.append(weights[:-1] ** 2, weights[-1])
