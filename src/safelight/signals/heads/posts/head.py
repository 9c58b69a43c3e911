"""How likely a public post threatens, plans or incites harm: words and pieces of words, and an encoder's direction."""

import msgspec
import numpy as np
import numpy.typing as npt
import polars as pl

from safelight.signals.heads.chance import chance
from safelight.signals.heads.linear import Parts, Vocabulary, looked, seen
from safelight.signals.heads.semantic.encoder import Encodes
from safelight.signals.heads.sparse import Floats
from safelight.signals.heads.talk import Talk

Wide = npt.NDArray[np.float64]


class PostHead(msgspec.Struct, frozen=True):
    """One question: is it a threat, a plan to harm or incitement?"""

    vocabulary: Vocabulary
    """Nothing is known of surroundings."""
    parts: Parts
    directions: Floats
    """One row for each direction of the encoder, and one for the start."""
    alone: Floats
    """Start and weight of the words, where no encoder looks."""
    blend: Floats
    """Start, weight of the words, weight of the encoder's directions."""
    encoder: str
    """The version of the encoder that it was learned with; it fits no other."""

    def chances(self, texts: pl.Series, encoder: Encodes | None, most: int | None) -> Wide:
        """Probabilities for ``readable`` texts; the encoder looks at the ``most`` likeliest, all where ``None``."""
        words = of_words(texts, self.vocabulary, self.parts)
        odds: Wide = self.alone[0] + self.alone[1] * words
        if encoder is None or encoder.version != self.encoder:
            return chance(odds)
        some = np.argsort(-words, kind="stable")[:most]
        said = with_start(encoder(texts.gather(some).to_list())) @ self.directions
        odds[some] = self.blend[0] + self.blend[1] * words[some] + self.blend[2] * said[:, 0]
        return chance(odds)


def of_words(texts: pl.Series, vocabulary: Vocabulary, parts: Parts) -> Wide:
    """What the words of each text say by themselves."""
    talk = posts(texts)
    out: Wide = looked(talk, seen(talk, vocabulary), parts)[:, 0].astype(np.float64)
    return out


def with_start(directions: Floats) -> Floats:
    """The directions with a column of ones."""
    return np.append(directions, np.ones((len(directions), 1), np.float32), axis=1)


def posts(texts: pl.Series) -> Talk:
    """Texts as a talk in which nothing surrounds anything."""
    number = np.arange(len(texts), dtype=np.int64)
    nothing = np.zeros(len(texts))
    return Talk(texts, number, number, nothing.astype(np.float32), nothing, nothing, nothing)
