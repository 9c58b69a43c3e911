"""Whose criminal law applies."""

from enum import StrEnum


class Jurisdiction(StrEnum):
    """The three jurisdictions of the United Kingdom."""

    ENGLAND_AND_WALES = "England and Wales"
    SCOTLAND = "Scotland"
    NORTHERN_IRELAND = "Northern Ireland"
