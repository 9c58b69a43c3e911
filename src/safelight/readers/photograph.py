"""Photographs and films: what the camera wrote beside the picture. The picture itself is never opened."""

from collections.abc import Iterator

from safelight.readers.json_moment import NO_TIME, At
from safelight.readers.member import Member, MemberTooLarge
from safelight.readers.photographs import exif
from safelight.readers.photographs.film import film_of
from safelight.readers.pictures.header import header_of
from safelight.readers.place import PLACES
from safelight.readers.reader import NOT_MINE, Manifest, ReadingHints, Recognition, UnknownLayout
from safelight.records.record import Kind, Record
from safelight.records.tally import TallyBook

MANIFEST = Manifest(
    name="photograph",
    title="Photographs and films (what the camera wrote beside the picture)",
    platform="Camera",
    version="1",
    generations=(
        "EXIF in JPEG, HEIC, TIFF, PNG and WEBP; not yet seen on a real export of a case",
        "The head of MP4 and QuickTime films: time and place; not yet seen on a real export",
    ),
    tested_on=(),
    cannot_know=(
        "What the picture shows: it is never opened, made smaller or shown.",
        "A camera's clock may be wrong, and without a distance from UTC its zone is assumed.",
        "Apps take away what the camera wrote when a picture is sent, and programs can change it.",
        "A place is where the camera was, as far as it knew, not who held it.",
        "Films say UTC by their standard, but some cameras write the local time there.",
    ),
)

_LARGEST_BYTES = 256 * 1024 * 1024
_FILM_BRANDS = (b"isom", b"iso2", b"mp41", b"mp42", b"qt  ", b"avc1", b"M4V ", b"3gp4", b"3gp5", b"3gp6", b"MSNV")
_UNOPENED = "The picture itself was left unopened on purpose: only what the camera wrote beside it was read."


def recognise(member: Member) -> Recognition:
    """By its first bytes."""
    if _is_film(member.head):
        return Recognition(60, ("It begins as films do (MP4 or QuickTime).",))
    header = header_of(member.head)
    if header is None:
        return NOT_MINE
    return Recognition(55, (f"It is a picture ({header.kind.upper()}).",))


def read(member: Member, hints: ReadingHints, book: TallyBook) -> Iterator[Record]:
    """A record of the picture or film, and one of the place where that is written. Raises ``UnknownLayout``."""
    if not member.size:
        raise UnknownLayout("The file is empty: there is no picture in it.")
    if _is_film(member.head):
        with member.open() as stream:
            film = film_of(stream)
        yield _media(member, film.at, film.at_text, film.said)
        if film.place:
            yield _location(member, film.at, film.at_text, film.place)
    else:
        yield from _picture(member, hints)
    book.skip(0, member.size, _UNOPENED)


def _picture(member: Member, hints: ReadingHints) -> Iterator[Record]:
    if member.size > _LARGEST_BYTES:
        message = (
            f"This picture holds {member.size:,} bytes, more than is looked through for what the camera wrote "
            f"({_LARGEST_BYTES:,}). It is sealed as it is."
        )
        raise MemberTooLarge(message)
    tags = exif.tags_of(member.whole())
    at, at_text = exif.taken_at(tags, hints.zone)
    yield _media(member, at, at_text, exif.written(tags))
    there = exif.place_of(tags)
    if there:
        satellite, satellite_text = exif.gps_at(tags)
        known = (satellite, satellite_text) if satellite is not NO_TIME else (at, at_text)
        yield _location(member, *known, there)


def _media(member: Member, at: At, at_text: str, said: dict[str, str]) -> Record:
    return Record(
        kind=Kind.MEDIA,
        member=member.path,
        offset=0,
        length=member.size,
        at=at.at,
        at_quality=at.quality,
        at_other=at.other,
        at_text=at_text,
        platform=MANIFEST.platform,
        attachments=(member.path.rpartition("/")[2],),
        extra=said,
    )


def _location(member: Member, at: At, at_text: str, there: dict[str, str]) -> Record:
    return Record(
        kind=Kind.LOCATION,
        member=member.path,
        offset=0,
        length=member.size,
        pointer="place",
        at=at.at,
        at_quality=at.quality,
        at_other=at.other,
        at_text=at_text,
        platform=MANIFEST.platform,
        thread=PLACES,
        attachments=(member.path.rpartition("/")[2],),
        extra=there,
    )


def _is_film(head: bytes) -> bool:
    return head[4:8] == b"ftyp" and head[8:12] in _FILM_BRANDS
