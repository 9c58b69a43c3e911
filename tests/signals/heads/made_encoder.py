"""An encoder of tests: no weights needed."""

from hashlib import sha256

import numpy as np

from safelight.signals.heads.semantic.encoder import WIDTH


class MadeEncoder:
    """Directions from the letters of a text: no weights needed."""

    version = "made"

    def __init__(self):
        self.asked = []

    def __call__(self, texts):
        self.asked += texts
        seeds = [int.from_bytes(sha256(text.encode()).digest()[:8]) for text in texts]
        rows = [np.random.Generator(np.random.PCG64(seed)).normal(size=WIDTH) for seed in seeds]
        return np.array([row / np.linalg.norm(row) for row in rows], dtype=np.float32).reshape(-1, WIDTH)
