"""Teaches the sentence encoder what harm reads like: `docs/decisions/0058-…` says why, `README.md` how.

Not part of the package: it needs PyTorch and is quick only beside a graphics processor. What comes of it ships.
"""
