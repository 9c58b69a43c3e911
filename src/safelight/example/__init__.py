"""The worked example: stalking by an ex-partner over five months. Everybody and every place is invented."""

from safelight.example.writing import Example, write_example

__all__ = ["Example", "write_example"]
