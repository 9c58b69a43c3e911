"""What in a table of records nothing that reads English words can have read: counts and where, never a word."""

from collections.abc import Iterable

import msgspec
import polars as pl

_ENGLISH = (
    "about after again all alright already always and another any anyone anything around asked attachment babe "
    "back because been before being better both bring bus called calling can't cant come coming could couldn't "
    "couldnt did didn't didnt does doesn't doesnt doing don't dont down each early else enough even ever every "
    "everyone everything expensive family few find first for friday friend friends from gave get getting give "
    "going gone gonna good got great had happened has have having hear help here him his home hope how i'll i'm "
    "i've ill it's its ive just keep knew know last later leave let let's lets like little long look looking lot "
    "love make many maybe might miss monday money morning most much mum must need needs never new next nice night "
    "nobody nothing now of off ok okay only or other our out over people phone please put reminder right said "
    "same saturday saw say saying says seen send sent she should shouldn't show since some someone something soon "
    "sorry start still stop stuff sunday sure take tell text thank thanks that that's thats their them then there "
    "there's these they thing things think this those thought through thursday till today together told tomorrow "
    "tonight too took tried try trying tuesday two until very wait want wanted wants was wasn't wasnt way "
    "wednesday week well went were what what's whats when where which who why will with without won't wont work "
    "working would wouldn't yeah year yes yesterday yet you you're you've your youre"
).split()
"""Words of which nearly every longer English message has one, and which other languages seldom write so."""
_SHARED = "an are as at be but by can do go he her i if im in is it my not one see so the u up ur us we"
"""English too, but written alike in Polish, Spanish, Romanian, Turkish, Urdu in Latin letters, or others."""
_SHARED_ENOUGH = 3
"""One word of so many must be one of these where there is no other."""


def _any_of(words: Iterable[str]) -> str:
    return rf"(?i)\b(?:{'|'.join(words)})\b"


_WORD = r"[\p{L}\p{M}'’]+"
_LONG_ENOUGH = 5
_PICTURES = r"(?i)\.(?:jpe?g|png|gif|heic|heif|webp|bmp|tiff?)$"
_SOUNDS = r"(?i)\.(?:opus|ogg|oga|m4a|mp3|aac|amr|wav|caf|3ga)$"
_FILMS = r"(?i)\.(?:mp4|mov|3gp|avi|mkv|webm)$"


class UnreadKind(msgspec.Struct, frozen=True):
    """Records of one kind, and how many of them hold words."""

    kind: str
    records: int
    with_words: int


class InOtherWords(msgspec.Struct, frozen=True):
    """Longer messages of one conversation without a common English word: how many, and the first of them."""

    platform: str
    thread: str
    messages: int
    first_record: str


class Unread(msgspec.Struct, frozen=True):
    """Counts over all records of a case; ``not_english`` has the conversation with most such messages first."""

    kinds: tuple[UnreadKind, ...]
    pictures: int
    sounds: int
    films: int
    other_files: int
    not_english: tuple[InOtherWords, ...]
    longer: int


def unread_in(table: pl.DataFrame | pl.LazyFrame) -> Unread:
    """The counts of a table of records. One pass; a million records take about a second."""
    lazy = table.lazy()
    said = pl.col("text").fill_null("").str.replace_all("’", "'", literal=True)
    kinds = (
        lazy.group_by("kind")
        .agg(records=pl.len(), with_words=(said != "").sum())
        .sort("kind")
        .collect()
        .iter_rows()
    )
    files = lazy.select(file=pl.col("attachments").explode()).drop_nulls().collect()["file"]
    pictures, sounds, films = (int(files.str.contains(form).sum()) for form in (_PICTURES, _SOUNDS, _FILMS))
    longer = lazy.filter(
        pl.col("kind").is_in(["message", "post"]) & (said.str.count_matches(_WORD) >= _LONG_ENOUGH)
    )
    other = (
        longer.filter(~said.str.contains(_any_of(_ENGLISH)))
        .filter(said.str.count_matches(_any_of(_SHARED.split())) * _SHARED_ENOUGH < said.str.count_matches(_WORD))
        .group_by("platform", "thread", maintain_order=True)
        .agg(messages=pl.len(), first=pl.col("record_id").first())
        .sort("messages", descending=True, maintain_order=True)
        .collect()
    )
    return Unread(
        kinds=tuple(UnreadKind(*row) for row in kinds),
        pictures=pictures,
        sounds=sounds,
        films=films,
        other_files=len(files) - pictures - sounds - films,
        not_english=tuple(
            InOtherWords(platform or "", thread or "", *counted)
            for platform, thread, *counted in other.iter_rows()
        ),
        longer=longer.select(pl.len()).collect().item(),
    )
